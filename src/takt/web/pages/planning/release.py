"""III.3.3: the plan as it goes to the floor."""

from typing import Any

from takt.departments.models import Person
from takt.planning.models import Plan
from takt.web.pages.acting.steps import step
from takt.web.pages.planning.desk import PLAN, of_plan


@step("planning.release", joins=PLAN)
def release(plan: Plan, reader: Person) -> dict[str, Any]:
    """The plan by the clock."""
    return of_plan(plan, reader)
