"""The best slot for one operation on the floor as it stands: earliest end over its alternatives and
people."""

from itertools import pairwise
from typing import NamedTuple

from takt.engine.problem import NOBODY, Problem
from takt.engine.timeline import Floor, Slot, Timeline
from takt.engine.worktime import WorkTime


class Option(NamedTuple):
    """One alternative, unpacked for the loop: machine, working minutes, and the pool (None: needs nobody)."""

    machine: int
    minutes: int
    pool: tuple[int, ...] | None


def options(problem: Problem) -> list[list[Option]]:
    """The alternatives of every operation."""
    offsets = problem.alternative_offsets.tolist()
    flat = [
        Option(machine, minutes, None if pool == NOBODY else problem.pools[pool])
        for machine, minutes, pool in zip(
            problem.alternative_machines.tolist(),
            problem.alternative_minutes.tolist(),
            problem.alternative_pools.tolist(),
            strict=True,
        )
    ]
    return [flat[low:high] for low, high in pairwise(offsets)]


def best_slot(floor: Floor, alternatives: list[Option], ready: int) -> Slot | None:
    """The slot that ends first from ``ready`` on; None when no alternative fits anywhere."""
    best: Slot | None = None
    for preference, (machine, minutes, pool) in enumerate(alternatives):
        timeline = floor.machine(machine)
        fit = timeline.fit(ready, minutes)
        if fit is None:
            continue
        alone = Slot(timeline.end(fit[0], minutes), minutes, preference, fit[0], machine, NOBODY)
        if best is not None and best < alone:
            continue  # no person can make the machine faster than it is alone
        best = alone if pool is None else _with_somebody(floor, fit, alone, pool, best)
    return best


def _with_somebody(
    floor: Floor, fit: tuple[int, int], alone: Slot, pool: tuple[int, ...], best: Slot | None
) -> Slot | None:
    machine = floor.machine(alone.machine)
    for index in pool:
        person = floor.person(index)
        not_after = None if best is None else best.end
        found = together(Pair(machine, person, floor.joint(machine, person)), fit, alone.minutes, not_after)
        if found is None:
            continue
        slot = alone._replace(start=found[0], end=found[1], person=index)
        if best is None or slot[:3] < best[:3]:  # of equals the person named first keeps it
            best = slot
        if slot.end == alone.end:
            break
    return best


class Pair(NamedTuple):
    """A machine, a person, and the working time that they have in common."""

    machine: Timeline
    person: Timeline
    work: WorkTime


def together(
    pair: Pair, fit: tuple[int, int] | None, minutes: int, not_after: int | None
) -> tuple[int, int] | None:
    """Earliest [start, end) with ``minutes`` common to both, inside one gap of each.

    ``fit``: where the machine alone could begin, and the end of that gap. ``not_after``: give up when the
    end can no longer be at or before it."""
    while fit is not None:
        other = pair.person.fit(fit[0], minutes)
        if other is None:
            return None
        start, limit = max(fit[0], other[0]), min(fit[1], other[1])
        if not_after is not None and start + minutes > not_after:
            return None
        done = pair.work.worked(start)
        if start < limit and pair.work.worked(limit) - done >= minutes:
            return pair.work.start_of(done), pair.work.end_of(done + minutes)
        # one of the two gaps is over before the other is long enough: go on where something changes
        fit = pair.machine.fit(max(start, limit), minutes)
    return None
