"""Calendars of machines, people and their pairs, each prepared once for the kernels."""

import numpy as np

from takt.engine.compiled.arrays import Calendars
from takt.engine.intervals import IntArray, Intervals


class Catalogue:
    """Numbers for calendars: the same object, and the same content, get the same number."""

    def __init__(self) -> None:
        self._intervals: list[Intervals] = []
        self._by_object: dict[int, int] = {}
        self._by_content: dict[tuple[bytes, bytes], int] = {}

    def __len__(self) -> int:
        return len(self._intervals)

    def number(self, openings: Intervals) -> int:
        """The number of a calendar."""
        known = self._by_object.get(id(openings))
        if known is not None:
            return known
        key = openings.starts.tobytes(), openings.ends.tobytes()
        if key not in self._by_content:
            self._by_content[key] = len(self._intervals)
            self._intervals.append(openings)  # keeps it alive, so that its id stays its own
            self._by_object[id(openings)] = self._by_content[key]
        return self._by_content[key]

    def both(self, one: int, other: int) -> int:
        """The number of the calendar of the minutes in which both are open."""
        if one == other:
            return one
        return self.number(both_open(self._intervals[one], self._intervals[other]))

    def arrays(self) -> Calendars:
        """All of them."""
        sizes = [len(openings) for openings in self._intervals]
        worked = [np.cumsum(np.append(0, each.ends - each.starts)) for each in self._intervals]
        nothing = np.empty(0, np.int64)
        return Calendars(
            np.cumsum([0, *sizes], dtype=np.int64),
            np.concatenate([nothing, *(each.starts for each in self._intervals)]),
            np.concatenate([nothing, *(each.ends for each in self._intervals)]),
            np.concatenate([nothing, *(each[:-1] for each in worked)]),
            np.array([each[-1] for each in worked], np.int64),
        )


def both_open(one: Intervals, other: Intervals) -> Intervals:
    """The minutes in which both calendars are open."""
    low = np.searchsorted(other.ends, one.starts, side="right")
    counts = np.maximum(np.searchsorted(other.starts, one.ends, side="left") - low, 0)
    mine = np.repeat(np.arange(len(one)), counts)
    theirs: IntArray = np.arange(mine.size) - np.repeat(np.cumsum(counts) - counts - low, counts)
    starts = np.maximum(one.starts[mine], other.starts[theirs])
    return Intervals(starts, np.minimum(one.ends[mine], other.ends[theirs]), "both open")
