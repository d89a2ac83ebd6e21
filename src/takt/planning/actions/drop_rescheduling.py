"""III.3.3 生产排程: a rescheduling is not wanted; everything stays where it is."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.planning.models import Rescheduling
from takt.planning.states import ReschedulingMove


@action("III.3.3", by=Department.PRODUCTION, moves=ReschedulingMove.DROP)
def drop_rescheduling(rescheduling: Rescheduling, *, by: Person, reason: Reason) -> None:
    """Drop a proposal to move operations, with a reason."""
    rescheduling.decision_reason = reason
