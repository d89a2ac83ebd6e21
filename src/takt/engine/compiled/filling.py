"""Flat lists by owner, and lanes with what is adopted already."""

import numpy as np

from takt.engine.compiled import compiled
from takt.engine.compiled.arrays import BLOCK, Lanes, Rooms
from takt.engine.compiled.clock import worked
from takt.engine.compiled.lanes import tightened
from takt.engine.intervals import IntArray


@compiled
def listed(owners: IntArray, count: int) -> tuple[IntArray, IntArray]:
    """Rows by owner: owner ``o`` has ``rows[offsets[o] : offsets[o + 1]]``, ascending."""
    offsets, rows = np.zeros(count + 1, np.int64), np.empty(owners.size, np.int64)
    for owner in owners:
        offsets[owner + 1] += 1
    for owner in range(count):
        offsets[owner + 1] += offsets[owner]
    free = offsets.copy()
    for row in range(owners.size):
        rows[free[owners[row]]] = row
        free[owners[row]] += 1
    return offsets, rows


@compiled
def occupy(
    rooms: Rooms, lanes: Lanes, offsets: IntArray, starts: IntArray, ends: IntArray, families: IntArray
) -> None:
    """Fill empty lanes with occupied slots: lane ``l`` has those from ``offsets[l]`` up to ``offsets[l + 1]``, in
    order."""
    for lane in range(lanes.counts.size):
        calendar, first = rooms.lane_calendars[lane], lanes.offsets[lane]
        for slot in range(offsets[lane], offsets[lane + 1]):
            entry = first + slot - offsets[lane]
            lanes.starts[entry] = worked(rooms.calendars, calendar, starts[slot])
            lanes.ends[entry] = worked(rooms.calendars, calendar, ends[slot])
            lanes.families[entry] = families[slot]
            lanes.operations[entry] = -1 - (slot - offsets[lane])
        lanes.counts[lane] = offsets[lane + 1] - offsets[lane]
        for at in range(0, lanes.counts[lane], BLOCK):
            tightened(lanes, lane, at)
