"""Gaps of a lane: found, taken, given back. All minutes here are working minutes of the lane's own calendar."""

from takt.engine.compiled import compiled_bare
from takt.engine.compiled.arrays import BLOCK, NONE, Lanes, Rooms


@compiled_bare
def setup_minutes(rooms: Rooms, lane: int, before: int, after: int) -> int:
    """Set-up between two families on a lane."""
    group = rooms.groups[lane]
    return 0 if group < 0 else int(rooms.setups[group, before, after])


@compiled_bare
def place_after(lanes: Lanes, lane: int, minute: int) -> int:
    """Index of the first entry that ends after ``minute``; the number of entries when none does."""
    first = lanes.offsets[lane]
    low, high = first, first + lanes.counts[lane]
    while low < high:
        middle = (low + high) // 2
        if lanes.ends[middle] <= minute:
            low = middle + 1
        else:
            high = middle
    return int(low - first)


@compiled_bare
def gap_before(lanes: Lanes, lane: int, at: int) -> int:
    """Free minutes before entry ``at``."""
    entry = lanes.offsets[lane] + at
    return int(lanes.starts[entry] - (lanes.ends[entry - 1] if at else 0))


@compiled_bare
def tightened(lanes: Lanes, lane: int, at: int) -> int:
    """The widest gap before an entry of the block that begins with entry ``at``, now known exactly."""
    widest = 0
    for each in range(at, min(at + BLOCK, lanes.counts[lane])):
        widest = max(widest, gap_before(lanes, lane, each))
    lanes.widest[lanes.block_offsets[lane] + at // BLOCK] = widest
    return widest


@compiled_bare
def limits(rooms: Rooms, lanes: Lanes, lane: int, at: int, family: int) -> tuple[int, int]:
    """Between which minutes an operation of ``family`` may lie before entry ``at``, set-ups done."""
    entry = lanes.offsets[lane] + at
    if at:
        low = lanes.ends[entry - 1] + setup_minutes(rooms, lane, lanes.families[entry - 1], family)
    else:
        low = setup_minutes(rooms, lane, rooms.first_families[lane], family)
    if at < lanes.counts[lane]:
        high = lanes.starts[entry] - setup_minutes(rooms, lane, family, lanes.families[entry])
    else:
        high = rooms.calendars.totals[rooms.lane_calendars[lane]]
    return int(low), int(high)


@compiled_bare
def first_fit(
    rooms: Rooms, lanes: Lanes, lane: int, family: int, earliest: int, minutes: int
) -> tuple[int, int]:
    """The earliest start from ``earliest`` on where ``minutes`` fit, and until when they may last; NONE, NONE:
    nowhere."""
    at, count = place_after(lanes, lane, earliest), lanes.counts[lane]
    while at <= count:
        if at % BLOCK == 0 and at < count:
            bound = lanes.widest[lanes.block_offsets[lane] + at // BLOCK]
            if bound < minutes or tightened(lanes, lane, at) < minutes:
                at = min(at + BLOCK, count)
                continue
        low, high = limits(rooms, lanes, lane, at, family)
        start = max(low, earliest)
        if high - start >= minutes:
            return start, high
        at += 1
    return NONE, NONE


@compiled_bare
def widen(lanes: Lanes, lane: int, at: int) -> None:
    """Make sure that the bound of entry ``at``'s block covers the gap before it."""
    block = lanes.block_offsets[lane] + at // BLOCK
    lanes.widest[block] = max(lanes.widest[block], gap_before(lanes, lane, at))


@compiled_bare
def put(lanes: Lanes, lane: int, start: int, end: int, family: int, operation: int) -> None:
    """Insert [start, end), which must be free."""
    at, count = place_after(lanes, lane, start), lanes.counts[lane]
    first = lanes.offsets[lane]
    for entry in range(first + count, first + at, -1):
        lanes.starts[entry] = lanes.starts[entry - 1]
        lanes.ends[entry] = lanes.ends[entry - 1]
        lanes.families[entry] = lanes.families[entry - 1]
        lanes.operations[entry] = lanes.operations[entry - 1]
    entry = first + at
    lanes.starts[entry], lanes.ends[entry] = start, end
    lanes.families[entry], lanes.operations[entry] = family, operation
    lanes.counts[lane] = count + 1
    if count % BLOCK == 0:
        lanes.widest[lanes.block_offsets[lane] + count // BLOCK] = 0
    widen(lanes, lane, at)
    for moved in range((at // BLOCK + 1) * BLOCK, count + 1, BLOCK):
        widen(lanes, lane, moved)


@compiled_bare
def drop(lanes: Lanes, lane: int, start: int) -> None:
    """Remove the entry that begins at ``start`` and has minutes of its own."""
    at, last = place_after(lanes, lane, start), lanes.counts[lane] - 1
    first = lanes.offsets[lane]
    for entry in range(first + at, first + last):
        lanes.starts[entry] = lanes.starts[entry + 1]
        lanes.ends[entry] = lanes.ends[entry + 1]
        lanes.families[entry] = lanes.families[entry + 1]
        lanes.operations[entry] = lanes.operations[entry + 1]
    lanes.counts[lane] = last
    if at < last:
        widen(lanes, lane, at)
    for moved in range((at // BLOCK + 1) * BLOCK - 1, last, BLOCK):
        widen(lanes, lane, moved)
