"""Notes, wished carrier, contact: inner facts; the contact is one of this customer's (III.1.2)."""

from typing import Any

from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.pages.acting.steps import step
from takt.web.pages.orders.desk import contact_choices, contacts_of


def _contacts(order: Order, reader: Person) -> list[tuple[str, str]]:
    return contact_choices(contacts_of(order.customer_id, order.contact_id))


@step("orders.annotate", choices={"contact": _contacts})
def annotate(order: Order, reader: Person) -> dict[str, Any]:
    """That the confirmation stays in force is said on the page."""
    return {"order": order}
