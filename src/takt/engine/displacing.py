"""Less important orders give way to an order: whom, and by how much (III.2.2)."""

from collections.abc import Iterator
from contextlib import suppress

import numpy as np

from takt.engine.check import violations
from takt.engine.compiled.arrays import EVER, NEVER, NONE, Placed
from takt.engine.compiled.forward import begin, by_urgency
from takt.engine.compiled.making_room import repair_all
from takt.engine.compiled.repair import touch
from takt.engine.compiled.restoring import restore
from takt.engine.compiled.slots import release
from takt.engine.errors import NotPlaceableError, ScheduleRefusedError
from takt.engine.floor import copy_of, only_work
from takt.engine.intervals import IntArray
from takt.engine.offer import Displaced, Kind, Offer
from takt.engine.plan import Plan
from takt.engine.problem import Problem
from takt.engine.promising import Promise, promise
from takt.engine.ranking import earliest_due_date
from takt.engine.replanning import repair_for
from takt.engine.schedule import Schedule
from takt.engine.with_fields import with_fields


def displacing(plan: Plan, order: Problem) -> Iterator[Offer]:
    """The order first, orders of lower priority that are free to move around it; each that ends later is named."""
    until = _until(plan, order)
    with plan.lock:
        plan.know(order)
        shop, work = copy_of(plan.shop), plan.floor.work
        placed = Placed(*(np.copy(column) for column in plan.placed))
        gone = _lower(plan, int(order.priorities.max(initial=0)), until)
        for operation in gone.tolist():
            release(shop, work, placed, operation)
        mine = only_work(order, plan.floor)
        own = mine.nowhere()
        stuck = begin(shop, mine.work, own, mine.given)
        if stuck == NONE:
            stuck = by_urgency(shop, mine.work, own, earliest_due_date(mine))
        line, room = (
            gone[np.argsort(plan.schedule.starts[gone], kind="stable")],
            np.empty(gone.size, np.int64),
        )
        count = restore(shop, work, placed, plan.planned, line, room)
        repair = repair_for(plan.floor, placed, plan.line, np.zeros(plan.problem.operations, np.int64))
        for operation in room[:count].tolist():
            touch(repair, operation)
        if stuck != NONE or repair_all(shop, work, placed, repair) != NONE:
            return
    made = Promise(order, Schedule(*own))
    others = Schedule(*placed)
    _refuse_wrong(plan, made, others)
    displaced = _displaced(plan, others)
    if displaced:
        yield Offer(Kind.DISPLACE, made, ((1.0, made.end),), displaced, plan=others)


def _until(plan: Plan, order: Problem) -> int:
    """Nobody has to give way after the minute at which the order would be ready anyway."""
    with suppress(NotPlaceableError):
        return promise(plan, order).end
    return NEVER


def _lower(plan: Plan, priority: int, until: int) -> IntArray:
    """The operations that may give way: of a lower priority, planned before ``until``, not pinned, frozen or in
    progress."""
    work, problem = plan.floor.work, plan.problem
    free = (work.given_starts == EVER) & (work.remaining == 0) & (plan.schedule.starts < until)
    rows: IntArray = np.flatnonzero(free & (problem.priorities[problem.operation_jobs] < priority))
    return rows


def _displaced(plan: Plan, others: Schedule) -> tuple[Displaced, ...]:
    problem = plan.problem
    before, after = plan.schedule.job_ends(problem), others.job_ends(problem)
    late = np.maximum(after - problem.due, 0)
    return tuple(
        Displaced(job, int(before[job]), int(after[job] - before[job]), int(late[job]))
        for job in np.flatnonzero(after > before).tolist()
    )


def _refuse_wrong(plan: Plan, made: Promise, others: Schedule) -> None:
    """Both schedules beside each other have to pass the check. Raises ScheduleRefusedError."""
    beside = with_fields(plan.problem, **_taken_by(plan.problem, made))
    broken = tuple(violations(beside, others))
    if broken:
        raise ScheduleRefusedError(count=len(broken), violations=broken)


def _taken_by(problem: Problem, made: Promise) -> dict[str, object]:
    machines, people = made.schedule.taken(made.order)
    return {"machines": machines, "people": people, "tools": made.schedule.tools_taken(made.order)}
