"""III.2.1 预算审核: costs with the formula of each number, margin and credit, beside the verdict."""

from typing import Any

from takt.departments.models import Person
from takt.orders.models import Order
from takt.records.dossier import JOINS
from takt.web.pages.acting.steps import step
from takt.web.pages.approval.looking import SAYS, budget_now, common, desk_of


@step("approval.budget", choices=SAYS, joins=JOINS)
def budget(order: Order, reader: Person) -> dict[str, Any]:
    """The budget as it would be kept with the review."""
    desk = desk_of(order, reader)
    return common(desk) | budget_now(desk)
