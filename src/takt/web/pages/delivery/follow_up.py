"""回访: what came of contacting the customer (III.6.3)."""

from typing import Any

from takt.delivery.models import FollowUp
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.pages.acting.steps import step
from takt.web.pages.delivery.after_receipt import after_receipt


@step("delivery.follow_up")
def follow_up(row: FollowUp, reader: Person) -> dict[str, Any]:
    """What arrived when, what the letter asked, and whom to call."""
    return {**after_receipt(Order.objects.select_related("customer").get(pk=row.order_id)), "this_call": row}
