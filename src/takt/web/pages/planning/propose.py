"""III.3.1: the order that waits for a plan, and what was proposed before."""

from typing import Any

from takt.conduct.requests import Outcome
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.pages.acting.possible import act_url
from takt.web.pages.acting.steps import step
from takt.web.pages.planning.desk import of_order


def to_the_proposal(order: Order, outcome: Outcome) -> str:
    """The planner looks at what was proposed, and adopts it or not."""
    return act_url("planning.adopt", outcome.answer["reference"])


@step("planning.propose", then=to_the_proposal)
def propose(order: Order, reader: Person) -> dict[str, Any]:
    """The order and its plans so far."""
    return of_order(order, reader)
