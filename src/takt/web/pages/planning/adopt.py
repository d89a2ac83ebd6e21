"""III.3.1: the proposal by the clock, before a planner adopts it."""

from typing import Any

from takt.departments.models import Person
from takt.planning.models import Plan
from takt.web.pages.acting.steps import step
from takt.web.pages.planning.desk import PLAN, of_plan


@step("planning.adopt", joins=PLAN)
def adopt(plan: Plan, reader: Person) -> dict[str, Any]:
    """The proposal, late or in time, with what is short."""
    return of_plan(plan, reader)
