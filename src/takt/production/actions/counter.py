"""III.4.2 实时监控: a wrong report is taken back by an opposite booking; what was booked stays on record."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse, refuse_if
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.planning.states import OperationState
from takt.production.counting import book
from takt.production.models import Booking, BookingKind
from takt.production.refusals import NothingToCounter, NotThisOperation


@action("III.4.2", by=Department.PRODUCTION, while_in=(OperationState.RUNNING, OperationState.PAUSED))
def counter(operation: Operation, *, by: Person, booking: Booking, reason: Reason) -> None:
    """Take back a report on an operation that is not finished yet, with a reason."""
    wrong = Booking.objects.filter(pk=booking.pk, operation=operation).select_related("countered_by").first()
    if wrong is None:
        raise refuse(NotThisOperation(operation=operation.number))
    empty = wrong.good_quantity + wrong.scrap_quantity <= 0 or hasattr(wrong, "countered_by")
    refuse_if([NothingToCounter(kind=str(wrong.get_kind_display()))] if empty else [])
    book(
        operation,
        BookingKind.COUNTER,
        by,
        -wrong.good_quantity,
        -wrong.scrap_quantity,
        wrong.scrap_reason,
        reason,
        wrong,
    )
