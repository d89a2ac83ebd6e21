"""What people look at in production: bookings, exceptions, reasons for scrap."""

from django.utils.translation import gettext_lazy as _

from takt.conduct.resources import Resource, columns, readable
from takt.production.models import Booking, ProductionException, ScrapReason

readable(
    Resource(
        name="bookings",
        model=Booking,
        clause="III.4.2",
        columns=columns(
            operation__number=_("operation number"),
            order__number=_("order"),
            kind=_("kind"),
            good_quantity=_("good"),
            scrap_quantity=_("scrap"),
            scrap_reason__code=_("scrap reason"),
            note=_("note"),
            booked_by__name=_("booked by"),
            booked_at=_("booked at"),
        ),
        search=("operation__number", "order__number"),
        filters=("order", "operation", "kind", "scrap_reason"),
        joins=("operation", "order", "scrap_reason", "booked_by"),
    )
)
readable(
    Resource(
        name="exceptions",
        model=ProductionException,
        clause="III.4.2",
        columns=columns(
            number=_("exception"),
            order__number=_("order"),
            operation__number=_("operation number"),
            kind=_("kind"),
            text=_("what happened"),
            blocking=_("blocking"),
            raised_by__name=_("raised by"),
            raised_at=_("raised at"),
            resolution=_("resolution"),
            resolved_by__name=_("resolved by"),
            resolved_at=_("resolved at"),
        ),
        newest="-raised_at",
        search=("number", "order__number", "text"),
        filters=("order", "operation", "kind", "blocking", "resolved_at__isnull"),
        joins=("order", "operation", "raised_by", "resolved_by"),
    )
)
readable(
    Resource(
        name="scrap-reasons",
        model=ScrapReason,
        clause="III.4.2",
        columns=columns(code=_("code"), name=_("name"), name_en=_("English name")),
        search=("code", "name", "name_en"),
    )
)
