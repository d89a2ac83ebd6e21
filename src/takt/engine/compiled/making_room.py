"""Repair, one operation after the other: a free slot, one that less urgent work leaves, or everybody after it later."""

from typing import NamedTuple

from takt.engine.compiled import compiled_bare
from takt.engine.compiled.arrays import EVER, NEVER, NONE, Placed, Shop, Slot, Work
from takt.engine.compiled.clock import worked
from takt.engine.compiled.heaps import pop
from takt.engine.compiled.lanes import gap_before, place_after
from takt.engine.compiled.ordering import shortest
from takt.engine.compiled.ready import ready_of
from takt.engine.compiled.repair import (
    REACH,
    Ask,
    Repair,
    all_step_aside,
    come_back,
    may_move,
    spare_until,
    touch_after,
)
from takt.engine.compiled.slots import best_slot, no_slot, release, take

#: How often work with less to spare is asked (each time with half as much more), when work with more did not make
#: enough room: first those who can move without their successors, then anybody.
LEVELS = 9
#: How long a look for room is at least: a day.
LOOK = 1440
#: How far after its ready minute an operation without any free slot looks for room: four weeks.
LONG = 40_320


class Wish(NamedTuple):
    """Where an operation wants to be: from ``ready`` on, not ending before ``end_from``, ended by ``limit``."""

    ready: int
    end_from: int
    limit: int


@compiled_bare
def instead_of(
    shop: Shop, work: Work, placed: Placed, repair: Repair, operation: int, other: int, wish: Wish
) -> Slot:
    """Place an operation where ``other`` can make room, so that it ends by the limit; none, and nothing changed, when
    it cannot."""
    repair.aside[0], repair.aside[REACH] = other, placed.machines[other]
    release(shop, work, placed, other)
    slot = best_slot(shop, work, operation, wish.ready, wish.end_from)
    if slot.end <= wish.limit:
        take(shop, work, placed, operation, slot)
    come_back(shop, work, placed, repair, 1)
    return slot if slot.end <= wish.limit else no_slot()


@compiled_bare
def swap(
    shop: Shop,
    work: Work,
    placed: Placed,
    repair: Repair,
    operation: int,
    alternative: int,
    ask: Ask,
    wish: Wish,
) -> Slot:
    """Place an operation instead of one single other of a machine that is hardly longer; none when none can go."""
    lanes, lane = shop.lanes, work.alternative_machines[alternative]
    minutes, calendar = work.alternative_minutes[alternative], shop.rooms.lane_calendars[lane]
    at = place_after(lanes, lane, worked(shop.rooms.calendars, calendar, ask.start))
    until = worked(shop.rooms.calendars, calendar, ask.end)
    while at < lanes.counts[lane]:
        entry = lanes.offsets[lane] + at
        if lanes.starts[entry] >= until:
            break
        room = gap_before(lanes, lane, at) + lanes.ends[entry] - lanes.starts[entry]
        if at + 1 < lanes.counts[lane]:
            room += gap_before(lanes, lane, at + 1)
        other = lanes.operations[entry]
        if minutes <= room <= 2 * minutes and may_move(work, placed, repair, other, ask):
            slot = instead_of(shop, work, placed, repair, operation, other, wish)
            if slot.end < NEVER:
                return slot
        at += 1
    return no_slot()


@compiled_bare
def swap_anywhere(
    shop: Shop, work: Work, placed: Placed, repair: Repair, operation: int, wish: Wish, far: int, levels: int
) -> Slot:
    """``swap`` on any machine; those with most to spare are asked first: they can go as ``far`` as the operation
    would have gone."""
    rank, limit = repair.ranks[operation], wish.limit
    for level in range(levels):
        spare = limit + max(far - limit, 0) // (1 << (level % LEVELS))
        ask = Ask(rank, level < LEVELS, spare, wish.ready, max(limit, wish.ready + LOOK))
        for at in range(work.alternative_offsets[operation], work.alternative_offsets[operation + 1]):
            slot = swap(shop, work, placed, repair, operation, at, ask, wish)
            if slot.end < NEVER:
                return slot
    return no_slot()


@compiled_bare
def make_room(
    shop: Shop, work: Work, placed: Placed, repair: Repair, operation: int, wish: Wish, far: int
) -> Slot:
    """Place an operation where several others make room together; none, and nothing changed, when they cannot."""
    rank, limit = repair.ranks[operation], wish.limit
    for level in range(2 * LEVELS):
        spare = limit + max(far - limit, 0) // (1 << (level % LEVELS))
        ask = Ask(rank, level < LEVELS, spare, wish.ready, max(limit, wish.ready + LOOK))
        count = all_step_aside(shop, work, placed, repair, operation, ask)
        slot = best_slot(shop, work, operation, wish.ready, wish.end_from) if count else no_slot()
        if slot.end <= limit:
            take(shop, work, placed, operation, slot)
        come_back(shop, work, placed, repair, count)
        if slot.end <= limit:
            return slot
    return no_slot()


@compiled_bare
def place_boldly(
    shop: Shop,
    work: Work,
    placed: Placed,
    repair: Repair,
    operation: int,
    ready: int,
    end_from: int,
    quiet: Slot,
) -> Slot:
    """Place an operation where others make room: so early that its successors stay; else in the free slot ``quiet``
    when that is in time; else in time, or a day, four days and so on after it is ready; when none can, in ``quiet``."""
    limit, look = repair.harmless[operation], LOOK
    far = quiet.end if quiet.end < NEVER else max(limit, ready) + LONG
    wish = Wish(ready, end_from, spare_until(work, placed, repair, operation, True))
    slot = swap_anywhere(shop, work, placed, repair, operation, wish, far, LEVELS)
    if slot.end < NEVER:
        return slot
    while limit < far:
        wish = Wish(ready, end_from, limit)
        slot = swap_anywhere(shop, work, placed, repair, operation, wish, far, 2 * LEVELS)
        if slot.end == NEVER:
            slot = make_room(shop, work, placed, repair, operation, wish, far)
        if slot.end < NEVER:
            return slot
        while ready + look <= limit:
            look *= 4
        limit = ready + look
    if quiet.end < NEVER:
        take(shop, work, placed, operation, quiet)
    return quiet


@compiled_bare
def shift_others(
    shop: Shop,
    work: Work,
    placed: Placed,
    repair: Repair,
    operation: int,
    ready: int,
    end_from: int,
    quiet: Slot,
) -> Slot:
    """Place an operation as soon as it can be; whatever is ranked later and in its way goes on after it."""
    look = max(4 * shortest(work, operation), LOOK // 8)
    while True:
        ask = Ask(repair.ranks[operation], False, 4 * EVER, ready, ready + look)
        count = all_step_aside(shop, work, placed, repair, operation, ask)
        slot = best_slot(shop, work, operation, ready, end_from)
        done = slot.end <= ask.end or ask.end >= quiet.end or count == REACH
        if done and slot.end < NEVER:
            take(shop, work, placed, operation, slot)
        come_back(shop, work, placed, repair, count)
        if done:
            return slot
        look *= 2


@compiled_bare
def repair_one(shop: Shop, work: Work, placed: Placed, repair: Repair, operation: int) -> bool:
    """Place one operation anew; False when it has no place."""
    ready, end_from = ready_of(work, placed, operation)
    soonest = ready + shortest(work, operation)
    if not touch_after(shop, work, placed, repair, operation, ready, soonest):
        return False
    ready = max(ready, repair.not_before[operation])
    slot = best_slot(shop, work, operation, ready, end_from)
    if repair.shifts[0]:
        slot = shift_others(shop, work, placed, repair, operation, ready, end_from, slot)
    elif slot.end > spare_until(work, placed, repair, operation, True) and repair.budget[0] > 0:
        slot = place_boldly(shop, work, placed, repair, operation, ready, end_from, slot)
    elif slot.end < NEVER:
        take(shop, work, placed, operation, slot)
    repair.done[operation] = 1
    if slot.end == NEVER:
        return False
    return touch_after(shop, work, placed, repair, operation, slot.start, slot.end)


@compiled_bare
def repair_all(shop: Shop, work: Work, placed: Placed, repair: Repair) -> int:
    """Place everything touched anew; the operation that has no place, or NONE."""
    while repair.size[0]:
        operation = repair.values[0]
        repair.size[0] = pop(repair.keys, repair.values, 0, repair.size[0])
        if not repair_one(shop, work, placed, repair, operation):
            return int(operation)
    return NONE
