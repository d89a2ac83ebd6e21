"""The moves around a critical path, and what each would make of it.

Within a critical block (neighbours on one machine without a gap) an operation goes to the block's end or its head, and
the block's end operations go inwards (N6 of Balas and Vazacopoulos 1998, N7 of Zhang et al. 2007); where an operation
has other machines, it goes to any place on them that makes no cycle (after Mastrolilli and Gambardella 2000).
Estimates are Balas and Vazacopoulos's: new starts and tails along the moved stretch only.
"""

from typing import NamedTuple

import numpy as np

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.chance import State, draw
from takt.engine.shop.sequences import Sequences
from takt.engine.shop.shop import Arrays, Ints
from takt.engine.shop.waiting import NEVER, changeover

TABLE = 1 << 16
REACH = 40  #: the longest stretch that one move looks at, in operations
OPERATION, MACHINE, MINUTES, BEFORE = 0, 1, 2, 3


class Memory(NamedTuple):
    """What a search remembers from step to step."""

    expiry: Ints  #: step until which a pair is forbidden, hashed
    path: Ints
    starts: Ints  #: scratch for estimates
    stretch: Ints
    picked: Ints  #: the move to make: operation, machine, minutes, before
    score: Ints  #: its estimate, ties seen; then the same for the move to fall back on
    spare: Ints  #: some move, when all are forbidden
    counters: Ints  #: step, makespan, best makespan, steps since it was found


def empty_memory(operations: int) -> Memory:
    """Nothing seen yet."""
    return Memory(
        np.zeros(TABLE, np.int64),
        np.zeros(operations + 1, np.int64),
        np.zeros(REACH + 2, np.int64),
        np.zeros(REACH + 2, np.int64),
        np.zeros(4, np.int64),
        np.zeros(4, np.int64),
        np.zeros(4, np.int64),
        np.array([0, NEVER, NEVER, 0]),
    )


@inlined
def slot(a: int, b: int) -> int:
    return ((a * 1000003) ^ (b * 998244353 + (b >> 7))) & (TABLE - 1)


@inlined
def _consider(memory: Memory, estimate: int, forbidden: bool, aim: int, chance: State) -> bool:
    """Whether a move is the best so far (ties by chance); a forbidden one only when it promises a new best."""
    if forbidden and estimate >= aim:
        memory.score[3] += 1
        return False
    if estimate > memory.score[0]:
        return False
    if estimate < memory.score[0]:
        memory.score[0], memory.score[1] = estimate, 0
    memory.score[1] += 1
    return draw(chance, memory.score[1]) == 0


@inlined
def _note(target: Ints, operation: int, machine: int, minutes: int, before: int) -> None:
    target[OPERATION], target[MACHINE], target[MINUTES], target[BEFORE] = operation, machine, minutes, before


@inlined
def _end(plan: Sequences, operation: int) -> int:
    return int(plan.start[operation] + plan.minutes[operation])


@inlined
def _reach_back(plan: Sequences, operation: int) -> int:
    return int(plan.tail[operation] + plan.minutes[operation])


@inlined
def _estimate(shop: Arrays, plan: Sequences, memory: Memory, count: int) -> int:
    """The longest way through the stretch, were its operations in the order of ``memory.stretch[1:count + 1]``,
    between the neighbours at both its ends."""
    machine = plan.machine[memory.stretch[1]]
    end = _end(plan, memory.stretch[0])
    for k in range(1, count + 1):
        o, earlier = memory.stretch[k], memory.stretch[k - 1]
        free = end + changeover(shop, machine, earlier, o)
        start = max(shop.release[o], _end(plan, shop.previous[o]), free)
        memory.starts[k] = start
        end = start + plan.minutes[o]
    longest, reach = 0, _reach_back(plan, memory.stretch[count + 1])
    for k in range(count, 0, -1):
        o, later = memory.stretch[k], memory.stretch[k + 1]
        tail = max(_reach_back(plan, shop.following[o]), reach + changeover(shop, machine, o, later))
        longest = max(longest, memory.starts[k] + plan.minutes[o] + tail)
        reach = tail + plan.minutes[o]
    return int(longest)


@compiled_bare
def _try_stretch(
    shop: Arrays, plan: Sequences, memory: Memory, low: int, high: int, later: bool, aim: int, chance: State
) -> None:
    """Consider a move inside the path's stretch (the path runs backwards: ``high`` is the earlier operation):
    the earliest goes behind the latest, or the latest before the earliest."""
    count = high - low + 1
    earliest, latest = memory.path[high], memory.path[low]
    moved = earliest if later else latest
    forbidden = False
    for k in range(count):
        memory.stretch[1 + k] = memory.path[high - k]
    for k in range(1, count):
        other = memory.path[high - k] if later else memory.path[low + k]
        pair = slot(other, moved) if later else slot(moved, other)
        forbidden = forbidden or memory.expiry[pair] > memory.counters[0]
    if later:
        for k in range(1, count):
            memory.stretch[k] = memory.stretch[k + 1]
        memory.stretch[count] = moved
    else:
        for k in range(count, 1, -1):
            memory.stretch[k] = memory.stretch[k - 1]
        memory.stretch[1] = moved
    memory.stretch[0], memory.stretch[count + 1] = plan.before[earliest], plan.after[latest]
    estimate = _estimate(shop, plan, memory, count)
    before = latest if later else plan.before[earliest]
    if _consider(memory, estimate, forbidden, aim, chance):
        _note(memory.picked, moved, plan.machine[moved], plan.minutes[moved], before)
    elif forbidden and draw(chance, max(1, memory.score[3])) == 0:
        _note(memory.spare, moved, plan.machine[moved], plan.minutes[moved], before)


@inlined
def _may_go_later(shop: Arrays, plan: Sequences, operation: int, behind: int) -> bool:
    following = shop.following[operation]
    return following >= len(plan.order) or _reach_back(plan, behind) >= _reach_back(plan, following)


@inlined
def _may_go_earlier(shop: Arrays, plan: Sequences, operation: int, ahead: int) -> bool:
    previous = shop.previous[operation]
    return previous >= len(plan.order) or _end(plan, ahead) >= _end(plan, previous)


@compiled_bare
def _try_block(
    shop: Arrays, plan: Sequences, memory: Memory, low: int, high: int, length: int, aim: int, chance: State
) -> None:
    """All moves of the block ``path[low:high + 1]`` (its last operation stands at ``low``)."""
    last, first = memory.path[low], memory.path[high]
    is_open_behind = low > 0 or plan.bounds[1] < len(plan.order)
    is_open_ahead = high < length - 1 or plan.bounds[0] > 0
    nearest, farthest = max(low, high - REACH + 1), min(high, low + REACH - 1)
    for k in range(low + 1, farthest + 1):
        o = memory.path[k]
        if is_open_behind and _may_go_later(shop, plan, o, last):
            _try_stretch(shop, plan, memory, low, k, True, aim, chance)
        if k > low + 1 and _may_go_earlier(shop, plan, last, o):
            _try_stretch(shop, plan, memory, low, k, False, aim, chance)
    for k in range(nearest, high):
        o = memory.path[k]
        is_swap = is_open_behind and k == low and high == low + 1
        if is_open_ahead and not is_swap and _may_go_earlier(shop, plan, o, first):
            _try_stretch(shop, plan, memory, k, high, False, aim, chance)
        if k < high - 1 and k > low and _may_go_later(shop, plan, first, o):
            _try_stretch(shop, plan, memory, k, high, True, aim, chance)


@compiled_bare
def _try_machine(
    shop: Arrays, plan: Sequences, memory: Memory, operation: int, alternative: int, aim: int, chance: State
) -> None:
    """Consider every place on another machine."""
    nobody = len(plan.order)
    machine, minutes = shop.alternative_machine[alternative], shop.alternative_minutes[alternative]
    previous, following = shop.previous[operation], shop.following[operation]
    ready, behind = max(_end(plan, previous), shop.release[operation]), _reach_back(plan, following)
    past = _end(plan, following) if following < nobody else NEVER
    forbidden = memory.expiry[slot(operation, nobody + machine)] > memory.counters[0]
    x, y = nobody, plan.first[machine]
    while True:
        if x < nobody and (plan.place[x] >= plan.bounds[1] or plan.start[x] >= past):
            break
        if y == nobody or (plan.place[y] >= plan.bounds[0] and _end(plan, y) > plan.start[previous]):
            start = max(ready, _end(plan, x) + changeover(shop, machine, x, operation))
            tail = max(behind, _reach_back(plan, y) + changeover(shop, machine, operation, y))
            if _consider(memory, start + minutes + tail, forbidden, aim, chance):
                _note(memory.picked, operation, machine, minutes, x)
            elif forbidden and draw(chance, max(1, memory.score[3])) == 0:
                _note(memory.spare, operation, machine, minutes, x)
        if y == nobody:
            break
        x, y = y, plan.after[y]


@compiled_bare
def look_around(shop: Arrays, plan: Sequences, memory: Memory, length: int, aim: int, chance: State) -> None:
    low = 0
    while low < length:
        high = low
        while high + 1 < length and plan.before[memory.path[high]] == memory.path[high + 1]:
            high += 1
        if high > low:
            _try_block(shop, plan, memory, low, high, length, aim, chance)
        low = high + 1
    for k in range(length):
        o = memory.path[k]
        for alternative in range(shop.first_alternative[o], shop.first_alternative[o + 1]):
            if shop.alternative_machine[alternative] != plan.machine[o]:
                _try_machine(shop, plan, memory, o, alternative, aim, chance)
