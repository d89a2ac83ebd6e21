"""From when on an operation may start, and whether what is placed already allows where it ended up."""

from takt.engine.compiled import compiled_bare
from takt.engine.compiled.arrays import EVER, NEVER, NONE, Placed, Shop, Slot, Work
from takt.engine.compiled.capacity import all_free_from
from takt.engine.compiled.clock import end_of, start_of, worked
from takt.engine.compiled.lanes import limits, place_after
from takt.engine.compiled.slots import best_slot, joint_calendar, no_slot, take


@compiled_bare
def ready_of(work: Work, placed: Placed, operation: int) -> tuple[int, int]:
    """From when on it may start, and the minute before which it may not end, by its placed predecessors."""
    ready, end_from = work.releases[operation], work.ends_from[operation]
    for edge in range(work.before_offsets[operation], work.before_offsets[operation + 1]):
        before = work.before[edge]
        if placed.machines[before] == NONE:
            continue
        end = placed.ends[before] + work.before_lags[edge]
        if work.before_transfers[edge] < 0:
            ready = max(ready, end)
        else:
            ready = max(ready, placed.starts[before] + work.before_transfers[edge])
            end_from = max(end_from, end)
    return ready, end_from


@compiled_bare
def allowed_after(work: Work, placed: Placed, operation: int, slot: Slot) -> bool:
    """Whether the placed successors may stay where they are when the operation is in this slot."""
    if slot.start > work.starts_until[operation] or slot.end > work.ends_until[operation]:
        return False
    for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
        after, transfer = work.after[edge], work.after_transfers[edge]
        if placed.machines[after] == NONE:
            continue
        end = slot.end + work.after_lags[edge]
        if transfer < 0 and placed.starts[after] < end:
            return False
        if transfer >= 0 and (placed.starts[after] < slot.start + transfer or placed.ends[after] < end):
            return False
    return True


@compiled_bare
def free_here(shop: Shop, lane: int, start: int, end: int, family: int) -> bool:
    """Whether [start, end) of the clock is free on a lane, set-up of what follows included."""
    rooms = shop.rooms
    calendar = rooms.lane_calendars[lane]
    begin, finish = worked(rooms.calendars, calendar, start), worked(rooms.calendars, calendar, end)
    at = place_after(shop.lanes, lane, begin)
    _, high = limits(rooms, shop.lanes, lane, at, family)
    return finish <= high


@compiled_bare
def going_on(shop: Shop, work: Work, operation: int, machine: int, person: int) -> Slot:
    """The slot of an operation in progress: from the first open minute on, without set-up."""
    rooms, minutes = shop.rooms, work.remaining[operation]
    joint = joint_calendar(rooms, machine, person)
    done = worked(rooms.calendars, joint, work.releases[operation])
    if done + minutes > rooms.calendars.totals[joint]:
        return no_slot()
    start, end = start_of(rooms.calendars, joint, done), end_of(rooms.calendars, joint, done + minutes)
    if not free_here(shop, machine, start, end, work.families[operation]):
        return no_slot()
    if person != NONE and not free_here(shop, rooms.machines + person, start, end, 0):
        return no_slot()
    if all_free_from(shop.tools, work, operation, start, end) != start:
        return no_slot()
    return Slot(start, end, minutes, machine, person)


@compiled_bare
def slot_in_progress(shop: Shop, work: Work, operation: int) -> Slot:
    """Where an operation in progress goes on: with the person who is pinned, else whoever ends it first."""
    best, pin = no_slot(), work.pinned_people[operation]
    for at in range(work.alternative_offsets[operation], work.alternative_offsets[operation + 1]):
        machine, pool = work.alternative_machines[at], work.alternative_pools[at]
        if machine != work.pinned_machines[operation]:
            continue
        if pool == NONE and pin < 0:
            slot = going_on(shop, work, operation, machine, NONE)
            best = slot if slot.end < best.end else best
        if pool == NONE:
            continue
        for each in range(work.pool_offsets[pool], work.pool_offsets[pool + 1]):
            person = work.pool_people[each]
            if pin < NONE or pin == person:
                slot = going_on(shop, work, operation, machine, person)
                best = slot if slot.end < best.end else best
    return best


@compiled_bare
def place(shop: Shop, work: Work, placed: Placed, operation: int, slot: Slot) -> bool:
    """Put an operation into a slot; False when there is none, or a successor that stays forbids it."""
    if slot.end == NEVER or not allowed_after(work, placed, operation, slot):
        return False
    take(shop, work, placed, operation, slot)
    return True


@compiled_bare
def place_given(shop: Shop, work: Work, placed: Placed, operation: int) -> bool:
    """Put an operation that is in progress, or must start at a given minute, where it has to be."""
    if work.remaining[operation]:
        return place(shop, work, placed, operation, slot_in_progress(shop, work, operation))
    given = work.given_starts[operation]
    ready, end_from = ready_of(work, placed, operation)
    slot = best_slot(shop, work, operation, given, EVER)
    if ready > given or end_from > slot.end:
        return False
    return place(shop, work, placed, operation, slot)
