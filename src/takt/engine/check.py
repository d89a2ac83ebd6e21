"""The independent checker: shares no code with whatever made the schedule, only the problem's and
schedule's data.

It looks at the finished schedule alone and names every rule that is broken. Nothing is stored, printed or
adopted that has not passed here."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from takt.engine.broken import Rule, Violation
from takt.engine.capacity_check import lane_violations, tool_violations
from takt.engine.intervals import IntArray
from takt.engine.openness import OpenMinutes
from takt.engine.problem import ANY_MACHINE, ANYBODY, NO_MINUTE, NOBODY, Problem
from takt.engine.schedule import Schedule

__all__ = ["Rule", "Violation", "violations"]

Flags = npt.NDArray[np.bool_]


def violations(problem: Problem, schedule: Schedule) -> list[Violation]:
    """Every rule that the schedule breaks, by rule and operation; empty when it is right."""
    if schedule.operations != problem.operations:
        detail = f"{schedule.operations} placed, {problem.operations} to place"
        return [Violation(Rule.INCOMPLETE, -1, detail=detail)]
    found = [
        *_choices(problem, schedule),
        *_times(problem, schedule),
        *_given(problem, schedule),
        *_precedence(problem, schedule),
        *lane_violations(problem, schedule),
        *tool_violations(problem, schedule),
    ]
    return sorted(
        found, key=lambda violation: (list(Rule).index(violation.rule), violation.operation, violation.other)
    )


def _choices(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Machine and person against the alternatives; then working time of those that chose rightly."""
    owners = np.repeat(np.arange(problem.operations), np.diff(problem.alternative_offsets))
    on_machine = problem.alternative_machines == schedule.machines[owners]
    allowed = on_machine & _may(problem, schedule.people[owners])
    has_machine, has_person = (_any(rows, owners, problem.operations) for rows in (on_machine, allowed))
    for operation in np.flatnonzero(~has_machine).tolist():
        yield Violation(Rule.MACHINE, operation, detail=f"machine {schedule.machines[operation]}")
    for operation in np.flatnonzero(has_machine & ~has_person).tolist():
        where = f"person {schedule.people[operation]} on machine {schedule.machines[operation]}"
        yield Violation(Rule.PERSON, operation, detail=where)
    worked, open_at_both_ends = _worked(problem, schedule, has_person)
    asked = np.where(
        problem.in_progress[owners], problem.remaining_minutes[owners], problem.alternative_minutes
    )
    lasts = _any(allowed & (asked == worked[owners]), owners, problem.operations)
    for operation in np.flatnonzero(has_person & ~open_at_both_ends).tolist():
        span = f"[{schedule.starts[operation]}, {schedule.ends[operation]})"
        yield Violation(Rule.CALENDAR, operation, detail=span)
    for operation in np.flatnonzero(has_person & ~lasts).tolist():
        expected = sorted(set(asked[(owners == operation) & allowed].tolist()))
        yield Violation(Rule.DURATION, operation, detail=f"{worked[operation]} open, expected {expected}")


def _any(rows: Flags, owners: IntArray, count: int) -> Flags:
    answer = np.zeros(count, np.bool_)
    answer[owners[rows]] = True
    return answer


def _may(problem: Problem, people: IntArray) -> Flags:
    """Per alternative whether the person is one of its pool, or nobody when it needs nobody."""
    members = np.zeros((len(problem.pools) + 1, len(problem.people) + 1), np.bool_)
    members[-1, -1] = True  # the pool -1 is nobody, the person -1
    for pool, people_of_pool in enumerate(problem.pools):
        members[pool, list(people_of_pool)] = True
    known = (people >= NOBODY) & (people < len(problem.people))
    answer: Flags = members[problem.alternative_pools, np.where(known, people, NOBODY)] & known
    return answer


def _worked(problem: Problem, schedule: Schedule, right: Flags) -> tuple[IntArray, Flags]:
    """Per operation its open minutes, and whether its first and its last minute are open."""
    worked, both = np.zeros(problem.operations, np.int64), np.ones(problem.operations, np.bool_)
    machines, people = _kinds(problem)
    pairs = machines[schedule.machines * right] * (len(people) + 1) + people[schedule.people * right]
    rows = np.flatnonzero(right)
    order = rows[np.argsort(pairs[rows], kind="stable")]
    for some in np.split(order, np.flatnonzero(np.diff(pairs[order])) + 1) if rows.size else ():
        machine, person = int(schedule.machines[some[0]]), int(schedule.people[some[0]])
        calendars = [problem.machines[machine].open]
        calendars += [] if person == NOBODY else [problem.people[person].open]
        common = OpenMinutes(calendars)
        worked[some] = common.before(schedule.ends[some]) - common.before(schedule.starts[some])
        both[some] = common.is_open(schedule.starts[some]) & common.is_open(schedule.ends[some] - 1)
    return worked, both


def _kinds(problem: Problem) -> tuple[IntArray, IntArray]:
    """A number per machine, and per person and nobody, that is the same for the same calendar."""
    numbers: dict[tuple[bytes, bytes], int] = {}
    keys = [
        (each.open.starts.tobytes(), each.open.ends.tobytes())
        for each in (*problem.machines, *problem.people)
    ]
    kinds = [numbers.setdefault(key, len(numbers)) for key in keys]
    return (
        np.array([*kinds[: len(problem.machines)], 0], np.int64),
        np.array([*kinds[len(problem.machines) :], len(numbers)], np.int64),
    )


def _times(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Releases, and the fence in front of which nothing new starts."""
    begun, starts = problem.in_progress, schedule.starts
    for operation in np.flatnonzero(starts < problem.releases).tolist():
        detail = f"starts {starts[operation]}, released {problem.releases[operation]}"
        yield Violation(Rule.RELEASE, operation, detail=detail)
    for operation in np.flatnonzero((starts < problem.fence) & ~problem.frozen & ~begun).tolist():
        yield Violation(Rule.FENCE, operation, detail=f"starts {starts[operation]}, fence {problem.fence}")


def _given(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Pins, what is frozen, and what is in progress."""
    frozen, begun = problem.frozen, problem.in_progress
    starts = problem.starts_given
    machines = np.where(frozen, problem.published_machines, problem.pinned_machines)
    people = np.where(frozen, problem.published_people, problem.pinned_people)
    wrong = (starts != NO_MINUTE) & (schedule.starts != starts) & ~begun
    wrong |= (machines != ANY_MACHINE) & (schedule.machines != machines)
    wrong |= (people != ANYBODY) & (schedule.people != people)
    for operation in np.flatnonzero(wrong).tolist():
        rule = Rule.FROZEN if frozen[operation] else Rule.PIN
        where = f"{schedule.starts[operation]} on {schedule.machines[operation]}"
        yield Violation(rule, operation, detail=f"{where} by {schedule.people[operation]}")
    for operation in np.flatnonzero(begun).tolist():
        first = _first_open(problem, schedule, operation)
        if schedule.starts[operation] != first:
            detail = f"goes on at {schedule.starts[operation]}, not at {first}"
            yield Violation(Rule.PROGRESS, operation, detail=detail)


def _first_open(problem: Problem, schedule: Schedule, operation: int) -> int | None:
    """The first minute from its release on in which machine and person are open; None: there is none."""
    machine, person = int(schedule.machines[operation]), int(schedule.people[operation])
    if not 0 <= machine < len(problem.machines) or not NOBODY <= person < len(problem.people):
        return None
    calendars = [problem.machines[machine].open]
    calendars += [] if person == NOBODY else [problem.people[person].open]
    release = problem.releases[operation]
    edges = np.concatenate([[release], *(calendar.starts for calendar in calendars)])
    later = edges[(edges >= release) & OpenMinutes(calendars).is_open(edges)]
    return int(later.min()) if later.size else None


def _precedence(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    before, after = problem.predecessors, problem.successors
    overlap = problem.transfers >= 0
    starts, ends = schedule.starts, schedule.ends
    finished = ends[before] + problem.lags
    earliest = np.where(overlap, starts[before] + problem.transfers, finished)
    broken = (starts[after] < earliest) | (overlap & (ends[after] < finished))
    for at in np.flatnonzero(broken & ~problem.in_progress[after]).tolist():
        operation = int(after[at])
        detail = f"starts {starts[operation]}, not before {earliest[at]}"
        if overlap[at]:
            detail += f", ends {ends[operation]}, not before {finished[at]}"
        yield Violation(Rule.PRECEDENCE, operation, int(before[at]), detail)
