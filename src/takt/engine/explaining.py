"""Why is it late, why does it wait (III.3.1): the binding cause of an order or an operation, and the date without it.

Rule: everything else stays as planned; the order's operations (or the one) are placed anew with a cause lifted, in
the order of due dates, each into the slot in which it ends first. The cause that brings the earliest end is named;
where no single one helps (two of them bind at the same minute), the fewest that help together."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from takt.engine.binding import Binding, Explanation, Why
from takt.engine.compiled.arrays import NONE
from takt.engine.intervals import LIMIT, IntArray
from takt.engine.lifting import Scope, taken_off
from takt.engine.plan import Plan
from takt.engine.problem import NO_MINUTE, NO_SETUP, NOBODY


def explain_job(plan: Plan, job: int) -> Explanation:
    """Why a job ends when it does. Raises ValueError for a job without operations."""
    operations = np.flatnonzero(plan.problem.operation_jobs == job)
    if not operations.size:
        raise ValueError(f"job {job} has no operations to explain")
    return _explain(plan, operations)


def explain_operation(plan: Plan, operation: int) -> Explanation:
    """Why an operation ends when it does, its predecessors staying where they are."""
    return _explain(plan, np.array([operation]))


def late_jobs(plan: Plan) -> list[int]:
    """The jobs that end after they are due, the latest first."""
    late = plan.schedule.tardiness(plan.problem)
    order = np.argsort(-late, kind="stable")
    return [int(job) for job in order if late[job] > 0]


def _explain(plan: Plan, operations: IntArray) -> Explanation:
    planned = int(plan.schedule.ends[operations].max())
    scope_rows = tuple(operations.tolist())
    near = [binding for row in scope_rows for binding in _candidates(plan, row, scope_rows, near=True)]
    far = [binding for row in scope_rows for binding in _candidates(plan, row, scope_rows, near=False)]
    with taken_off(plan, operations) as scope:
        end = scope.end_when(())
        if end < planned:
            return Explanation(scope_rows, planned, (Binding(Why.FREE, scope_rows[-1]),), end)
        tried = [(scope.end_when((binding,)), binding) for binding in near]
        best = min(tried, key=lambda each: each[0], default=None)
        if best is not None and best[0] < planned:
            return Explanation(scope_rows, planned, (best[1],), best[0])
        fewest = _fewest(scope, near, planned) or _fewest(scope, far, planned)
        earliest = scope.end_when(fewest) if fewest else planned
    named = fewest or (Binding(Why.WORK, scope_rows[-1]),)
    return Explanation(scope_rows, planned, named, earliest)


def _fewest(scope: Scope, bindings: list[Binding], planned: int) -> tuple[Binding, ...]:
    """Bindings none of which can be left out, that help together; empty when all of them do not."""
    kept = tuple(bindings)
    if scope.end_when(kept) >= planned:
        return ()
    for binding in bindings:
        fewer = tuple(each for each in kept if each is not binding)
        if scope.end_when(fewer) < planned:
            kept = fewer
    return kept


def _candidates(plan: Plan, operation: int, scope: tuple[int, ...], near: bool) -> Iterator[Binding]:
    """What may keep an operation waiting; ``near``: on its machine only what lies between the minute at which it was
    ready and its start, else all that lies before its start."""
    problem, schedule = plan.problem, plan.schedule
    start = int(schedule.starts[operation])
    if problem.in_progress[operation]:
        return
    waits_for, free = _ready(plan, operation, scope)
    release = int(problem.releases[operation])
    if release > (free if near else plan.now):
        yield Binding(Why.MATERIAL, operation)
    if problem.fence > max(free, release):
        yield Binding(Why.FENCE, operation)
    if problem.starts_given[operation] != NO_MINUTE or problem.pinned_machines[operation] != NONE:
        yield Binding(Why.PIN, operation)
    yield from (Binding(Why.PREDECESSOR, operation, before) for before in waits_for)
    ready = max(free, release, problem.fence) if near else plan.now
    yield from _lanes(plan, operation, scope, (ready, start))
    low, high = problem.need_offsets[operation : operation + 2].tolist()
    if start > ready:
        yield from (Binding(Why.TOOL, operation, int(tool)) for tool in problem.need_tools[low:high])


def _ready(plan: Plan, operation: int, scope: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    """The predecessors outside the scope, and the minute at which all predecessors let the operation go."""
    problem, schedule = plan.problem, plan.schedule
    edges = np.flatnonzero(problem.successors == operation)
    free, outside = -LIMIT, []
    for edge in edges.tolist():
        before, transfer = int(problem.predecessors[edge]), int(problem.transfers[edge])
        end = int(schedule.ends[before] + problem.lags[edge])
        free = max(free, end if transfer < 0 else int(schedule.starts[before]) + transfer)
        if before not in scope:
            outside.append(before)
    return tuple(dict.fromkeys(outside)), free


def _lanes(plan: Plan, operation: int, scope: tuple[int, ...], span: tuple[int, int]) -> Iterator[Binding]:
    """Those ahead on its machine and its person, the set-up, and closed time."""
    problem, schedule = plan.problem, plan.schedule
    machine, person = int(schedule.machines[operation]), int(schedule.people[operation])
    if span[0] < span[1]:
        yield from _ahead(plan, Binding(Why.MACHINE, operation, machine), machine, scope, span)
        if problem.machines[machine].setup_group != NO_SETUP:
            yield Binding(Why.SETUP, operation, machine)
        if person != NOBODY:
            lane = len(problem.machines) + person
            yield from _ahead(plan, Binding(Why.PERSON, operation, person), lane, scope, span)
    yield Binding(Why.CALENDAR, operation, machine)
    if person != NOBODY:
        yield Binding(Why.PERSON_CALENDAR, operation, person)


def _ahead(
    plan: Plan, binding: Binding, lane: int, scope: tuple[int, ...], span: tuple[int, int]
) -> Iterator[Binding]:
    rows, starts, ends = plan.entries(lane)
    rows = rows[(ends > span[0]) & (starts < span[1])]
    ahead = tuple(int(row) for row in rows if row >= 0 and row not in scope)
    adopted = tuple(int(-1 - row) for row in rows if row < 0)
    if ahead or adopted:
        yield replace(binding, ahead=ahead, adopted=adopted)
