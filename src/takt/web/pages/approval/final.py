"""III.2.3 最终审批: what sales, finance and production said, on one screen, also on a phone."""

from typing import Any

from takt.departments.models import Person
from takt.orders.models import Order
from takt.records.dossier import JOINS
from takt.web.pages.acting.steps import step
from takt.web.pages.approval.looking import SAYS, common, desk_of


@step("approval.final", choices=SAYS, joins=JOINS)
def final(order: Order, reader: Person) -> dict[str, Any]:
    """The numbers that the reviews were given on, and the opinions."""
    return common(desk_of(order, reader))
