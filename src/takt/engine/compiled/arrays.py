"""What the kernels read and write: named tuples of flat int64 arrays, no objects.

A *lane* is the timeline of one machine (0 .. machines - 1) or person (machines + index), counted in the working
minutes of its own calendar: an operation that rests over night is one piece there, and fits exactly where the
gap is long enough. Clock minutes are translated at the border (``clock``).
"""

from typing import NamedTuple

from takt.engine.intervals import LIMIT, IntArray

#: Entries of a lane that share one bound on the gaps before them.
BLOCK = 64
#: No minute, no operation, no place.
NONE = -1
#: Later than any minute.
NEVER = LIMIT * 4
#: Earlier than any minute.
EVER = -LIMIT - 1
#: In ``Work.pinned_people``: whoever is best.
ANYBODY = -2


class Calendars(NamedTuple):
    """Calendar ``c`` opens at ``opens[k]`` until ``closes[k]`` for each ``k`` from ``offsets[c]`` up to
    ``offsets[c + 1]``; ``before[k]`` minutes were open before."""

    offsets: IntArray
    opens: IntArray
    closes: IntArray
    before: IntArray
    totals: IntArray


class Rooms(NamedTuple):
    """What never changes while operations are placed: calendars by lane and pair, and set-up minutes."""

    calendars: Calendars
    machines: int
    lane_calendars: IntArray
    joint: IntArray  # [calendar of the machine, calendar of the person]
    groups: IntArray  # by lane: set-up group, -1 none
    first_families: IntArray  # by lane
    setups: IntArray  # [group, before, after]


class Lanes(NamedTuple):
    """What is on the lanes: entry ``offsets[lane] + i``, i < ``counts[lane]``, in order. ``operations``: index of
    the operation, or -1 - (index of the occupied slot). ``widest``: a bound on the gaps before the entries of a
    block of BLOCK."""

    offsets: IntArray
    counts: IntArray
    starts: IntArray
    ends: IntArray
    families: IntArray
    operations: IntArray
    block_offsets: IntArray
    widest: IntArray


class Tools(NamedTuple):
    """Steps of use: ``used[k]`` units from ``times[k]`` until ``times[k + 1]``, for ``k`` from ``offsets[tool]``,
    ``counts[tool]`` of them; the first step begins before any minute."""

    offsets: IntArray
    counts: IntArray
    times: IntArray
    used: IntArray
    capacities: IntArray


class Shop(NamedTuple):
    """The shop as it stands."""

    rooms: Rooms
    lanes: Lanes
    tools: Tools


class Work(NamedTuple):
    """What is to be placed. See ``problem.Problem``; predecessors and successors are listed by operation."""

    jobs: IntArray
    releases: IntArray
    alternative_offsets: IntArray
    alternative_machines: IntArray
    alternative_minutes: IntArray
    alternative_pools: IntArray
    pool_offsets: IntArray
    pool_people: IntArray
    families: IntArray
    need_offsets: IntArray
    need_tools: IntArray
    need_units: IntArray
    before_offsets: IntArray
    before: IntArray
    before_lags: IntArray
    before_transfers: IntArray
    after_offsets: IntArray
    after: IntArray
    after_lags: IntArray
    after_transfers: IntArray
    pinned_machines: IntArray
    pinned_people: IntArray
    given_starts: IntArray  # EVER: free
    remaining: IntArray  # 0: not in progress
    ends_from: IntArray  # what lies outside this work: no end before, EVER when free
    starts_until: IntArray  # no start after, NEVER when free
    ends_until: IntArray  # no end after, NEVER when free


class Placed(NamedTuple):
    """Where each operation is: ``machines`` NONE while it is nowhere."""

    starts: IntArray
    ends: IntArray
    machines: IntArray
    people: IntArray


class Slot(NamedTuple):
    """A place for one operation; ``end`` NEVER: there is none."""

    start: int
    end: int
    minutes: int
    machine: int
    person: int
