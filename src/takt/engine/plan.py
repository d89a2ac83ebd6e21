"""A plan kept ready: what a promise, an explanation or a displacement looks at without rebuilding anything."""

from collections.abc import Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

from takt.engine.assemble import Job, Operation, Precedence, assemble
from takt.engine.compiled.arrays import NONE, Placed, Shop
from takt.engine.compiled.clock import worked
from takt.engine.compiled.lanes import place_after
from takt.engine.compiled.restoring import occupy_with
from takt.engine.floor import ALWAYS, Floor, floor_of, with_pairs_of
from takt.engine.intervals import LIMIT, NOTHING, IntArray, Intervals
from takt.engine.problem import NO_SETUP, Problem, Resource, Tool, families_of
from takt.engine.ranking import earliest_due_date
from takt.engine.schedule import Schedule

#: Operations that an order may have beyond what a lane has room for by itself.
ROOM = 512


class Plan:
    """A schedule that has passed the check, with the lanes of its machines and people prepared.

    Whoever looks at it through ``lanes`` holds ``lock``: a promise puts its operations on the lanes and takes
    them off again."""

    def __init__(self, problem: Problem, schedule: Schedule) -> None:
        self.problem, self.schedule = problem, schedule
        self.floor: Floor = floor_of(problem, ROOM)
        self.lock = Lock()
        self.placed = self.floor.nowhere()
        self.planned = Placed(*(np.array(column) for column in _columns(schedule)))
        by_start = np.argsort(schedule.starts, kind="stable")
        occupy_with(self.floor.shop, self.floor.work, self.placed, self.planned, by_start)
        #: The operations in the order in which they are placed.
        self.line = earliest_due_date(self.floor)

    @property
    def shop(self) -> Shop:
        """The lanes with everything on them."""
        return self.floor.shop

    @property
    def now(self) -> int:
        """The first minute of any machine's calendar: also what is lifted cannot begin in the past."""
        opens = (machine.open.starts[0] for machine in self.problem.machines if len(machine.open))
        return int(min(opens, default=LIMIT))

    @property
    def always(self) -> int:
        """The number of the calendar that is always open."""
        return self.floor.catalogue.number(ALWAYS)

    def entries(self, lane: int) -> tuple[IntArray, IntArray, IntArray]:
        """What is on a lane, in order: operations (-1 - index for adopted slots), clock starts and ends."""
        lanes = self.shop.lanes
        first = int(lanes.offsets[lane])
        rows = lanes.operations[first : first + int(lanes.counts[lane])].copy()
        return rows, *self.clock_of(lane, rows)

    def clock_of(self, lane: int, rows: IntArray) -> tuple[IntArray, IntArray]:
        """Clock starts and ends of entries of a lane."""
        taken = (*self.problem.machines, *self.problem.people)[lane].occupied
        starts = np.where(rows < 0, _taken(taken.starts, -1 - rows), _taken(self.schedule.starts, rows))
        ends = np.where(rows < 0, _taken(taken.ends, -1 - rows), _taken(self.schedule.ends, rows))
        return starts, ends

    def order(
        self, operations: Sequence[Operation], jobs: Sequence[Job], precedence: Sequence[Precedence] = ()
    ) -> Problem:
        """An order for this plan's machines and people, as a problem of its own; nothing of the plan is in it."""
        problem = self.problem
        return assemble(
            operations,
            jobs,
            problem.machines,
            problem.people,
            precedence,
            setups=problem.setups,
            tools=problem.tools,
            fence=problem.fence,
        )

    def know(self, order: Problem) -> None:
        """Prepare the calendars of machines and people that work together only in this order."""
        self.floor.shop = with_pairs_of(self.floor, order)

    def around(
        self, lane: int, start: int, end: int, without: npt.NDArray[np.bool_] | None = None
    ) -> tuple[Intervals, IntArray]:
        """What is on a lane in [start, end), and the nearest before and after, with families; ``without``: flags of
        operations to leave out."""
        lanes, rooms = self.shop.lanes, self.shop.rooms
        calendar, first = int(rooms.lane_calendars[lane]), int(lanes.offsets[lane])
        low = max(place_after(lanes, lane, worked(rooms.calendars, calendar, start)) - 1, 0)
        stop = place_after(lanes, lane, worked(rooms.calendars, calendar, end)) + 2
        high = min(stop, int(lanes.counts[lane]))
        rows = lanes.operations[first + low : first + high]
        families = lanes.families[first + low : first + high]
        if without is not None:
            stays = (rows < 0) | ~without[np.maximum(rows, 0)]
            rows, families = rows[stays], families[stays]
        starts, ends = self.clock_of(lane, rows)
        return Intervals(starts, ends, f"slots of lane {lane}"), families.copy()

    def surroundings(
        self, lanes: npt.NDArray[np.int64], start: int, end: int, without: npt.NDArray[np.bool_] | None = None
    ) -> tuple[tuple[Resource, ...], tuple[Resource, ...]]:
        """Machines and people with what is on those ``lanes`` in [start, end) as adopted slots; the others empty."""
        asked, resources = set(lanes.tolist()), []
        for lane, resource in enumerate((*self.problem.machines, *self.problem.people)):
            slots, families = NOTHING, families_of(Resource(resource.open))
            if lane in asked:
                slots, families = self.around(lane, start, end, without)
            group = resource.setup_group if lane < len(self.problem.machines) else NO_SETUP
            resources.append(Resource(resource.open, slots, group, resource.family, families))
        cut = len(self.problem.machines)
        return tuple(resources[:cut]), tuple(resources[cut:])

    def tools_without(self, without: npt.NDArray[np.bool_] | None = None) -> tuple[Tool, ...]:
        """Tools with what the plan takes of them."""
        problem, schedule = self.problem, self.schedule
        if not problem.need_tools.size:
            return problem.tools
        owners = np.repeat(np.arange(problem.operations), np.diff(problem.need_offsets))
        stays = np.ones(owners.size, np.bool_) if without is None else ~without[owners]
        found = []
        for number, tool in enumerate(problem.tools):
            mine = stays & (problem.need_tools == number)
            users = owners[mine]
            starts = np.concatenate([tool.starts, schedule.starts[users]])
            ends = np.concatenate([tool.ends, schedule.ends[users]])
            units = np.concatenate([tool.units, problem.need_units[mine]])
            found.append(Tool(tool.capacity, starts, ends, units))
        return tuple(found)


def _columns(schedule: Schedule) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    return schedule.starts, schedule.ends, schedule.machines, schedule.people


def _taken(column: IntArray, rows: IntArray) -> IntArray:
    """``column[rows]``, whatever for rows that are out of it."""
    if not column.size:
        return np.full(rows.size, NONE)
    taken: IntArray = column[np.clip(rows, 0, column.size - 1)]
    return taken
