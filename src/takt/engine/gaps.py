"""The free gaps of one machine or person, in minutes of its own working time, ready for the earliest that
fits.

Seen in working time an operation that rests over night is one piece, so a gap fits exactly when it is long
enough. Gaps lie in blocks of about BLOCK. Each block knows its end and a bound on its widest gap, so that a
search bisects to its block and skips whole blocks of small gaps; a block is translated into working time when
it is first entered, because one promise against a full year enters few of them.
"""

from bisect import bisect_right

import numpy as np

from takt.engine.intervals import Intervals
from takt.engine.worktime import WorkTime

BLOCK = 128


class Gaps:
    """Free gaps [from, to). Two gaps may touch: something occupied lies in the closed time between them."""

    __slots__ = ("_clock", "_ends", "_froms", "_tos", "_unread", "_widest", "_work")

    def __init__(self, work: WorkTime, occupied: Intervals) -> None:
        froms = np.concatenate([np.full(1, work.first, np.int64), occupied.ends])
        tos = np.concatenate([occupied.starts, np.full(1, work.last, np.int64)])
        cuts = np.arange(0, froms.size, BLOCK)
        self._work = work
        self._clock = froms, tos
        #: Per block where it begins in ``_clock``; None once it is entered.
        self._unread: list[int | None] = list(cuts.tolist())
        self._froms: list[list[int]] = [[]] * cuts.size
        self._tos: list[list[int]] = [[]] * cuts.size
        self._ends: list[int] = work.worked_each(tos[np.append(cuts[1:], tos.size) - 1]).tolist()
        # on the clock a gap is never narrower than in working time
        self._widest: list[int] = np.maximum.reduceat(tos - froms, cuts).tolist()

    def first_fit(self, earliest: int, minutes: int) -> tuple[int, int] | None:
        """The earliest start from ``earliest`` on where ``minutes`` fit, and the end of that gap; None:
        nowhere."""
        for block in range(bisect_right(self._ends, earliest), len(self._ends)):
            if self._widest[block] < minutes:
                continue
            if self._unread[block] is not None:
                self._enter(block)
            froms, tos = self._froms[block], self._tos[block]
            for at in range(bisect_right(tos, earliest), len(tos)):
                start = max(froms[at], earliest)
                if tos[at] - start >= minutes:
                    return start, tos[at]
        return None

    def take(self, start: int, end: int) -> None:
        """Remove [start, end), which must lie inside one gap. Raises ValueError."""
        block = bisect_right(self._ends, start)
        if block < len(self._ends) and self._unread[block] is not None:
            self._enter(block)
        froms, tos = (self._froms[block], self._tos[block]) if block < len(self._ends) else ([], [])
        at = bisect_right(tos, start)
        if at == len(tos) or not froms[at] <= start < end <= tos[at]:
            raise ValueError(f"[{start}, {end}) does not lie inside one free gap")
        width = tos[at] - froms[at]
        pieces = [(low, high) for low, high in ((froms[at], start), (end, tos[at])) if low < high]
        froms[at : at + 1] = [low for low, _ in pieces]
        tos[at : at + 1] = [high for _, high in pieces]
        if width == self._widest[block]:
            self._widest[block] = self._width(block)
        if len(froms) > 2 * BLOCK:
            self._split(block)

    def _enter(self, block: int) -> None:
        """Translate a block into working time; gaps without any open minute disappear."""
        cut = self._unread[block]
        if cut is not None:
            froms, tos = (self._work.worked_each(side[cut : cut + BLOCK]) for side in self._clock)
            self._froms[block], self._tos[block] = froms[tos > froms].tolist(), tos[tos > froms].tolist()
            self._unread[block] = None
            self._widest[block] = self._width(block)

    def _width(self, block: int) -> int:
        rows = zip(self._froms[block], self._tos[block], strict=True)
        return max((to - low for low, to in rows), default=0)

    def _split(self, block: int) -> None:
        for column in (self._froms, self._tos):
            column[block : block + 1] = [column[block][:BLOCK], column[block][BLOCK:]]
        self._unread.insert(block, None)
        self._widest[block : block + 1] = [self._width(block), self._width(block + 1)]
        self._ends.insert(block, self._tos[block][-1])
