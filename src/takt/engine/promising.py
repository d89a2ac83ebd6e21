"""A promise (III.1.3, III.2.2): when one order could be ready although the whole plan stays as it is.

Rule: the order's operations are placed in the order of due dates (predecessors first), each into the free slot in
which it ends first on any of its machines with any of its people, those before it placed already. Nothing of the
plan moves. No operation could end earlier by that rule."""

from dataclasses import dataclass

import numpy as np

from takt.engine.causes import causes_of
from takt.engine.check import violations
from takt.engine.compiled.arrays import NONE, Placed
from takt.engine.compiled.forward import begin, by_urgency
from takt.engine.compiled.slots import release
from takt.engine.errors import NotPlaceableError, ScheduleRefusedError
from takt.engine.floor import Floor, only_work
from takt.engine.intervals import IntArray
from takt.engine.plan import Plan
from takt.engine.problem import NOBODY, Problem
from takt.engine.ranking import earliest_due_date
from takt.engine.schedule import Schedule
from takt.engine.with_fields import with_fields


@dataclass(frozen=True, slots=True)
class Promise:
    """Where the order would be made. ``end``: the minute at which its last operation ends."""

    order: Problem
    schedule: Schedule

    @property
    def end(self) -> int:
        """The minute at which all is ready."""
        return self.schedule.makespan()

    @property
    def late_minutes(self) -> int:
        """By how much the latest of its jobs misses its due date."""
        return int(self.schedule.tardiness(self.order).max(initial=0))


def promise(plan: Plan, order: Problem) -> Promise:
    """The earliest slots for ``order`` (made by ``plan.order`` or with the plan's machines and people) by the rule
    above, checked against the plan. Raises NotPlaceableError."""
    with plan.lock:
        plan.know(order)
        floor = only_work(order, plan.floor)
        placed = floor.nowhere()
        stuck = begin(plan.shop, floor.work, placed, floor.given)
        if stuck == NONE:
            stuck = by_urgency(plan.shop, floor.work, placed, earliest_due_date(floor))
        refused = _refusal(floor, placed, stuck)
        schedule = Schedule(placed.starts, placed.ends, placed.machines.copy(), placed.people)
        _take_off(plan, floor, placed)
        if refused is not None:
            raise refused
        return Promise(order, checked_against(plan, order, schedule))


def checked_against(plan: Plan, order: Problem, schedule: Schedule) -> Schedule:
    """The order's schedule when it breaks no rule beside the plan as it is. Raises ScheduleRefusedError."""
    if not schedule.operations:
        return schedule
    lanes = _lanes_of(order, len(plan.problem.machines))
    start, end = int(schedule.starts.min()), int(schedule.ends.max())
    machines, people = plan.surroundings(lanes, start, end)
    tools = plan.tools_without() if order.need_tools.size else order.tools
    beside = with_fields(order, machines=machines, people=people, tools=tools)
    broken = tuple(violations(beside, schedule))
    if broken:
        raise ScheduleRefusedError(count=len(broken), violations=broken)
    return schedule


def _lanes_of(problem: Problem, machines: int) -> IntArray:
    """The lanes that a problem's operations can use."""
    people = [
        machines + person
        for pool in np.unique(problem.alternative_pools).tolist()
        if pool != NOBODY
        for person in problem.pools[pool]
    ]
    return np.unique(np.concatenate([problem.alternative_machines, np.array(people, np.int64)]))


def _refusal(floor: Floor, placed: Placed, stuck: int) -> NotPlaceableError | None:
    if stuck == NONE:
        return None
    ready, causes = causes_of(floor, floor.shop, placed, stuck)
    job = int(floor.problem.operation_jobs[stuck])
    return NotPlaceableError(operation=stuck, job=job, ready=ready, causes=causes)


def _take_off(plan: Plan, floor: Floor, placed: Placed) -> None:
    for operation in np.flatnonzero(placed.machines != NONE).tolist():
        release(plan.shop, floor.work, placed, operation)
