"""List scheduling (III.3.3): earliest due date first, each operation into the slot in which it ends first.

Slots may lie between others that are taken already, so a short operation need not queue behind a long one.
Same problem, same schedule: nothing is random, and every tie has a rule.
"""

import numpy as np

from takt.engine.causes import why_not
from takt.engine.errors import NotPlaceableError
from takt.engine.placing import options
from takt.engine.problem import Problem
from takt.engine.schedule import Schedule
from takt.engine.sequencing import Alternatives, Stuck, as_ready, by_urgency
from takt.engine.timeline import Floor, Slot
from takt.engine.urgency import placing_order

#: Up to so many operations both ways of sequencing are tried and the better schedule is kept.
TRY_BOTH = 20_000
#: How many placements may be spent on further orders of work after the first ones ran out of calendar.
RETRY_PLACEMENTS = 50_000


def dispatch(problem: Problem) -> Schedule:
    """The less tardy (weighted), then the shorter, of two list schedules. Raises NotPlaceableError when the
    calendars end before the work does.

    With calendars that reach far enough there always is a schedule. When they do not, the job that found no
    slot is put first and the work is placed anew, as often as RETRY_PLACEMENTS allows; a job that fails
    again although it was put forward fails for good, and the error says why."""
    floor, alternatives, order = Floor(problem), options(problem), placing_order(problem)
    found = _schedule(as_ready(floor, alternatives, order))
    if found is not None and problem.operations > TRY_BOTH:
        return found
    serial = _schedule(by_urgency(floor.emptied(), alternatives, order))
    candidates = [schedule for schedule in (found, serial) if schedule is not None]
    if candidates:
        return min(
            candidates, key=lambda schedule: (schedule.weighted_tardiness(problem), schedule.makespan())
        )
    return _retried(floor, alternatives)


def _retried(floor: Floor, alternatives: Alternatives) -> Schedule:
    first: list[int] = []
    while True:
        placed = by_urgency(floor.emptied(), alternatives, placing_order(floor.problem, first))
        if not isinstance(placed, Stuck):
            return _arrays(placed)
        job = int(floor.problem.operation_jobs[placed.operation])
        if job in first or floor.problem.operations * (len(first) + 1) > RETRY_PLACEMENTS:
            raise _not_placeable(job, placed, alternatives)
        first.insert(0, job)


def _schedule(placed: list[Slot] | Stuck) -> Schedule | None:
    return None if isinstance(placed, Stuck) else _arrays(placed)


def _arrays(slots: list[Slot]) -> Schedule:
    return Schedule(
        np.array([slot.start for slot in slots], np.int64),
        np.array([slot.end for slot in slots], np.int64),
        np.array([slot.machine for slot in slots], np.int64),
        np.array([slot.person for slot in slots], np.int64),
    )


def _not_placeable(job: int, stuck: Stuck, alternatives: Alternatives) -> NotPlaceableError:
    causes = tuple(why_not(stuck.floor, option, stuck.ready) for option in alternatives[stuck.operation])
    return NotPlaceableError(operation=stuck.operation, job=job, ready=stuck.ready, causes=causes)
