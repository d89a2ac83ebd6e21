"""III.2.3: sales, but not who entered the order, looks at what was agreed with the customer."""

from typing import Any

from takt.departments.models import Person
from takt.orders.models import Order
from takt.records.dossier import JOINS
from takt.web.pages.acting.steps import step
from takt.web.pages.approval.looking import SAYS, common, desk_of


@step("approval.sales", choices=SAYS, joins=JOINS)
def sales(order: Order, reader: Person) -> dict[str, Any]:
    """The order, and what the others have said."""
    return common(desk_of(order, reader))
