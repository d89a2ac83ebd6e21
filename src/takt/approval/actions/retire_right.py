"""III.2.3: a decision right ends; reviews that were given by it stay."""

from takt.approval.models import DecisionRight
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import WrongState, refuse
from takt.departments.models import Person


@action("III.2.3", by=(Department.ADMINISTRATION, Department.SYSTEM))
def retire_right(right: DecisionRight, *, by: Person) -> None:
    """The administration ends a decision right."""
    if right.retired_at is not None:
        raise refuse(WrongState(state="retired", action="approval.retire_right", allowed="in force"))
    right.retired_at = now()
