"""Repair after one event: what was touched is placed anew, most urgent first, and nothing else moves unless that
keeps something urgent in time. Every operation is placed anew at most once, so the repair ends."""

from typing import NamedTuple

from takt.engine.compiled import compiled_bare
from takt.engine.compiled.arrays import EVER, NONE, Placed, Shop, Slot, Work
from takt.engine.compiled.clock import worked
from takt.engine.compiled.heaps import push
from takt.engine.compiled.lanes import place_after
from takt.engine.compiled.ordering import shortest
from takt.engine.compiled.restoring import fits
from takt.engine.compiled.slots import release, take
from takt.engine.intervals import IntArray

#: Operations that are asked to make room for one placement, at most.
REACH = 256


class Repair(NamedTuple):
    """``ranks``: who goes first, predecessors before; ``movable``: 1 where somebody more urgent may take the place;
    ``harmless``: until when each operation may end without making anything late, or later; ``done``: 1 where it
    was placed anew; ``shifts``: 1 when everything ranked later makes room;
    ``not_before``: no new start before it; ``keys``, ``values``, ``size``: those to be placed; ``aside``: room for REACH operations;
    ``budget``: how many more may be moved for the sake of others."""

    ranks: IntArray
    movable: IntArray
    harmless: IntArray
    done: IntArray
    keys: IntArray
    values: IntArray
    size: IntArray
    aside: IntArray
    budget: IntArray
    shifts: IntArray
    not_before: IntArray


class Ask(NamedTuple):
    """Who has to make room: can end as late as ``spare``, lies in [start, end); ``alone``: without moving its
    successors, else it has to be ranked after ``rank``, too."""

    rank: int
    alone: bool
    spare: int
    start: int
    end: int


@compiled_bare
def touch(repair: Repair, operation: int) -> None:
    """The operation, which has no place any more, is to be placed anew."""
    repair.budget[0] -= 1
    rank = repair.ranks[operation]
    repair.size[0] = push(repair.keys, repair.values, 0, repair.size[0], rank, operation)


@compiled_bare
def touch_after(
    shop: Shop, work: Work, placed: Placed, repair: Repair, operation: int, start: int, end: int
) -> bool:
    """Take out the successors that cannot stay when the operation begins at ``start`` and ends at ``end``; False
    when one of them must stay."""
    if start > work.starts_until[operation] or end > work.ends_until[operation]:
        return False
    for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
        after, transfer, until = work.after[edge], work.after_transfers[edge], end + work.after_lags[edge]
        if placed.machines[after] == NONE:
            continue
        late = placed.starts[after] < (until if transfer < 0 else start + transfer)
        if not late and (transfer < 0 or placed.ends[after] >= until):
            continue
        if work.given_starts[after] != EVER:
            return False
        release(shop, work, placed, after)
        touch(repair, after)
    return True


@compiled_bare
def spare_until(work: Work, placed: Placed, repair: Repair, operation: int, alone: bool) -> int:
    """Until when a placed operation could end without making anything late; ``alone``: without moving its
    successors."""
    until = repair.harmless[operation]
    if alone:
        for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
            after = work.after[edge]
            if placed.machines[after] != NONE:
                until = min(until, placed.starts[after] - work.after_lags[edge])
    return int(until)


@compiled_bare
def may_move(work: Work, placed: Placed, repair: Repair, operation: int, ask: Ask) -> bool:
    """Whether an operation can make room."""
    if operation < 0 or repair.done[operation] or not repair.movable[operation]:
        return False
    if not ask.alone and repair.ranks[operation] <= ask.rank:
        return False
    return spare_until(work, placed, repair, operation, ask.alone) >= ask.spare


@compiled_bare
def step_aside(
    shop: Shop, work: Work, placed: Placed, repair: Repair, lane: int, ask: Ask, count: int
) -> int:
    """Take out, and note, the operations of a lane that can make room; how many are out now."""
    rooms, lanes = shop.rooms, shop.lanes
    calendar = rooms.lane_calendars[lane]
    at = place_after(lanes, lane, worked(rooms.calendars, calendar, ask.start))
    until = worked(rooms.calendars, calendar, ask.end)
    while count < REACH and at < lanes.counts[lane]:
        entry = lanes.offsets[lane] + at
        operation = lanes.operations[entry]
        if lanes.starts[entry] >= until:
            break
        if may_move(work, placed, repair, operation, ask):
            repair.aside[count] = operation
            repair.aside[REACH + count] = placed.machines[operation]
            release(shop, work, placed, operation)
            count += 1
        else:
            at += 1
    return count


@compiled_bare
def all_step_aside(shop: Shop, work: Work, placed: Placed, repair: Repair, operation: int, ask: Ask) -> int:
    """``step_aside`` on every machine and person that the operation could use."""
    count = 0
    for at in range(work.alternative_offsets[operation], work.alternative_offsets[operation + 1]):
        lane, pool = work.alternative_machines[at], work.alternative_pools[at]
        count = step_aside(shop, work, placed, repair, lane, ask, count)
        if pool == NONE:
            continue
        for each in range(work.pool_offsets[pool], work.pool_offsets[pool + 1]):
            lane = shop.rooms.machines + work.pool_people[each]
            count = step_aside(shop, work, placed, repair, lane, ask, count)
    return count


@compiled_bare
def come_back(shop: Shop, work: Work, placed: Placed, repair: Repair, count: int) -> None:
    """Those who stepped aside go back where they were, or are to be placed anew when their place is taken."""
    for at in range(count):
        operation, machine = repair.aside[at], repair.aside[REACH + at]
        slot = Slot(placed.starts[operation], placed.ends[operation], 0, machine, placed.people[operation])
        if fits(shop, work, operation, slot):
            take(shop, work, placed, operation, slot)
        else:
            touch(repair, operation)


@compiled_bare
def harmless_ends(work: Work, line: IntArray, placed: Placed, latest: IntArray, caps: IntArray) -> None:
    """Until when each operation may end without making its job end after ``caps`` (per job), by the clock spans that
    operations had; ``line``: predecessors first. Writes ``latest``."""
    for at in range(line.size - 1, -1, -1):
        operation = line[at]
        end = caps[work.jobs[operation]]
        span = shortest(work, operation)
        if placed.machines[operation] != NONE:
            span = placed.ends[operation] - placed.starts[operation]
        for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
            after, transfer = work.after[edge], work.after_transfers[edge]
            lasts = shortest(work, after)
            if placed.machines[after] != NONE:
                lasts = placed.ends[after] - placed.starts[after]
            if transfer < 0:
                end = min(end, latest[after] - lasts - work.after_lags[edge])
            else:
                end = min(end, latest[after] - lasts - transfer + span)
        latest[operation] = end
