"""List scheduling (III.3.3): each operation into the slot in which it ends first, by several rules; the best is kept.

Slots may lie between others that are taken already, so a short operation need not queue behind a long one.
Same problem, same schedule: nothing is random, and every tie has a rule.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from takt.engine.causes import causes_of
from takt.engine.compiled.arrays import NONE, Placed, Shop
from takt.engine.compiled.backward import delay_all
from takt.engine.compiled.forward import as_ready, begin, by_urgency
from takt.engine.compiled.ordering import queues_of, topological
from takt.engine.errors import NotPlaceableError
from takt.engine.floor import Floor, floor_of
from takt.engine.intervals import IntArray
from takt.engine.objective import cost
from takt.engine.problem import NO_DUE, Problem
from takt.engine.ranking import earliest_due_date, latest_start
from takt.engine.schedule import Schedule

#: Up to so many operations every rule is tried and the best schedule is kept.
TRY_ALL = 20_000
#: How many placements may be spent on further orders of work after the first ones ran out of calendar.
RETRY_PLACEMENTS = 50_000


class Attempt(NamedTuple):
    """What one rule came to: ``stuck`` is the operation that found no slot, NONE when all did."""

    stuck: int
    shop: Shop
    placed: Placed


def dispatch(problem: Problem) -> Schedule:
    """The cheapest (by the problem's weights), then the shortest, of some list schedules, earliest due date
    among them. Raises NotPlaceableError when the calendars end before the work does.

    With calendars that reach far enough there always is a schedule. When they do not, the job that found no
    slot is put first and the work is placed anew, as often as RETRY_PLACEMENTS allows; a job that fails
    again although it was put forward fails for good, and the error says why."""
    floor = floor_of(problem)
    attempt = best_attempt(floor)
    if problem.weights.earliness:
        just_in_time(floor, attempt)
    return schedule_of(attempt.placed)


def just_in_time(floor: Floor, attempt: Attempt) -> None:
    """Move everything as late as it may be, on its machine and in its turn: no job ends later than it is due, or
    than it ended before. Jobs without a due date end as they did."""
    problem, placed = floor.problem, attempt.placed
    ends = schedule_of(placed).job_ends(problem)
    caps = np.where(problem.due < NO_DUE, np.maximum(problem.due, ends), ends)
    place = np.empty(problem.operations, np.int64)
    place[topological(floor.work)] = np.arange(problem.operations)
    order = np.lexsort((place, placed.starts))[::-1]
    delay_all(attempt.shop, floor.work, placed, np.ascontiguousarray(order), caps)


def best_attempt(floor: Floor) -> Attempt:
    """The best of ``attempts``, with the shop as it stands then. Raises NotPlaceableError."""
    best: Attempt | None = None
    least: tuple[int, int] | None = None
    for attempt in attempts(floor):
        if attempt.stuck != NONE:
            continue
        schedule = schedule_of(attempt.placed)
        value = (_price(floor.problem, schedule), schedule.makespan())
        if least is None or value < least:
            best, least = attempt, value
    return _retried(floor) if best is None else best


def _price(problem: Problem, schedule: Schedule) -> int:
    """The cost without stock: being early is cured afterwards, being late is not."""
    price = cost(problem, schedule)
    return price.total - price.earliness * problem.weights.earliness


def attempts(floor: Floor) -> Iterator[Attempt]:
    """One list schedule a rule, as far as it comes."""
    order = earliest_due_date(floor)
    queues = queues_of(floor.work)
    first = placed_as_ready(floor, order, queues)
    yield first
    if floor.problem.operations <= TRY_ALL or first.stuck != NONE:
        yield placed_by_urgency(floor, order)
        if floor.problem.operations > TRY_ALL:
            return
        yield placed_as_ready(floor, latest_start(floor), queues)
        yield placed_by_urgency(floor, latest_start(floor))


def placed_as_ready(floor: Floor, order: IntArray, queues: tuple[IntArray, int]) -> Attempt:
    """Machines never wait; see ``compiled.forward``."""
    shop, placed = floor.emptied(), floor.nowhere()
    stuck = begin(shop, floor.work, placed, floor.given)
    if stuck == NONE:
        stuck = as_ready(shop, floor.work, placed, order, *queues)
    return Attempt(stuck, shop, placed)


def placed_by_urgency(floor: Floor, order: IntArray) -> Attempt:
    """Order by order; see ``compiled.forward``."""
    shop, placed = floor.emptied(), floor.nowhere()
    stuck = begin(shop, floor.work, placed, floor.given)
    if stuck == NONE:
        stuck = by_urgency(shop, floor.work, placed, order)
    return Attempt(stuck, shop, placed)


def schedule_of(placed: Placed) -> Schedule:
    """The schedule, without what the engine keeps for itself."""
    return Schedule(placed.starts, placed.ends, placed.machines, placed.people)


def _retried(floor: Floor) -> Attempt:
    first: list[int] = []
    while True:
        attempt = placed_by_urgency(floor, earliest_due_date(floor, first))
        if attempt.stuck == NONE:
            return attempt
        job = int(floor.problem.operation_jobs[attempt.stuck])
        if job in first or floor.problem.operations * (len(first) + 1) > RETRY_PLACEMENTS:
            raise _not_placeable(floor, attempt)
        first.insert(0, job)


def _not_placeable(floor: Floor, attempt: Attempt) -> NotPlaceableError:
    operation = attempt.stuck
    ready, causes = causes_of(floor, attempt.shop, attempt.placed, operation)
    job = int(floor.problem.operation_jobs[operation])
    return NotPlaceableError(operation=operation, job=job, ready=ready, causes=causes)
