"""III.3.1: the plan that is given up, and what it had taken."""

from typing import Any

from takt.departments.models import Person
from takt.planning.models import Plan
from takt.web.pages.acting.steps import step
from takt.web.pages.planning.desk import PLAN, of_plan


@step("planning.drop", joins=PLAN)
def drop(plan: Plan, reader: Person) -> dict[str, Any]:
    """The plan by the clock."""
    return of_plan(plan, reader)
