"""Operations that wait for each other: no order exists, and the refusal names the ring."""

import numpy as np
import numpy.typing as npt

from takt.engine.intervals import IntArray


def ring(operations: int, predecessors: IntArray, successors: IntArray) -> list[int]:
    """Operations that wait for each other, the first repeated at the end; empty when there are none."""
    if (predecessors < successors).all():
        return []  # numbered in order: the usual case, seen at once
    left = _left_over(operations, predecessors, successors)
    inside = left[predecessors] & left[successors]
    before = dict(zip(successors[inside].tolist(), predecessors[inside].tolist(), strict=True))
    # each operation left over has a predecessor that was left over too, so walking backwards must come round
    walk: list[int] = []
    seen: set[int] = set()
    node = int(np.argmax(left)) if left.any() else -1
    while node >= 0 and node not in seen:
        walk.append(node)
        seen.add(node)
        node = before[node]
    return [*walk[walk.index(node) :], node][::-1] if walk else []


def _left_over(operations: int, predecessors: IntArray, successors: IntArray) -> npt.NDArray[np.bool_]:
    """Whether each operation stands on a ring or behind one: what remains when all that wait for nothing have
    left, again and again."""
    by_predecessor = np.argsort(predecessors, kind="stable")
    targets = successors[by_predecessor]
    offsets = np.searchsorted(predecessors[by_predecessor], np.arange(operations + 1))
    waiting = np.bincount(successors, minlength=operations)
    left = np.ones(operations, np.bool_)
    going = np.flatnonzero(waiting == 0)
    while going.size:
        left[going] = False
        counts = offsets[going + 1] - offsets[going]
        first = np.repeat(offsets[going] - np.cumsum(counts) + counts, counts)
        freed = targets[first + np.arange(first.size)]
        np.subtract.at(waiting, freed, 1)
        going = np.unique(freed[waiting[freed] == 0])
    return left
