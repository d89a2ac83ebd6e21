"""III.4.2 实时监控: an operation ends, and waits for its inspection where it is an inspection point (III.4.3)."""

from decimal import Decimal

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import QuantityOrZero, Text
from takt.departments.models import Person
from takt.planning.completion import conclude
from takt.planning.models import NO_TIME, Operation
from takt.planning.reads import standing
from takt.planning.states import OPERATION_ENDINGS, OperationMove, OperationState
from takt.production import rules
from takt.production.counting import book, count
from takt.production.models import BookingKind, ScrapReason

ZERO = Decimal(0)


@action("III.4.2", by=Department.PRODUCTION, while_in=OPERATION_ENDINGS.origins(OperationMove.FINISH))
def finish(
    operation: Operation,
    *,
    by: Person,
    good: QuantityOrZero = ZERO,
    scrap: QuantityOrZero = ZERO,
    scrap_reason: ScrapReason | None = None,
    note: Text = "",
) -> None:
    """Finish an operation, with the last good and scrapped parts; fewer good ones than wanted need a note."""
    stands = standing(operation)
    refuse_if(rules.reasons_not_to_finish(count(operation, stands, good, scrap, scrap_reason), note))
    book(operation, BookingKind.FINISH, by, good, scrap, scrap_reason, note)
    operation.ended_at = now()
    move = OperationMove.FINISH_FOR_INSPECTION if operation.inspection else OperationMove.FINISH
    operation.state = OPERATION_ENDINGS.target(move)
    if operation.state == OperationState.DONE:
        conclude(operation, by, last=stands.last)
    else:
        operation.slot = NO_TIME
