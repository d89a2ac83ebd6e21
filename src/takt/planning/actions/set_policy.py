"""III.3.3 生产排程: what planners want of every schedule."""

from typing import Annotated

from pydantic import Field

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.departments.models import Person
from takt.planning.models import SchedulingPolicy

UpToAMonth = Annotated[int, Field(ge=0, le=43_200)]
"""Whole minutes, up to 30 days."""


@action("III.3.3", by=Department.PRODUCTION)
def set_policy(*, by: Person, frozen_minutes: UpToAMonth) -> SchedulingPolicy:
    """What starts within so many minutes stays as it is, from now on."""
    return SchedulingPolicy.objects.create(frozen_minutes=frozen_minutes, set_by=by, set_at=now())
