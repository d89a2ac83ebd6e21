"""What the jobs' ends cost, kept up to date job by job."""

from typing import NamedTuple

import numpy as np

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.sequences import Sequences
from takt.engine.shop.shop import Arrays, Ints

COST, LATE, LOGGED = 0, 1, 2


class Lateness(NamedTuple):
    """What the jobs' ends cost."""

    cost: Ints  #: of each job: weight x minutes late
    late: Ints  #: the late jobs, in no order
    seat: Ints  #: of each job among the late ones, -1 in time
    logged: Ints  #: operations whose start the last move changed
    was: Ints  #: their start before
    picked: Ints  #: the move: operation, machine, minutes, before
    counters: Ints  #: total cost, number of late jobs, number logged


def empty_lateness(jobs: int, operations: int) -> Lateness:
    """Nothing is late yet."""
    return Lateness(
        np.zeros(jobs, np.int64),
        np.zeros(jobs, np.int64),
        np.full(jobs, -1),
        np.zeros(operations + 1, np.int64),
        np.zeros(operations + 1, np.int64),
        np.zeros(4, np.int64),
        np.zeros(3, np.int64),
    )


@compiled_bare
def count_lateness(shop: Arrays, plan: Sequences, lateness: Lateness) -> int:
    """Price every job anew. Returns the total."""
    lateness.counters[COST] = lateness.counters[LATE] = 0
    for job in range(len(lateness.cost)):
        lateness.cost[job], lateness.seat[job] = 0, -1
    for job in range(len(lateness.cost)):
        price(shop, plan, lateness, job)
    return int(lateness.counters[COST])


@inlined
def price(shop: Arrays, plan: Sequences, lateness: Lateness, job: int) -> None:
    """Bring one job's cost up to date."""
    last = shop.first_operation[job + 1] - 1
    cost = shop.weight[job] * max(0, plan.start[last] + plan.minutes[last] - shop.due[job])
    before = lateness.cost[job]
    if cost == before:
        return
    lateness.cost[job] = cost
    lateness.counters[COST] += cost - before
    if before == 0:
        seat = lateness.counters[LATE]
        lateness.late[seat], lateness.seat[job] = job, seat
        lateness.counters[LATE] = seat + 1
    elif cost == 0:
        lateness.counters[LATE] -= 1
        seat, other = lateness.seat[job], lateness.late[lateness.counters[LATE]]
        lateness.late[seat], lateness.seat[other], lateness.seat[job] = other, seat, -1


@inlined
def restart(shop: Arrays, plan: Sequences, lateness: Lateness, operation: int, start: int) -> None:
    """Give an operation another start; its job's price follows when it is the last."""
    plan.start[operation] = start
    if shop.following[operation] >= len(plan.order):
        price(shop, plan, lateness, shop.job[operation])
