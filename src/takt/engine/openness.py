"""The checker's own reading of calendars, written apart from the solver's: a minute is open or it is not.

The clock is cut at every boundary of every calendar; each piece is open when it lies inside all of them.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from takt.engine.intervals import IntArray, Intervals


class OpenMinutes:
    """The minutes in which all the given calendars are open."""

    def __init__(self, calendars: Sequence[Intervals]) -> None:
        sides = [side for calendar in calendars for side in (calendar.starts, calendar.ends)]
        edges = np.sort(np.concatenate(sides))
        self._cuts: IntArray = edges if edges.size else np.zeros(1, np.int64)
        inside = np.ones(self._cuts.size, np.bool_)
        for calendar in calendars:
            begun = np.searchsorted(calendar.starts, self._cuts, side="right")
            over = np.searchsorted(calendar.ends, self._cuts, side="right")
            inside &= begun > over
        self._open: IntArray = inside.astype(np.int64)
        self._sums: IntArray = np.concatenate([[0], np.cumsum(np.diff(self._cuts) * self._open[:-1])]).astype(
            np.int64
        )

    def is_open(self, minutes: IntArray) -> npt.NDArray[np.bool_]:
        """Whether each minute is open."""
        piece = np.searchsorted(self._cuts, minutes, side="right") - 1
        answer: npt.NDArray[np.bool_] = (piece >= 0) & (self._open[piece] == 1)
        return answer

    def before(self, minutes: IntArray) -> IntArray:
        """How many open minutes lie before each minute."""
        piece = np.searchsorted(self._cuts, minutes, side="right") - 1
        sums = self._sums[piece] + (minutes - self._cuts[piece]) * self._open[piece]
        return np.where(piece < 0, 0, sums).astype(np.int64)
