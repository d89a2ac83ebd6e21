"""The independent checker: shares no code with whatever made the schedule, only the problem's and
schedule's data.

It looks at the finished schedule alone and names every rule that is broken. Nothing is stored, printed or
adopted that has not passed here."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from takt.engine.openness import OpenMinutes
from takt.engine.problem import NOBODY, Problem, Resource
from takt.engine.schedule import Schedule


class Rule(StrEnum):
    """The rules that a schedule can break."""

    INCOMPLETE = "incomplete"  # not as many operations as the problem has
    MACHINE = "unknown_machine"  # the machine is none of the operation's alternatives
    PERSON = "unqualified_person"  # the person is not in the pool, is missing, or is not needed
    RELEASE = "release"  # starts before its material is there
    PRECEDENCE = "precedence"  # starts before a predecessor's end and lag
    CALENDAR = "calendar"  # starts or ends in a minute in which machine and person are not both open
    DURATION = "duration"  # the open minutes between start and end are not the operation's minutes
    OVERLAP = "overlap"  # two operations of the schedule at once on one machine or person
    OCCUPIED = "occupied"  # overlaps a slot that is taken already


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule. ``other``: the other operation, or the occupied interval's index; -1 when there is
    none."""

    rule: Rule
    operation: int
    other: int = -1
    detail: str = ""


def violations(problem: Problem, schedule: Schedule) -> list[Violation]:
    """Every rule that the schedule breaks, by rule and operation; empty when it is right."""
    if schedule.operations != problem.operations:
        detail = f"{schedule.operations} placed, {problem.operations} to place"
        return [Violation(Rule.INCOMPLETE, -1, detail=detail)]
    found = [
        *_choices(problem, schedule),
        *_releases(problem, schedule),
        *_precedence(problem, schedule),
        *_shared("machine", problem.machines, schedule.machines, schedule),
        *_shared("person", problem.people, schedule.people, schedule),
    ]
    return sorted(
        found, key=lambda violation: (list(Rule).index(violation.rule), violation.operation, violation.other)
    )


def _choices(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Machine and person against the alternatives; then working time of those that chose rightly."""
    offsets = problem.alternative_offsets.tolist()
    machines, minutes = problem.alternative_machines.tolist(), problem.alternative_minutes.tolist()
    pools = problem.alternative_pools.tolist()
    chosen: dict[tuple[int, int], list[tuple[int, set[int]]]] = {}
    pairs = zip(schedule.machines.tolist(), schedule.people.tolist(), strict=True)
    for operation, (machine, person) in enumerate(pairs):
        on_machine = [
            at for at in range(offsets[operation], offsets[operation + 1]) if machines[at] == machine
        ]
        if not on_machine:
            yield Violation(Rule.MACHINE, operation, detail=f"machine {machine}")
            continue
        allowed = [at for at in on_machine if _may(person, pools[at], problem.pools)]
        if not allowed:
            yield Violation(Rule.PERSON, operation, detail=f"person {person} on machine {machine}")
            continue
        chosen.setdefault((machine, person), []).append((operation, {minutes[at] for at in allowed}))
    for (machine, person), operations in chosen.items():
        yield from _working_time(problem, schedule, (machine, person), operations)


def _may(person: int, pool: int, pools: tuple[tuple[int, ...], ...]) -> bool:
    return person == NOBODY if pool == NOBODY else person in pools[pool]


def _working_time(
    problem: Problem, schedule: Schedule, where: tuple[int, int], operations: list[tuple[int, set[int]]]
) -> Iterator[Violation]:
    machine, person = where
    calendars = [problem.machines[machine].open] + ([] if person == NOBODY else [problem.people[person].open])
    common = OpenMinutes(calendars)
    rows = np.array([operation for operation, _ in operations])
    starts, ends = schedule.starts[rows], schedule.ends[rows]
    open_at_both_ends = (common.is_open(starts) & common.is_open(ends - 1)).tolist()
    worked = (common.before(ends) - common.before(starts)).tolist()
    for place, (operation, minutes) in enumerate(operations):
        if not open_at_both_ends[place]:
            yield Violation(Rule.CALENDAR, operation, detail=f"[{starts[place]}, {ends[place]})")
        if worked[place] not in minutes:
            detail = f"{worked[place]} open minutes, expected {sorted(minutes)}"
            yield Violation(Rule.DURATION, operation, detail=detail)


def _releases(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    for operation in np.flatnonzero(schedule.starts < problem.releases).tolist():
        detail = f"starts {schedule.starts[operation]}, released {problem.releases[operation]}"
        yield Violation(Rule.RELEASE, operation, detail=detail)


def _precedence(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    earliest = schedule.ends[problem.predecessors] + problem.lags
    for at in np.flatnonzero(schedule.starts[problem.successors] < earliest).tolist():
        operation, before = int(problem.successors[at]), int(problem.predecessors[at])
        detail = f"starts {schedule.starts[operation]}, not before {earliest[at]}"
        yield Violation(Rule.PRECEDENCE, operation, before, detail)


def _shared(
    kind: str, resources: tuple[Resource, ...], users: npt.NDArray[np.int64], schedule: Schedule
) -> Iterator[Violation]:
    """Overlaps on each machine or person, the whole span from start to end counting as taken."""
    by_user = np.lexsort((schedule.ends, schedule.starts, users))
    for user, rows in zip(*_runs(users[by_user], by_user), strict=True):
        if not 0 <= user < len(resources):
            continue  # an unknown one is named by _choices
        yield from _overlaps(f"{kind} {user}", rows, schedule)
        yield from _occupied(f"{kind} {user}", resources[user], rows, schedule)


def _runs(
    users: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]
) -> tuple[list[int], list[npt.NDArray[np.int64]]]:
    if not users.size:
        return [], []
    cuts = np.flatnonzero(np.diff(users)) + 1
    return [int(part[0]) for part in np.split(users, cuts)], np.split(rows, cuts)


def _overlaps(name: str, rows: npt.NDArray[np.int64], schedule: Schedule) -> Iterator[Violation]:
    reach, holder = None, -1
    for operation in rows.tolist():
        start, end = int(schedule.starts[operation]), int(schedule.ends[operation])
        if reach is not None and start < reach:
            yield Violation(Rule.OVERLAP, operation, holder, name)
        if reach is None or end > reach:
            reach, holder = end, operation


def _occupied(
    name: str, resource: Resource, rows: npt.NDArray[np.int64], schedule: Schedule
) -> Iterator[Violation]:
    taken = resource.occupied
    if not len(taken):
        return
    # of the slots that end after the operation starts, the first one must begin no earlier than the
    # operation ends
    first = np.searchsorted(taken.ends, schedule.starts[rows], side="right")
    begins = np.append(taken.starts, np.iinfo(np.int64).max)[first]
    for at in np.flatnonzero(begins < schedule.ends[rows]).tolist():
        yield Violation(Rule.OCCUPIED, int(rows[at]), int(first[at]), name)
