"""What others ask quality: what waits for an inspector."""

from django.db.models import QuerySet

from takt.planning.models import Operation
from takt.planning.states import OperationState


def waiting_for_inspection() -> QuerySet[Operation]:
    """Operations whose parts wait for an inspector, longest waiting first."""
    rows = Operation.objects.filter(slot__isnull=False, state=OperationState.INSPECTION)
    return rows.select_related("order", "job__item__unit", "work_center").order_by("ended_at", "id")
