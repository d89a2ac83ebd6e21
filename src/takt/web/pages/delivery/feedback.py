"""客户反馈: sales calls the customer, asks the three questions, and writes down the answer (III.6.3)."""

from typing import Any

from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.pages.acting.steps import step
from takt.web.pages.delivery.after_receipt import after_receipt


def _scale(order: Order, reader: Person) -> list[tuple[str, str]]:
    return [(str(score), str(score)) for score in range(1, 6)]


@step(
    "delivery.feedback",
    choices=dict.fromkeys(("score", "quality_score", "delivery_score"), _scale),
    joins=("customer", "contact"),
)
def feedback(order: Order, reader: Person) -> dict[str, Any]:
    """What arrived when, what the letter asked, and whom to call."""
    return after_receipt(order)


@step("delivery.close", joins=("customer", "contact"))
def close(order: Order, reader: Person) -> dict[str, Any]:
    """The customer's word, or that it was asked for in vain."""
    return after_receipt(order)
