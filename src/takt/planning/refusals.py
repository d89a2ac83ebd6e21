"""How planning says no (III.3)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class NoReleasedRoute(Refusal):
    """An item is made here, but nobody has released how."""

    code, clause, status, field = "no_released_route", "III.3.1", 409, "item"
    sentence = _("Item %(item)s is made here but has no released route. Release a route first.")
    expects = _("an item with a released route")
    item: str


@dataclass(frozen=True)
class NoMachine(Refusal):
    """A work centre has no machine left."""

    code, clause, status, field = "no_machine", "III.3.2", 409, "work_center"
    sentence = _("Work centre %(work_center)s has no machine that could do %(operation)s.")
    expects = _("a work centre with at least one machine")
    work_center: str
    operation: str


@dataclass(frozen=True)
class NobodyQualified(Refusal):
    """No active person has the skill that an operation needs."""

    code, clause, status, field = "nobody_qualified", "III.3.2", 409, "skill"
    sentence = _("Nobody is qualified for %(skill)s, which %(operation)s needs.")
    expects = _("at least one qualified person")
    skill: str
    operation: str


@dataclass(frozen=True)
class NoRoom(Refusal):
    """The calendars leave no room for an operation, however late."""

    code, clause, status, field = "no_room", "III.3.1", 409, "operation"
    sentence = _("%(operation)s finds no room in the calendar of %(work_center)s before %(until)s.")
    expects = _("open minutes in the work centre's calendar")
    operation: str
    work_center: str
    until: str


@dataclass(frozen=True)
class PlannedForOtherContent(Refusal):
    """The order was changed after the plan was proposed."""

    code, clause, status, field = "planned_for_other_content", "II.2", 409, "plan"
    sentence = _(
        "Plan %(plan)s was proposed for version %(planned)s of the order; now it is version %(now)s. Propose again."
    )
    expects = _("a plan for version %(now)s")
    plan: str
    planned: int
    now: int


@dataclass(frozen=True)
class PlanOverdue(Refusal):
    """The plan was left lying until an operation of it should have ended."""

    code, clause, status, field = "plan_overdue", "III.3.1", 409, "plan"
    sentence = _("By plan %(plan)s, %(operation)s would have ended at %(end)s already. Propose again.")
    expects = _("a plan whose operations lie ahead")
    plan: str
    operation: str
    end: datetime


@dataclass(frozen=True)
class MachineTaken(Refusal):
    """Another order's plan took the machine's time meanwhile."""

    code, clause, status, field = "machine_taken", "III.3.1", 409, "machine"
    sentence = _(
        "Machine %(machine)s is taken by order %(order)s from %(start)s to %(end)s, when %(operation)s was to run. Propose again."
    )
    expects = _("free time on machine %(machine)s")
    machine: str
    operation: str
    order: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class PersonTaken(Refusal):
    """Another order's plan took the person's time meanwhile."""

    code, clause, status, field = "person_taken", "III.3.2", 409, "person"
    sentence = _(
        "%(person)s works on order %(order)s from %(start)s to %(end)s, when %(operation)s was to run. Propose again."
    )
    expects = _("free time of %(person)s")
    person: str
    operation: str
    order: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class NotQualified(Refusal):
    """The person lacks the operation's skill."""

    code, clause, status, field = "person_not_qualified", "III.3.2", 409, "person"
    sentence = _("%(person)s is not qualified for %(skill)s, which %(operation)s needs.")
    expects = _("a person qualified for %(skill)s")
    person: str
    skill: str
    operation: str


@dataclass(frozen=True)
class MachineElsewhere(Refusal):
    """The machine does not belong to the operation's work centre, or is retired."""

    code, clause, status, field = "machine_elsewhere", "III.3.2", 422, "machine"
    sentence = _("Machine %(machine)s is not a working machine of work centre %(work_center)s.")
    expects = _("a machine of work centre %(work_center)s")
    machine: str
    work_center: str


@dataclass(frozen=True)
class NotOnTheFloor(Refusal):
    """People and machines are allocated to operations of a plan in force only."""

    code, clause, status, field = "plan_not_in_force", "III.3.2", 409, "operation"
    sentence = _(
        "%(operation)s belongs to plan %(plan)s, which is %(state)s: only a plan in force takes people and machines."
    )
    expects = _("an operation of an adopted or released plan")
    operation: str
    plan: str
    state: str
