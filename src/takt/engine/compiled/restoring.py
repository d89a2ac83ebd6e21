"""Operations put back exactly where they were published, as far as the shop still allows it."""

from takt.engine.compiled import compiled_bare
from takt.engine.compiled.arrays import ANYBODY, NEVER, NONE, Placed, Shop, Slot, Work
from takt.engine.compiled.capacity import all_free_from
from takt.engine.compiled.clock import end_of, start_of, worked
from takt.engine.compiled.lanes import limits, place_after
from takt.engine.compiled.ready import allowed_after, ready_of
from takt.engine.compiled.slots import joint_calendar, no_slot, take
from takt.engine.intervals import IntArray


@compiled_bare
def lane_allows(shop: Shop, lane: int, family: int, start: int, end: int) -> bool:
    """Whether [start, end) of the clock is free on a lane, with its set-ups before and after."""
    rooms = shop.rooms
    calendar = rooms.lane_calendars[lane]
    begin, finish = worked(rooms.calendars, calendar, start), worked(rooms.calendars, calendar, end)
    at = place_after(shop.lanes, lane, begin)
    low, high = limits(rooms, shop.lanes, lane, at, family)
    return begin >= low and finish <= high


@compiled_bare
def fits(shop: Shop, work: Work, operation: int, slot: Slot) -> bool:
    """Whether an operation may go exactly into a slot of its own as the shop stands; precedence apart."""
    if not lane_allows(shop, slot.machine, work.families[operation], slot.start, slot.end):
        return False
    if slot.person != NONE and not lane_allows(
        shop, shop.rooms.machines + slot.person, 0, slot.start, slot.end
    ):
        return False
    return all_free_from(shop.tools, work, operation, slot.start, slot.end) == slot.start


@compiled_bare
def has_member(work: Work, pool: int, person: int) -> bool:
    """Whether a person belongs to a pool; to no pool belongs nobody."""
    if pool == NONE or person == NONE:
        return pool == person
    for at in range(work.pool_offsets[pool], work.pool_offsets[pool + 1]):
        if work.pool_people[at] == person:
            return True
    return False


@compiled_bare
def minutes_with(work: Work, operation: int, machine: int, person: int) -> int:
    """The fewest minutes that the operation takes with this machine and person; NEVER when it cannot be done so."""
    fewest = NEVER
    for at in range(work.alternative_offsets[operation], work.alternative_offsets[operation + 1]):
        if work.alternative_machines[at] == machine and has_member(work, work.alternative_pools[at], person):
            fewest = min(fewest, work.alternative_minutes[at])
    return fewest


@compiled_bare
def slot_at(shop: Shop, work: Work, operation: int, start: int, machine: int, person: int) -> Slot:
    """The slot that begins at ``start`` there, taken or not; none when calendars, alternatives or pins forbid
    it."""
    calendars = shop.rooms.calendars
    if machine == NONE or work.pinned_machines[operation] not in (NONE, machine):
        return no_slot()
    if work.pinned_people[operation] not in (ANYBODY, person):
        return no_slot()
    minutes = minutes_with(work, operation, machine, person)
    if minutes == NEVER:
        return no_slot()
    joint = joint_calendar(shop.rooms, machine, person)
    done = worked(calendars, joint, start)
    if done + minutes > calendars.totals[joint] or start_of(calendars, joint, done) != start:
        return no_slot()
    return Slot(start, end_of(calendars, joint, done + minutes), minutes, machine, person)


@compiled_bare
def restore(
    shop: Shop, work: Work, placed: Placed, published: Placed, order: IntArray, touched: IntArray
) -> int:
    """Put published operations back, in ``order`` (by start); ``touched`` takes those that cannot be where they
    were, and the answer is their number."""
    count = 0
    for operation in order:
        if placed.machines[operation] != NONE:
            continue
        start, machine = published.starts[operation], published.machines[operation]
        slot = slot_at(shop, work, operation, start, machine, published.people[operation])
        ready, end_from = ready_of(work, placed, operation)
        here = slot.end != NEVER and slot.start >= ready and slot.end >= end_from
        if here and fits(shop, work, operation, slot) and allowed_after(work, placed, operation, slot):
            take(shop, work, placed, operation, slot)
        else:
            touched[count] = operation
            count += 1
    return count


@compiled_bare
def occupy_with(shop: Shop, work: Work, placed: Placed, published: Placed, order: IntArray) -> None:
    """Take the place of every operation of a schedule that has been checked, in ``order`` (by start)."""
    for operation in order:
        start, end = published.starts[operation], published.ends[operation]
        machine, person = published.machines[operation], published.people[operation]
        take(shop, work, placed, operation, Slot(start, end, 0, machine, person))
