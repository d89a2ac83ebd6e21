"""Load against capacity per group of machines and period (III.2.2): what the feasibility review looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takt.engine.errors import ProblemError
from takt.engine.intervals import IntArray, Intervals, whole_numbers
from takt.engine.problem import Resource
from takt.engine.worktime import WorkTime


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """Minutes by [group, period]. ``occupied_minutes`` counts taken minutes inside opening hours only, so
    that it never exceeds ``open_minutes``; a night across which an operation rests is neither load nor
    capacity."""

    open_minutes: IntArray
    occupied_minutes: IntArray

    @property
    def free_minutes(self) -> IntArray:
        """Open and not taken."""
        free: IntArray = self.open_minutes - self.occupied_minutes
        return free

    @property
    def utilisation(self) -> npt.NDArray[np.float64]:
        """Occupied over open, 0 to 1; NaN where nothing is open."""
        share = np.full(self.open_minutes.shape, np.nan)
        np.divide(self.occupied_minutes, self.open_minutes, out=share, where=self.open_minutes > 0)
        return share


def load(resources: Sequence[Resource], groups: Sequence[int], edges: Sequence[int]) -> Load:
    """Load of each group of ``resources`` in each period [edges[k], edges[k + 1]), edges in minutes and
    ascending.

    ``groups[i]``: the group (0, 1, ...) of resource ``i``. With an order and without it: call it again with
    ``Schedule.taken``. Raises ProblemError.
    """
    bounds, members = whole_numbers(edges), whole_numbers(groups)
    if bounds is None or bounds.size < 2 or (np.diff(bounds) <= 0).any():
        raise ProblemError(
            kind="load", index="-", field="edges", value=edges, expected="two or more ascending minutes"
        )
    if members is None or members.size != len(resources) or (members < 0).any():
        expected = f"{len(resources)} group numbers from 0 on"
        raise ProblemError(kind="load", index="-", field="groups", value=groups, expected=expected)
    shape = int(members.max(initial=-1)) + 1, bounds.size - 1
    opened, taken = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    works: dict[int, WorkTime] = {}
    for group, resource in zip(members.tolist(), resources, strict=True):
        work = works.setdefault(id(resource.open), WorkTime(resource.open))
        opened[group] += np.diff(work.worked_each(bounds))
        taken[group] += np.diff(_taken_before(work, resource.occupied, bounds))
    return Load(opened, taken)


def _taken_before(work: WorkTime, occupied: Intervals, clock: IntArray) -> IntArray:
    """Open minutes before each clock minute that are occupied."""
    begins, ends = work.worked_each(occupied.starts), work.worked_each(occupied.ends)
    whole = np.concatenate([[0], np.cumsum(ends - begins)])
    at = np.searchsorted(occupied.starts, clock, side="right")
    reached = np.append(begins, 0)[at - 1], np.append(ends, 0)[at - 1]
    part = np.minimum(work.worked_each(clock), reached[1]) - reached[0]
    return np.where(at == 0, 0, whole[at - 1] + part).astype(np.int64)
