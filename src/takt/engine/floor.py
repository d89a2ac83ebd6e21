"""A Problem prepared for the kernels: the shop with its calendars and adopted slots, and the work to place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from takt.engine.calendars import Catalogue
from takt.engine.compiled.arrays import BLOCK, EVER, NONE, Lanes, Placed, Rooms, Shop, Tools, Work
from takt.engine.compiled.filling import occupy
from takt.engine.intervals import LIMIT, IntArray, Intervals
from takt.engine.problem import Problem, Resource, families_of
from takt.engine.workload import given_of, work_of

#: Somebody who works with it has the minutes of the other.
ALWAYS = Intervals.of([(-LIMIT, LIMIT)], "always")


@dataclass(slots=True)
class Floor:
    """``shop`` as it is before anything is placed; ``given``: operations that must be where they must be, in
    the order in which to place them."""

    problem: Problem
    shop: Shop
    work: Work
    given: IntArray
    catalogue: Catalogue

    def emptied(self) -> Shop:
        """A shop of its own to place operations in."""
        return copy_of(self.shop)

    def nowhere(self) -> Placed:
        """Every operation without a place."""
        return nowhere(self.problem.operations)


def floor_of(problem: Problem, room: int = 0) -> Floor:
    """Prepare a problem; every lane has room for ``room`` entries more than the problem's operations need."""
    catalogue = Catalogue()
    rooms = _rooms(problem, catalogue)
    lanes = _lanes(problem, rooms, _users(problem) + room)
    shop = Shop(rooms, lanes, _tools(problem, room))
    return Floor(problem, shop, work_of(problem), given_of(problem), catalogue)


def only_work(problem: Problem, floor: Floor) -> Floor:
    """More work for the shop of ``floor``, whose machines, people, tools and set-ups the problem has."""
    return Floor(problem, floor.shop, work_of(problem), given_of(problem), floor.catalogue)


def with_pairs_of(floor: Floor, problem: Problem) -> Shop:
    """The shop of ``floor`` with the calendars of all pairs of machine and person that ``problem`` can ask for."""
    rooms, known = floor.shop.rooms, len(floor.catalogue)
    missing = [pair for pair in _pairs(problem, rooms.lane_calendars, known) if rooms.joint[pair] == NONE]
    if not missing:
        return floor.shop
    joint = rooms.joint.copy()
    for pair in missing:
        joint[pair] = floor.catalogue.both(*pair)
    return floor.shop._replace(rooms=rooms._replace(joint=joint, calendars=floor.catalogue.arrays()))


def nowhere(operations: int) -> Placed:
    """So many operations without a place."""
    zeros = np.zeros((2, operations), np.int64)
    return Placed(zeros[0].copy(), zeros[1].copy(), np.full(operations, NONE), np.full(operations, NONE))


def copy_of(shop: Shop) -> Shop:
    """The same shop, to be changed apart."""
    lanes = Lanes(*(np.copy(array) for array in shop.lanes))
    return Shop(shop.rooms, lanes, Tools(*(np.copy(array) for array in shop.tools)))


def _rooms(problem: Problem, catalogue: Catalogue) -> Rooms:
    everybody = (*problem.machines, *problem.people)
    numbers = np.array([catalogue.number(each.open) for each in everybody], np.int64)
    always = catalogue.number(ALWAYS)
    size = len(catalogue)
    joint = np.full((size, size), NONE)
    for pair in _pairs(problem, numbers, size):
        joint[pair] = catalogue.both(*pair)
    joint[always] = joint[:, always] = np.arange(size)
    groups = [*(machine.setup_group for machine in problem.machines), *(NONE for _ in problem.people)]
    return Rooms(
        catalogue.arrays(),
        len(problem.machines),
        numbers,
        joint,
        np.array(groups, np.int64),
        np.array([each.family for each in everybody], np.int64),
        np.array(problem.setups),
    )


def _pairs(problem: Problem, numbers: IntArray, size: int) -> list[tuple[int, int]]:
    """The calendars of machine and person that meet in some alternative."""
    asked = np.zeros((size, len(problem.pools)), np.bool_)
    rows = problem.alternative_pools >= 0
    asked[numbers[problem.alternative_machines[rows]], problem.alternative_pools[rows]] = True
    return sorted(
        {
            (own, int(numbers[len(problem.machines) + person]))
            for own, pool in np.argwhere(asked).tolist()
            for person in problem.pools[pool]
        }
    )


def _users(problem: Problem) -> IntArray:
    """How many entries operations can add to each lane, at most."""
    machines = np.bincount(problem.alternative_machines, minlength=len(problem.machines))
    by_pool = np.bincount(problem.alternative_pools + 1, minlength=len(problem.pools) + 1)[1:]
    people = np.zeros(len(problem.people), np.int64)
    for pool, count in zip(problem.pools, by_pool.tolist(), strict=True):
        people[list(pool)] += count
    users: IntArray = np.minimum(np.concatenate([machines, people]), problem.operations)
    return users


def _lanes(problem: Problem, rooms: Rooms, users: IntArray) -> Lanes:
    everybody: Sequence[Resource] = (*problem.machines, *problem.people)
    sizes = np.array([len(each.occupied) for each in everybody], np.int64)
    room = sizes + users
    offsets = np.concatenate([[0], np.cumsum(room)])
    blocks = np.concatenate([[0], np.cumsum(room // BLOCK + 1)])
    starts, ends, families, operations = (np.zeros(int(offsets[-1]), np.int64) for _ in range(4))
    counts, widest = np.zeros(sizes.size, np.int64), np.zeros(int(blocks[-1]), np.int64)
    lanes = Lanes(offsets, counts, starts, ends, families, operations, blocks, widest)
    nothing = np.empty(0, np.int64)
    occupy(
        rooms,
        lanes,
        np.concatenate([[0], np.cumsum(sizes)]),
        np.concatenate([nothing, *(each.occupied.starts for each in everybody)]),
        np.concatenate([nothing, *(each.occupied.ends for each in everybody)]),
        np.concatenate([nothing, *(families_of(each) for each in everybody)]),
    )
    return lanes


def _tools(problem: Problem, room: int) -> Tools:
    wanted = np.bincount(problem.need_tools, minlength=len(problem.tools)) + room
    profiles = [_profile(tool.starts, tool.ends, tool.units) for tool in problem.tools]
    sizes = np.array([times.size for times, _ in profiles], np.int64)
    offsets = np.concatenate([[0], np.cumsum(sizes + 2 * wanted + 2)])
    times, used = np.zeros(int(offsets[-1]), np.int64), np.zeros(int(offsets[-1]), np.int64)
    for at, (when, units) in enumerate(profiles):
        times[offsets[at] : offsets[at] + when.size] = when
        used[offsets[at] : offsets[at] + when.size] = units
    return Tools(offsets, sizes, times, used, np.array([tool.capacity for tool in problem.tools], np.int64))


def _profile(starts: IntArray, ends: IntArray, units: IntArray) -> tuple[IntArray, IntArray]:
    """The steps of use of what is taken already."""
    times, place = np.unique(np.concatenate([starts, ends]), return_inverse=True)
    change = np.zeros(times.size, np.int64)
    np.add.at(change, place, np.concatenate([units, -units]))
    return np.concatenate([[EVER * 2], times]), np.concatenate([[0], np.cumsum(change)])
