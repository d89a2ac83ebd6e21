"""Repair (III.3.3, III.5.3): after one event the published plan is kept, and only what the event touches moves.

What cannot stay where it was published (its machine is down, its material late, its order changed, what came before
it took longer) is placed anew, most urgent first, into the free slot in which it ends first. Only where that would
make something late, or later, less urgent work makes room, and is placed anew itself. Where that, too, makes
something late, it is compared with going on in the published order, everything in the way a little later. Frozen and
pinned operations never move."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from takt.engine.causes import causes_of
from takt.engine.compiled.arrays import EVER, NONE, Placed, Shop
from takt.engine.compiled.forward import begin
from takt.engine.compiled.making_room import repair_all
from takt.engine.compiled.ordering import latest_starts, topological
from takt.engine.compiled.repair import REACH, Repair, harmless_ends, touch
from takt.engine.compiled.restoring import restore
from takt.engine.errors import NotPlaceableError
from takt.engine.floor import Floor, copy_of, floor_of
from takt.engine.intervals import IntArray
from takt.engine.problem import NO_MINUTE, Problem
from takt.engine.ranking import by_key, earliest_due_date
from takt.engine.schedule import Schedule
from takt.engine.solve import checked, solve

#: How many of the other operations may give way for more urgent work: this share of all, and at least so many. Where
#: more have to, one gives way to the next without end, and going on in the published order is better.
MOST_YIELDING, LEAST_YIELDING = 0.01, 200
#: An operation that starts no further away than this, on its machine, counts as unmoved.
NOTICED_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Replan:
    """The repaired schedule. ``moved``: published operations on another machine, or more than NOTICED_MINUTES
    away; ``full``: True when nothing could be kept and all was planned anew."""

    schedule: Schedule
    moved: IntArray
    full: bool


def replan(problem: Problem) -> Replan:
    """The published plan of ``problem`` (``published_starts``, ``_machines``, ``_people``), repaired and checked;
    operations that are not published are placed, too. Raises NotPlaceableError."""
    floor = floor_of(problem)
    kept, touched = _kept(floor)
    found = [_repaired(floor, kept, touched, shifts=False)]
    if found[0] is None or found[0].later:
        found.append(_repaired(floor, kept, touched, shifts=True))
    candidates = [candidate for candidate in found if candidate is not None]
    if not candidates:
        schedule = solve(problem)
        return Replan(schedule, moved(problem, schedule), full=True)
    # that an operation moves is as bad as that many minutes of lateness
    best = min(candidates, key=lambda each: each.later + NOTICED_MINUTES * each.moved.size)
    return Replan(checked(problem, best.schedule), best.moved, full=False)


class _Kept(NamedTuple):
    """The shop with everything that could stay, ``late``: what its jobs cost in tardiness as published."""

    shop: Shop
    placed: Placed
    late: int


class _Candidate(NamedTuple):
    """A repaired schedule; ``later``: by how much its weighted tardiness exceeds that of the published plan."""

    schedule: Schedule
    moved: IntArray
    later: int


def _kept(floor: Floor) -> tuple[_Kept, list[int]]:
    """Everything that can stay put back, and the operations that are to be placed anew."""
    problem, work = floor.problem, floor.work
    shop, placed = floor.shop, floor.nowhere()
    stuck = begin(shop, work, placed, floor.given)
    if stuck != NONE:
        ready, causes = causes_of(floor, shop, placed, stuck)
        job = int(problem.operation_jobs[stuck])
        raise NotPlaceableError(operation=stuck, job=job, ready=ready, causes=causes)
    published = Placed(
        np.array(problem.published_starts),
        np.zeros(problem.operations, np.int64),
        np.array(problem.published_machines),
        np.array(problem.published_people),
    )
    known = np.flatnonzero(problem.published_starts != NO_MINUTE)
    known = known[np.argsort(problem.published_starts[known], kind="stable")]
    room = np.empty(problem.operations, np.int64)
    count = restore(shop, work, placed, published, known, room)
    fresh = np.flatnonzero((problem.published_starts == NO_MINUTE) & (placed.machines == NONE))
    there = placed.machines != NONE
    ends = np.where(there, placed.ends, problem.due[problem.operation_jobs])
    as_published = Schedule(placed.starts.copy(), ends, placed.machines.copy(), placed.people.copy())
    return _Kept(shop, placed, as_published.weighted_tardiness(problem)), [
        *room[:count].tolist(),
        *fresh.tolist(),
    ]


def _repaired(floor: Floor, kept: _Kept, touched: list[int], *, shifts: bool) -> _Candidate | None:
    """One way to repair; None when something finds no place."""
    problem = floor.problem
    shop, placed = copy_of(kept.shop), Placed(*(np.copy(column) for column in kept.placed))
    order = in_published_order(floor) if shifts else earliest_due_date(floor)
    repair = repair_for(floor, placed, order, np.ones(problem.operations, np.int64), shifts=shifts)
    for operation in touched:
        touch(repair, operation)
    repair.budget[0] = max(LEAST_YIELDING, int(MOST_YIELDING * problem.operations))
    if repair_all(shop, floor.work, placed, repair) != NONE:
        return None
    schedule = Schedule(*placed)
    later = schedule.weighted_tardiness(problem) - kept.late
    return _Candidate(schedule, moved(problem, schedule), later)


def repair_for(
    floor: Floor, placed: Placed, order: IntArray, movable: IntArray, *, shifts: bool = False
) -> Repair:
    """A repair in which nothing is touched yet; ``movable``: 1 for those that may make room."""
    size = floor.problem.operations
    ranks, zeros = np.empty(size, np.int64), np.zeros(size, np.int64)
    ranks[order] = np.arange(size)
    free = (floor.work.given_starts == EVER) & (floor.work.remaining == 0)
    return Repair(
        ranks=ranks,
        movable=movable * free,
        harmless=_harmless(floor, placed),
        done=zeros,
        keys=np.empty(size, np.int64),
        values=np.empty(size, np.int64),
        size=np.zeros(1, np.int64),
        aside=np.zeros(2 * REACH, np.int64),
        budget=np.zeros(1, np.int64),
        shifts=np.array([int(shifts)]),
        not_before=np.array(floor.problem.published_starts) if shifts else np.full(size, EVER),
    )


def in_published_order(floor: Floor) -> IntArray:
    """The operations by published start, those not published by the start that their due date asks for; predecessors
    before."""
    problem, line = floor.problem, topological(floor.work)
    starts = np.array(problem.published_starts)
    fresh = starts == NO_MINUTE
    starts[fresh] = latest_starts(floor.work, line, np.array(problem.due))[fresh]
    return by_key(floor, starts)


def _harmless(floor: Floor, placed: Placed) -> IntArray:
    """Until when each operation may end: to the due date, or as late as the job was published to be."""
    problem, work = floor.problem, floor.work
    line, latest = topological(work), np.empty(problem.operations, np.int64)
    caps = np.array(problem.due)
    there = placed.machines != NONE
    np.maximum.at(caps, problem.operation_jobs[there], placed.ends[there])
    harmless_ends(work, line, placed, latest, caps)
    return latest


def moved(problem: Problem, schedule: Schedule) -> IntArray:
    """The published operations that a person on the floor would call moved."""
    published = problem.published_starts != NO_MINUTE
    away = np.abs(schedule.starts - problem.published_starts) > NOTICED_MINUTES
    gone: IntArray = np.flatnonzero(published & (away | (schedule.machines != problem.published_machines)))
    return gone
