"""Bringing starts and tails up to date after a move: marked places are worked off in the schedule's order, and marks
are set where something changed, so that what did not change is not looked at."""

import numpy as np
import numpy.typing as npt

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.linking import relink
from takt.engine.shop.sequences import Sequences, start_of, tail_of
from takt.engine.shop.shop import Arrays

ONE, NONE = np.uint64(1), np.uint64(0)
LOW_SIX = np.uint64(63)
DE_BRUIJN, TOP_SIX = np.uint64(0x03F79D71B4CB0A89), np.uint64(58)
BIT_OF = np.zeros(64, np.int64)
for _bit in range(64):
    BIT_OF[((0x03F79D71B4CB0A89 << _bit) % 2**64) >> 58] = _bit


@inlined
def mark(marks: npt.NDArray[np.uint64], place: int) -> int:
    """Mark a place. Returns 1 when it was not marked before."""
    bit = ONE << (np.uint64(place) & LOW_SIX)
    if marks[place >> 6] & bit:
        return 0
    marks[place >> 6] |= bit
    return 1


@inlined
def next_mark(marks: npt.NDArray[np.uint64], word: int) -> int:
    """The first marked place from a word on, which must exist; the mark is taken away."""
    while marks[word] == NONE:
        word += 1
    lowest = marks[word] & (~marks[word] + ONE)
    marks[word] ^= lowest
    return int(word * 64 + BIT_OF[(lowest * DE_BRUIJN) >> TOP_SIX])


@inlined
def mark_operation(plan: Sequences, operation: int) -> int:
    """Mark an operation's place, unless it is nobody or beyond the bounds. Returns how many marks were added."""
    place = plan.place[operation]
    return mark(plan.marks, place) if 0 <= place < plan.bounds[1] else 0


@inlined
def mark_mirrored(plan: Sequences, operation: int) -> int:
    """The same, counted from the back."""
    place = plan.place[operation]
    return mark(plan.marks, len(plan.order) - 1 - place) if place >= plan.bounds[0] else 0


@inlined
def retime_starts(shop: Arrays, plan: Sequences, waiting: int) -> int:
    """Work the marked places off, front to back: new starts, and marks behind every start that changed. ``waiting``
    counts the marks. Returns how many operations were looked at."""
    looked, word = 0, plan.bounds[0] >> 6
    while waiting > 0:
        place = next_mark(plan.marks, word)
        word = place >> 6
        waiting += _retime(shop, plan, plan.order[place]) - 1
        looked += 1
    return looked


@inlined
def _retime(shop: Arrays, plan: Sequences, operation: int) -> int:
    start = start_of(shop, plan, operation)
    added = 0
    if start != plan.start[operation]:
        plan.start[operation] = start
        added = mark_operation(plan, shop.following[operation]) + mark_operation(plan, plan.after[operation])
    return added


@inlined
def retime_tails(shop: Arrays, plan: Sequences, waiting: int) -> int:
    """The same for tails, back to front: place ``operations - 1 - p`` is marked for place ``p``."""
    nobody = len(plan.order)
    looked, word = 0, (nobody - plan.bounds[1]) >> 6
    while waiting > 0:
        mirrored = next_mark(plan.marks, word)
        word = mirrored >> 6
        waiting += _retime_tail(shop, plan, plan.order[nobody - 1 - mirrored]) - 1
        looked += 1
    return looked


@inlined
def _retime_tail(shop: Arrays, plan: Sequences, operation: int) -> int:
    tail = tail_of(shop, plan, operation)
    added = 0
    if tail != plan.tail[operation]:
        plan.tail[operation] = tail
        added = mark_mirrored(plan, shop.previous[operation]) + mark_mirrored(plan, plan.before[operation])
    return added


@compiled_bare
def move(shop: Arrays, plan: Sequences, operation: int, machine: int, minutes: int, before: int) -> bool:
    """Move an operation right behind ``before`` on a machine and bring all starts and tails up to date. False, and
    nothing changed, when that would make operations wait for each other."""
    old_before, old_after = plan.before[operation], plan.after[operation]
    if not relink(shop, plan, operation, machine, minutes, before):
        return False
    waiting = mark_operation(plan, operation) + mark_operation(plan, old_after)
    waiting += mark_operation(plan, plan.after[operation]) + mark_operation(plan, shop.following[operation])
    retime_starts(shop, plan, waiting)
    waiting = mark_mirrored(plan, operation) + mark_mirrored(plan, old_before)
    waiting += mark_mirrored(plan, plan.before[operation]) + mark_mirrored(plan, shop.previous[operation])
    retime_tails(shop, plan, waiting)
    return True
