"""Working time of a calendar: the clock counts every minute, the work only those in which the calendar is
open."""

from bisect import bisect_left, bisect_right

import numpy as np

from takt.engine.intervals import IntArray, Intervals


class WorkTime:
    """Translates clock minutes into minutes worked since the calendar began, and back. Each way O(log n)."""

    __slots__ = ("_before", "_before_each", "_closes", "_opens", "first", "last", "openings", "total")

    def __init__(self, openings: Intervals) -> None:
        self.openings = openings
        before = np.concatenate([np.zeros(1, np.int64), np.cumsum(openings.ends - openings.starts)])
        self._before_each: IntArray = before[:-1]
        self._opens: list[int] = openings.starts.tolist()
        self._closes: list[int] = openings.ends.tolist()
        self._before: list[int] = before[:-1].tolist()
        self.total = int(before[-1])
        #: The clock minutes of the first opening and of the last closing; both 0 when it never opens.
        self.first: int = self._opens[0] if self._opens else 0
        self.last: int = self._closes[-1] if self._closes else 0

    def worked(self, clock: int) -> int:
        """Open minutes before ``clock``."""
        at = bisect_right(self._opens, clock) - 1
        if at < 0:
            return 0
        close = self._closes[at]
        return self._before[at] + (min(clock, close)) - self._opens[at]

    def start_of(self, work: int) -> int:
        """The clock minute in which working minute ``work`` (0 .. total - 1) begins: always an open one."""
        at = bisect_right(self._before, work) - 1
        return self._opens[at] + work - self._before[at]

    def end_of(self, work: int) -> int:
        """The first clock minute before which ``work`` (1 .. total) minutes were open."""
        at = bisect_left(self._before, work) - 1
        return self._opens[at] + work - self._before[at]

    def worked_each(self, clock: IntArray) -> IntArray:
        """``worked`` for many clock minutes at once."""
        if not self._opens:
            return np.zeros(clock.size, np.int64)
        opens, closes = self.openings.starts, self.openings.ends
        at = np.searchsorted(opens, clock, side="right") - 1
        inside = np.minimum(clock, closes[at]) - opens[at]
        return np.where(at < 0, 0, self._before_each[at] + inside)


def both_open(one: Intervals, other: Intervals) -> Intervals:
    """The minutes in which both calendars are open."""
    if one is other:
        return one
    starts, ends = [], []
    first, second = _pairs(one), _pairs(other)
    i = j = 0
    while i < len(first) and j < len(second):
        start, end = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if start < end:
            starts.append(start)
            ends.append(end)
        if first[i][1] <= second[j][1]:
            i += 1
        else:
            j += 1
    return Intervals(np.array(starts, np.int64), np.array(ends, np.int64), "both open")


def _pairs(intervals: Intervals) -> list[tuple[int, int]]:
    return list(zip(intervals.starts.tolist(), intervals.ends.tolist(), strict=True))
