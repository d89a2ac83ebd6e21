"""The best slot for one operation as the shop stands: earliest end over its alternatives and people."""

from takt.engine.compiled import compiled_bare
from takt.engine.compiled.arrays import (
    ANYBODY,
    EVER,
    NEVER,
    NONE,
    Lanes,
    Placed,
    Rooms,
    Shop,
    Slot,
    Work,
)
from takt.engine.compiled.capacity import all_free_from, use_all
from takt.engine.compiled.clock import end_of, start_for_end, start_of, worked
from takt.engine.compiled.lanes import drop, first_fit, put


@compiled_bare
def no_slot() -> Slot:
    """There is no place."""
    return Slot(NEVER, NEVER, NEVER, NONE, NONE)


@compiled_bare
def joint_calendar(rooms: Rooms, machine: int, person: int) -> int:
    """The calendar of the minutes that machine and person have in common."""
    own = rooms.lane_calendars[machine]
    if person == NONE:
        return int(own)
    return int(rooms.joint[own, rooms.lane_calendars[rooms.machines + person]])


@compiled_bare
def lane_fit(rooms: Rooms, lanes: Lanes, lane: int, family: int, ready: int, minutes: int) -> tuple[int, int]:
    """Clock minute of the earliest start from ``ready`` on in a gap of the lane, and of the gap's end; NEVER:
    none."""
    calendar = rooms.lane_calendars[lane]
    start, high = first_fit(rooms, lanes, lane, family, worked(rooms.calendars, calendar, ready), minutes)
    if start == NONE:
        return NEVER, NEVER
    return start_of(rooms.calendars, calendar, start), end_of(rooms.calendars, calendar, high)


@compiled_bare
def common_gap(
    rooms: Rooms, lanes: Lanes, machine: int, person: int, family: int, ready: int, minutes: int
) -> tuple[int, int]:
    """From when on both lanes have a gap, and until when; each gap alone is long enough. NEVER: none."""
    start, high = lane_fit(rooms, lanes, machine, family, ready, minutes)
    if person == NONE or start == NEVER:
        return start, high
    begin, end = lane_fit(rooms, lanes, rooms.machines + person, 0, start, minutes)
    return max(start, begin), min(high, end)


@compiled_bare
def fit(
    shop: Shop, work: Work, operation: int, machine: int, person: int, minutes: int, ready: int, latest: int
) -> tuple[int, int]:
    """The earliest [start, end) from ``ready`` on with this machine and person; NEVER: none, or none that ends at
    ``latest`` or before."""
    rooms, family = shop.rooms, work.families[operation]
    joint = joint_calendar(rooms, machine, person)
    while True:
        low, high = common_gap(rooms, shop.lanes, machine, person, family, ready, minutes)
        if low == NEVER or low + minutes > latest:
            return NEVER, NEVER
        done = worked(rooms.calendars, joint, low)
        if low >= high or worked(rooms.calendars, joint, high) - done < minutes:
            ready = max(low, high)  # a gap is over before it is long enough: go on where something changes
            continue
        start, end = start_of(rooms.calendars, joint, done), end_of(rooms.calendars, joint, done + minutes)
        ready = all_free_from(shop.tools, work, operation, start, end)
        if ready == start:
            return start, end
        if ready == NEVER:
            return NEVER, NEVER


@compiled_bare
def ready_here(rooms: Rooms, machine: int, person: int, minutes: int, ready: int, end_from: int) -> int:
    """From when on an operation may start that must not end before ``end_from``."""
    if end_from == EVER:
        return ready
    joint = joint_calendar(rooms, machine, person)
    return max(ready, start_for_end(rooms.calendars, joint, end_from, minutes))


@compiled_bare
def try_person(
    shop: Shop,
    work: Work,
    operation: int,
    best: Slot,
    machine: int,
    person: int,
    minutes: int,
    ready: int,
    end_from: int,
) -> Slot:
    """``best``, or the slot with this machine and person when it ends earlier, or as early with less work, and
    begins when it has to."""
    ready = ready_here(shop.rooms, machine, person, minutes, ready, end_from)
    start, end = fit(shop, work, operation, machine, person, minutes, ready, best.end)
    given = work.given_starts[operation]
    if given not in (EVER, start):
        return best
    if end < best.end or (end == best.end and end != NEVER and minutes < best.minutes):
        return Slot(start, end, minutes, machine, person)
    return best


@compiled_bare
def try_pool(
    shop: Shop,
    work: Work,
    operation: int,
    best: Slot,
    machine: int,
    pool: int,
    minutes: int,
    ready: int,
    end_from: int,
) -> Slot:
    """``try_person`` for everybody of a pool whom the pin allows."""
    low, _ = lane_fit(shop.rooms, shop.lanes, machine, work.families[operation], ready, minutes)
    if low == NEVER or low + minutes > best.end:
        return best  # no person can make the machine faster than it is alone
    for at in range(work.pool_offsets[pool], work.pool_offsets[pool + 1]):
        person, pin = work.pool_people[at], work.pinned_people[operation]
        if pin in (ANYBODY, person):
            best = try_person(shop, work, operation, best, machine, person, minutes, low, end_from)
    return best


@compiled_bare
def best_slot(shop: Shop, work: Work, operation: int, ready: int, end_from: int) -> Slot:
    """The slot that ends first, of equals the one with less work, then the alternative and person named first."""
    best, pin = no_slot(), work.pinned_machines[operation]
    for at in range(work.alternative_offsets[operation], work.alternative_offsets[operation + 1]):
        machine, pool = work.alternative_machines[at], work.alternative_pools[at]
        minutes = work.remaining[operation] or work.alternative_minutes[at]
        if pin not in (NONE, machine):
            continue
        if pool != NONE:
            best = try_pool(shop, work, operation, best, machine, pool, minutes, ready, end_from)
        elif work.pinned_people[operation] < 0:
            best = try_person(shop, work, operation, best, machine, NONE, minutes, ready, end_from)
    return best


@compiled_bare
def take(shop: Shop, work: Work, placed: Placed, operation: int, slot: Slot) -> None:
    """Put an operation into its slot."""
    rooms, family = shop.rooms, work.families[operation]
    lane, calendar = slot.machine, rooms.lane_calendars[slot.machine]
    start, end = worked(rooms.calendars, calendar, slot.start), worked(rooms.calendars, calendar, slot.end)
    put(shop.lanes, lane, start, end, family, operation)
    if slot.person != NONE:
        lane = rooms.machines + slot.person
        calendar = rooms.lane_calendars[lane]
        start = worked(rooms.calendars, calendar, slot.start)
        put(shop.lanes, lane, start, worked(rooms.calendars, calendar, slot.end), 0, operation)
    use_all(shop.tools, work, operation, 1, slot.start, slot.end)
    placed.starts[operation], placed.ends[operation] = slot.start, slot.end
    placed.machines[operation], placed.people[operation] = slot.machine, slot.person


@compiled_bare
def release(shop: Shop, work: Work, placed: Placed, operation: int) -> None:
    """Take an operation out of its slot."""
    rooms, machine, person = shop.rooms, placed.machines[operation], placed.people[operation]
    start = placed.starts[operation]
    drop(shop.lanes, machine, worked(rooms.calendars, rooms.lane_calendars[machine], start))
    if person != NONE:
        lane = rooms.machines + person
        drop(shop.lanes, lane, worked(rooms.calendars, rooms.lane_calendars[lane], start))
    use_all(shop.tools, work, operation, -1, start, placed.ends[operation])
    placed.machines[operation] = NONE
