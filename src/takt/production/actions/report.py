"""III.4.2 实时监控: good and scrapped parts are reported as they come."""

from decimal import Decimal

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import QuantityOrZero, Text
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.planning.reads import standing
from takt.planning.states import OperationState
from takt.production import rules
from takt.production.counting import book, count
from takt.production.models import BookingKind, ScrapReason

ZERO = Decimal(0)


@action("III.4.2", by=Department.PRODUCTION, while_in=(OperationState.RUNNING, OperationState.PAUSED))
def report(
    operation: Operation,
    *,
    by: Person,
    good: QuantityOrZero = ZERO,
    scrap: QuantityOrZero = ZERO,
    scrap_reason: ScrapReason | None = None,
    note: Text = "",
) -> None:
    """Report good and scrapped parts of an operation, in the item's unit; scrap with its reason."""
    refuse_if(rules.reasons_not_to_book(count(operation, standing(operation), good, scrap, scrap_reason)))
    book(operation, BookingKind.REPORT, by, good, scrap, scrap_reason, note)
