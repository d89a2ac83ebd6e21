"""What people look at in quality: inspections."""

from django.utils.translation import gettext_lazy as _

from takt.conduct.resources import Resource, columns, readable
from takt.quality.models import Inspection

readable(
    Resource(
        name="inspections",
        model=Inspection,
        clause="III.4.3",
        columns=columns(
            operation__number=_("operation number"),
            order__number=_("order"),
            verdict=_("verdict"),
            inspected_quantity=_("inspected"),
            rejected_quantity=_("rejected"),
            measurements=_("measured values"),
            reason=_("reason"),
            inspected_by__name=_("inspected by"),
            inspected_at=_("inspected at"),
        ),
        search=("operation__number", "order__number"),
        filters=("order", "operation", "verdict"),
        joins=("operation", "order", "inspected_by"),
    )
)
