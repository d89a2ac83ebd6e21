"""What a withdrawal does: who is told, what becomes void, what is free again (III.1.2)."""

from typing import Any

from takt.approval.models import Review
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.reads import addressee, confirmation_in_force
from takt.web.pages.acting.steps import step


@step("orders.withdraw")
def withdraw(order: Order, reader: Person) -> dict[str, Any]:
    """The confirmation and the reviews that end with the order, and who gets the letter. Three queries."""
    return {
        "order": order,
        "confirmation": confirmation_in_force(order),
        "reviews": Review.objects.filter(order=order, round=order.round, voided_at=None).count(),
        "to": addressee(order),
    }
