"""Who runs where and after whom: the machines' sequences, the start and the tail of every operation, kept exact.

``order`` is a topological order of all operations (job and machine neighbours). A move changes a few links, then the
window of the order that it contradicts, then the starts behind it and the tails before it: what did not change is not
looked at, so that a move costs by what it changes and not by the size of the shop.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.shop import Arrays, Ints
from takt.engine.shop.waiting import changeover


class Sequences(NamedTuple):
    """A schedule as sequences. ``operations`` stands for nobody; its start, minutes and tail are 0."""

    machine: Ints
    minutes: Ints
    before: Ints  #: on the machine
    after: Ints  #: on the machine
    first: Ints  #: of each machine
    last: Ints  #: of each machine, while they are lined up
    start: Ints
    tail: Ints  #: minutes that must pass between an operation's end and the makespan
    order: Ints
    place: Ints  #: in the order
    marks: npt.NDArray[np.uint64]  #: places to look at, as bits
    reached: npt.NDArray[np.bool_]
    window: Ints  #: scratch
    bounds: Ints  #: the places between which a search may change anything; starts and tails beyond them wait


class Lineup(NamedTuple):
    """A schedule to come back to: who runs where, and a topological order; the rest follows."""

    machine: Ints
    minutes: Ints
    order: Ints


def empty_lineup(operations: int) -> Lineup:
    """Room for one."""
    return Lineup(*(np.zeros(operations, np.int64) for _ in range(3)))


def empty_sequences(shop: Arrays) -> Sequences:
    """Nobody anywhere yet."""
    operations = len(shop.job) - 1
    return Sequences(
        machine=np.zeros(operations + 1, np.int64),
        minutes=np.zeros(operations + 1, np.int64),
        before=np.full(operations + 1, operations),
        after=np.full(operations + 1, operations),
        first=np.full(shop.machines, operations),
        last=np.full(shop.machines, operations),
        start=np.zeros(operations + 1, np.int64),
        tail=np.zeros(operations + 1, np.int64),
        order=np.arange(operations),
        place=np.append(np.arange(operations), -1),
        marks=np.zeros(operations // 64 + 1, np.uint64),
        reached=np.zeros(operations + 1, np.bool_),
        window=np.zeros(operations + 1, np.int64),
        bounds=np.array([0, operations]),
    )


@compiled_bare
def line_up(shop: Arrays, plan: Sequences, lineup: Lineup) -> int:
    """Line operations up on their machines in a topological order. Returns the makespan."""
    machines, minutes, order = lineup.machine, lineup.minutes, lineup.order
    nobody = len(order)
    for machine in range(shop.machines):
        plan.first[machine] = plan.last[machine] = nobody
    for place in range(nobody):
        operation = order[place]
        machine = machines[operation]
        before = plan.last[machine]
        plan.machine[operation], plan.minutes[operation] = machine, minutes[operation]
        plan.order[place], plan.place[operation] = operation, place
        plan.before[operation], plan.after[operation] = before, nobody
        if before == nobody:
            plan.first[machine] = operation
        else:
            plan.after[before] = operation
        plan.last[machine] = operation
    return time_all(shop, plan)


@compiled_bare
def keep(plan: Sequences, lineup: Lineup) -> None:
    """Write what stands within the bounds down, to come back to it."""
    for place in range(plan.bounds[0], plan.bounds[1]):
        operation = plan.order[place]
        lineup.order[place] = operation
        lineup.machine[operation], lineup.minutes[operation] = (
            plan.machine[operation],
            plan.minutes[operation],
        )


@compiled_bare
def time_all(shop: Arrays, plan: Sequences) -> int:
    """Every start and tail anew. Returns the makespan."""
    for operation in plan.order:
        plan.start[operation] = start_of(shop, plan, operation)
    for place in range(len(plan.order) - 1, -1, -1):
        operation = plan.order[place]
        plan.tail[operation] = tail_of(shop, plan, operation)
    return makespan_of(shop, plan)


@inlined
def start_of(shop: Arrays, plan: Sequences, operation: int) -> int:
    """The first minute after its job's and its machine's earlier operation (and its release)."""
    before, previous = plan.before[operation], shop.previous[operation]
    free = (
        plan.start[before]
        + plan.minutes[before]
        + changeover(shop, plan.machine[operation], before, operation)
    )
    return int(max(shop.release[operation], plan.start[previous] + plan.minutes[previous], free))


@inlined
def tail_of(shop: Arrays, plan: Sequences, operation: int) -> int:
    """Minutes of work that wait for its end, on the longest way."""
    after, following = plan.after[operation], shop.following[operation]
    behind = (
        plan.tail[after] + plan.minutes[after] + changeover(shop, plan.machine[operation], operation, after)
    )
    return int(max(plan.tail[following] + plan.minutes[following], behind))


@inlined
def makespan_of(shop: Arrays, plan: Sequences) -> int:
    """When the last job ends."""
    end = 0
    for job in range(1, len(shop.first_operation)):
        operation = shop.first_operation[job] - 1
        end = max(end, plan.start[operation] + plan.minutes[operation])
    return end


@compiled_bare
def longest_of(shop: Arrays, plan: Sequences) -> int:
    """The longest way through an operation within the bounds: the makespan, when they are open."""
    if plan.bounds[0] == 0 and plan.bounds[1] == len(plan.order):
        return makespan_of(shop, plan)
    longest = 0
    for place in range(plan.bounds[0], plan.bounds[1]):
        operation = plan.order[place]
        longest = max(longest, plan.start[operation] + plan.minutes[operation] + plan.tail[operation])
    return int(longest)
