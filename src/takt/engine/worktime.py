"""Working time of a calendar: the clock counts every minute, the work only those in which the calendar is
open."""

import numpy as np

from takt.engine.intervals import IntArray, Intervals


class WorkTime:
    """Translates clock minutes into minutes worked since the calendar began."""

    __slots__ = ("_before", "_openings")

    def __init__(self, openings: Intervals) -> None:
        self._openings = openings
        self._before: IntArray = np.cumsum(np.append(0, openings.ends - openings.starts))[:-1]

    def worked_each(self, clock: IntArray) -> IntArray:
        """Open minutes before each clock minute."""
        opens, closes = self._openings.starts, self._openings.ends
        if not opens.size:
            return np.zeros(clock.size, np.int64)
        at = np.searchsorted(opens, clock, side="right") - 1
        inside = np.minimum(clock, closes[at]) - opens[at]
        return np.where(at < 0, 0, self._before[at] + inside)
