"""Just in time: a schedule that keeps its order and its machines, with everything as late as due dates allow."""

from takt.engine.compiled import compiled_bare
from takt.engine.compiled.arrays import EVER, NONE, Placed, Shop, Work
from takt.engine.compiled.capacity import all_free_until, use_all
from takt.engine.compiled.clock import end_of, start_of, worked
from takt.engine.compiled.lanes import limits, place_after, widen
from takt.engine.compiled.slots import joint_calendar
from takt.engine.intervals import IntArray


@compiled_bare
def latest_end_here(shop: Shop, lane: int, family: int, start: int) -> int:
    """Until when the operation that begins at ``start`` could last before what follows it on the lane."""
    rooms = shop.rooms
    calendar = rooms.lane_calendars[lane]
    at = place_after(shop.lanes, lane, worked(rooms.calendars, calendar, start)) + 1
    _, high = limits(rooms, shop.lanes, lane, at, family)
    return end_of(rooms.calendars, calendar, high)


@compiled_bare
def shift_lane(shop: Shop, lane: int, old_start: int, start: int, end: int) -> None:
    """Move the entry that begins at ``old_start`` within its gap."""
    rooms, lanes = shop.rooms, shop.lanes
    calendar = rooms.lane_calendars[lane]
    at = place_after(lanes, lane, worked(rooms.calendars, calendar, old_start))
    entry = lanes.offsets[lane] + at
    lanes.starts[entry] = worked(rooms.calendars, calendar, start)
    lanes.ends[entry] = worked(rooms.calendars, calendar, end)
    widen(lanes, lane, at)


@compiled_bare
def latest_end(shop: Shop, work: Work, placed: Placed, operation: int, cap: int) -> int:
    """The latest end that the job's cap, the successors and the lanes allow."""
    end, start = cap, placed.starts[operation]
    for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
        after, lag = work.after[edge], work.after_lags[edge]
        until = placed.starts[after] if work.after_transfers[edge] < 0 else placed.ends[after]
        end = min(end, until - lag)
    machine, person = placed.machines[operation], placed.people[operation]
    end = min(end, latest_end_here(shop, machine, work.families[operation], start))
    if person != NONE:
        end = min(end, latest_end_here(shop, shop.rooms.machines + person, 0, start))
    return int(end)


@compiled_bare
def latest_span(
    shop: Shop, work: Work, placed: Placed, operation: int, end: int, minutes: int
) -> tuple[int, int]:
    """The latest [start, end) of so much work that ends by ``end``, and begins in time for what overlaps it."""
    calendars = shop.rooms.calendars
    joint = joint_calendar(shop.rooms, placed.machines[operation], placed.people[operation])
    done = worked(calendars, joint, end) - minutes
    for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
        if work.after_transfers[edge] >= 0:
            start = placed.starts[work.after[edge]] - work.after_transfers[edge]
            done = min(done, worked(calendars, joint, start + 1) - 1)
    done = max(done, worked(calendars, joint, placed.starts[operation]))
    return start_of(calendars, joint, done), end_of(calendars, joint, done + minutes)


@compiled_bare
def delay(shop: Shop, work: Work, placed: Placed, operation: int, cap: int) -> None:
    """Move one operation as late as it can go; never earlier than it is."""
    rooms, old, until = shop.rooms, placed.starts[operation], placed.ends[operation]
    machine, person = placed.machines[operation], placed.people[operation]
    joint = joint_calendar(rooms, machine, person)
    minutes = worked(rooms.calendars, joint, until) - worked(rooms.calendars, joint, old)
    end = latest_end(shop, work, placed, operation, cap)
    use_all(shop.tools, work, operation, -1, old, until)
    start, finish = latest_span(shop, work, placed, operation, end, minutes)
    allowed = all_free_until(shop.tools, work, operation, start, finish)
    while allowed < finish and start > old:
        start, finish = latest_span(shop, work, placed, operation, allowed, minutes)
        allowed = all_free_until(shop.tools, work, operation, start, finish)
    use_all(shop.tools, work, operation, 1, start, finish)
    if start > old:
        shift_lane(shop, machine, old, start, finish)
        if person != NONE:
            shift_lane(shop, rooms.machines + person, old, start, finish)
        placed.starts[operation], placed.ends[operation] = start, finish


@compiled_bare
def delay_all(shop: Shop, work: Work, placed: Placed, order: IntArray, caps: IntArray) -> None:
    """``delay`` for every operation that is free, in ``order`` (by falling start, successors first); no job ends
    after ``caps`` (per job)."""
    for operation in order:
        if work.given_starts[operation] == EVER and not work.remaining[operation]:
            delay(shop, work, placed, operation, caps[work.jobs[operation]])
