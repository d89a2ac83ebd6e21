"""The floor while a list schedule fills it: who waits at which machine, and which machine is done first."""

from math import exp
from typing import NamedTuple

import numpy as np

from takt.engine.compiled import inlined
from takt.engine.shop.shop import Arrays, Ints

NEVER = 2**62
BY_KEY, BY_COST = 0, 1


class Urgency(NamedTuple):
    """Who goes first. ``BY_KEY``: the smallest key. ``BY_COST``: the apparent tardiness cost, weight per minute of
    work, fading over ``patience`` minutes while the key (the latest start that is in time) lies ahead."""

    rule: int
    key: Ints  #: of each operation
    weight: Ints  #: of each operation
    patience: float
    delay: float


class Floor(NamedTuple):
    """The floor while it fills. A machine's queue are the slots ``base[m]:base[m] + waiting[m]``: what a step reads
    stands side by side there."""

    free: Ints
    last: Ints
    base: Ints
    waiting: Ints
    entry: Ints  #: alternative in a slot
    slot: Ints  #: of an alternative
    ready: Ints  #: of a slot, as all below
    minutes: Ints
    key: Ints
    weight: Ints
    operation: Ints  #: of an alternative
    first_to_end: Ints  #: alternative of each machine
    ends: Ints  #: a tournament tree over the machines' earliest ends
    chosen: Ints  #: alternative of each operation, -1 before it is placed
    start: Ints
    order: Ints  #: operations as they were placed


def empty_floor(shop: Arrays) -> Floor:
    """Nothing placed yet."""
    operations, alternatives = len(shop.job) - 1, len(shop.alternative_machine)
    leaves = 1
    while leaves < shop.machines:
        leaves *= 2
    queued = np.bincount(shop.alternative_machine, minlength=shop.machines)
    entry, slot, ready, minutes, key, weight = (np.zeros(alternatives, np.int64) for _ in range(6))
    return Floor(
        free=np.zeros(shop.machines, np.int64),
        last=np.full(shop.machines, operations),
        base=np.concatenate([[0], np.cumsum(queued)]).astype(np.int64),
        waiting=np.zeros(shop.machines, np.int64),
        entry=entry,
        slot=slot,
        ready=ready,
        minutes=minutes,
        key=key,
        weight=weight,
        operation=np.repeat(np.arange(operations), np.diff(shop.first_alternative[:-1])),
        first_to_end=np.full(shop.machines, -1),
        ends=np.full(2 * leaves, NEVER),
        chosen=np.full(operations, -1),
        start=np.zeros(operations, np.int64),
        order=np.zeros(operations, np.int64),
    )


@inlined
def changeover(shop: Arrays, machine: int, before: int, after: int) -> int:
    """Minutes of set-up between two neighbours on a machine."""
    if shop.setup.size == 0 or before >= len(shop.job) - 1 or after >= len(shop.job) - 1:
        return 0
    return int(shop.setup[machine, before, after])


@inlined
def could_start(shop: Arrays, floor: Floor, machine: int, slot: int) -> int:
    """The first minute at which who waits in a slot can start, as the floor stands."""
    free = floor.free[machine]
    if shop.setup.size > 0:
        free += changeover(shop, machine, floor.last[machine], floor.operation[floor.entry[slot]])
    return int(max(free, floor.ready[slot]))


@inlined
def seat(floor: Floor, machine: int, end: int) -> None:
    """Set a machine's earliest end in the tournament."""
    node = len(floor.ends) // 2 + machine
    floor.ends[node] = end
    while node > 1:
        node //= 2
        floor.ends[node] = min(floor.ends[2 * node], floor.ends[2 * node + 1])


@inlined
def champion(floor: Floor) -> int:
    """The machine whose earliest end is the earliest of all."""
    node, leaves = 1, len(floor.ends) // 2
    while node < leaves:
        node = 2 * node if floor.ends[2 * node] == floor.ends[node] else 2 * node + 1
    return node - leaves


@inlined
def urgency_of(urgency: Urgency, floor: Floor, slot: int, minute: int) -> float:
    """The higher the sooner."""
    if urgency.rule == BY_KEY:
        return -float(floor.key[slot])
    wait = max(0, floor.key[slot] - minute) / urgency.patience
    return float(floor.weight[slot] / max(1, floor.minutes[slot]) * exp(-min(wait, 600.0)))
