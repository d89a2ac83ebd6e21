"""What planning asks before it lets a plan be adopted or somebody be allocated. Pure: facts in, refusals out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from takt.conduct.refusals import Refusal
from takt.planning.refusals import (
    MachineElsewhere,
    MachineTaken,
    NotOnTheFloor,
    NotQualified,
    PersonTaken,
    PlannedForOtherContent,
    PlanOverdue,
)
from takt.planning.states import PlanState


@dataclass(frozen=True, slots=True)
class Planned:
    """An operation as planned: its number, machine's code, person's name ("" for none), span."""

    number: str
    machine: str
    person: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A span that another operation in force has: of which order, and whether the machine or the person is shared."""

    operation: Planned
    order: str
    start: datetime
    end: datetime
    same_machine: bool


def reasons_not_to_adopt(
    plan: str,
    planned_version: int,
    version: int,
    operations: Iterable[Planned],
    taken: Iterable[Taken],
    now: datetime,
) -> list[Refusal]:
    """The order changed, the plan lay too long, or another plan took the time."""
    reasons: list[Refusal] = []
    if planned_version != version:
        reasons.append(PlannedForOtherContent(plan=plan, planned=planned_version, now=version))
    overdue = next((o for o in operations if o.end <= now), None)
    if overdue is not None:
        reasons.append(PlanOverdue(plan=plan, operation=overdue.number, end=overdue.end))
    return reasons + reasons_from_taken(taken)


def reasons_from_taken(taken: Iterable[Taken]) -> list[Refusal]:
    """Each clash by name."""
    return [_clash(clash) for clash in taken]


def _clash(clash: Taken) -> Refusal:
    operation = clash.operation
    if clash.same_machine:
        return MachineTaken(
            machine=operation.machine,
            operation=operation.number,
            order=clash.order,
            start=clash.start,
            end=clash.end,
        )
    return PersonTaken(
        person=operation.person,
        operation=operation.number,
        order=clash.order,
        start=clash.start,
        end=clash.end,
    )


@dataclass(frozen=True, slots=True)
class Allocation:
    """Somebody, and perhaps another machine, for an operation: the facts."""

    operation: str
    plan: str
    plan_state: str
    plan_state_name: str
    work_center: str
    machine: str
    machine_fits: bool
    person: str
    skill: str
    qualified: bool


def reasons_not_to_allocate(facts: Allocation, taken: Iterable[Taken]) -> list[Refusal]:
    """The plan is not in force, the machine is elsewhere, the person lacks the skill, or either is taken."""
    reasons: list[Refusal] = []
    if facts.plan_state not in (PlanState.ADOPTED, PlanState.RELEASED):
        reasons.append(NotOnTheFloor(operation=facts.operation, plan=facts.plan, state=facts.plan_state_name))
    if not facts.machine_fits:
        reasons.append(MachineElsewhere(machine=facts.machine, work_center=facts.work_center))
    if not facts.qualified:
        reasons.append(NotQualified(person=facts.person, skill=facts.skill, operation=facts.operation))
    return reasons + reasons_from_taken(taken)
