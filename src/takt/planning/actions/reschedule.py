"""III.3.3 生产排程: a planner proposes to move operations of the schedule in force."""

from dataclasses import dataclass

from pydantic import AwareDatetime

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Code, Reason, Short
from takt.departments.models import Person
from takt.planning import moving, proposals, scenes
from takt.planning.models import Rescheduling
from takt.planning.wishes import Told, wishes_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """An operation by number and where it is wanted: machine by code and person by login, empty as it is; the end follows from
    the shifts."""

    operation: Code
    start: AwareDatetime
    machine: Short = ""
    person: Short = ""


@action("III.3.3", by=Department.PRODUCTION)
def reschedule(*, by: Person, moves: list[Wanted], reason: Reason) -> Rescheduling:
    """Propose to move operations that are planned and not begun, with what it means for every order that it touches."""
    told = [Told(one.operation, one.start, None, one.machine, one.person) for one in moves]
    scene = scenes.scene_of(wishes_of(told), now())
    refuse_if(moving.reasons_not_to_move(scene))
    return proposals.propose(scene, Rescheduling.Origin.PLANNER, reason, by)
