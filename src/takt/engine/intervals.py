"""Half-open intervals of minutes [start, end): the openings of a calendar, or the slots that are already
taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from takt.engine.errors import IntervalError

IntArray = npt.NDArray[np.int64]

#: Minutes lie within +-LIMIT (two million years), so that sums of them never leave int64.
LIMIT = 2**40


def whole_numbers(values: Any) -> IntArray | None:
    """``values`` as a read-only flat int64 array of its own, or None when they are not whole numbers in a
    row."""
    array = np.asarray(values)
    if array.ndim == 1 and array.dtype == np.int64 and array.flags.owndata and not array.flags.writeable:
        return array  # made here before
    if array.ndim != 1 or (array.size and array.dtype.kind != "i"):
        return None
    own = np.array(array, dtype=np.int64)
    own.setflags(write=False)
    return own


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """Sorted, disjoint [start, end) in minutes; ends may touch the next start. Raises IntervalError naming
    ``label``."""

    starts: IntArray
    ends: IntArray
    label: str = "intervals"

    def __post_init__(self) -> None:
        starts, ends = whole_numbers(self.starts), whole_numbers(self.ends)
        if starts is None or ends is None or starts.size != ends.size:
            raise IntervalError(
                label=self.label, index="-", value="not pairs", expected="pairs of whole minutes"
            )
        object.__setattr__(self, "starts", starts)
        object.__setattr__(self, "ends", ends)
        self._refuse_first(starts >= ends, "start before end")
        self._refuse_first((starts < -LIMIT) | (ends > LIMIT), f"minutes within +-{LIMIT}")
        self._refuse_first(
            np.append(False, starts[1:] < ends[:-1]), "start not before the end of the interval before"
        )

    def _refuse_first(self, wrong: npt.NDArray[np.bool_], expected: str) -> None:
        if wrong.any():
            index = int(wrong.argmax())
            value = f"[{self.starts[index]}, {self.ends[index]})"
            raise IntervalError(label=self.label, index=index, value=value, expected=expected)

    def __len__(self) -> int:
        return int(self.starts.size)

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]], label: str = "intervals") -> Self:
        """From (start, end) pairs that are sorted and disjoint already."""
        rows = list(pairs)
        return cls(_column(rows, 0), _column(rows, 1), label)

    @classmethod
    def merged(cls, pairs: Iterable[tuple[int, int]], label: str = "intervals") -> Self:
        """From (start, end) pairs in any order; those that overlap or touch become one. Each needs start <
        end."""
        rows = sorted(pairs)
        starts, ends = _column(rows, 0), _column(rows, 1)
        for index in np.flatnonzero(starts >= ends)[:1]:
            raise IntervalError(label=label, index=int(index), value=rows[index], expected="start before end")
        reach = np.maximum.accumulate(ends) if ends.size else ends
        opens = np.append(True, starts[1:] > reach[:-1])[: starts.size]
        closes = np.append(opens[1:], True)[: starts.size]
        return cls(starts[opens], reach[closes], label)


def _column(rows: list[tuple[int, int]], which: int) -> IntArray:
    column: IntArray = np.asarray([row[which] for row in rows], dtype=None if rows else np.int64)
    return column


NOTHING = Intervals(np.empty(0, np.int64), np.empty(0, np.int64), "nothing")
