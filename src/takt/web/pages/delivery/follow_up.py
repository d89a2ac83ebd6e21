"""回访: what came of contacting the customer (III.6.3)."""

from typing import Any

from takt.delivery.models import FollowUp
from takt.departments.models import Person
from takt.web.pages.acting.steps import step
from takt.web.pages.delivery.after_receipt import after_receipt


@step("delivery.follow_up", joins=("order__customer", "order__contact"))
def follow_up(row: FollowUp, reader: Person) -> dict[str, Any]:
    """What arrived when, what the letter asked, and whom to call."""
    return {**after_receipt(row.order), "this_call": row}
