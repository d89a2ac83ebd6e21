"""In which order operations are placed: by a key, never before a predecessor; and who competes with whom."""

import numpy as np

from takt.engine.compiled import compiled
from takt.engine.compiled.arrays import NONE, Work
from takt.engine.intervals import IntArray


@compiled
def topological(work: Work) -> IntArray:
    """Every operation before its successors; first come, first served."""
    operations = work.jobs.size
    waiting, order = np.empty(operations, np.int64), np.empty(operations, np.int64)
    count = 0
    for operation in range(operations):
        waiting[operation] = work.before_offsets[operation + 1] - work.before_offsets[operation]
        if waiting[operation] == 0:
            order[count] = operation
            count += 1
    for at in range(operations):
        operation = order[at]
        for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
            after = work.after[edge]
            waiting[after] -= 1
            if waiting[after] == 0:
                order[count] = after
                count += 1
    return order


@compiled
def spread(work: Work, order: IntArray, keys: IntArray) -> None:
    """Let every operation be as urgent as the most urgent one that waits for it."""
    for at in range(order.size - 1, -1, -1):
        operation = order[at]
        for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
            keys[operation] = min(keys[operation], keys[work.after[edge]])


@compiled
def shortest(work: Work, operation: int) -> int:
    """The fewest working minutes of an operation's alternatives."""
    fewest = work.alternative_minutes[work.alternative_offsets[operation]]
    for at in range(work.alternative_offsets[operation], work.alternative_offsets[operation + 1]):
        fewest = min(fewest, work.alternative_minutes[at])
    return int(fewest)


@compiled
def latest_starts(work: Work, order: IntArray, due: IntArray) -> IntArray:
    """Per operation the minute at which it should start so that nothing is late, were all machines free and always
    open."""
    latest = np.empty(order.size, np.int64)
    for at in range(order.size - 1, -1, -1):
        operation = order[at]
        minutes = shortest(work, operation)
        start = due[work.jobs[operation]] - minutes
        for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
            after, lag, transfer = work.after[edge], work.after_lags[edge], work.after_transfers[edge]
            if transfer < 0:
                start = min(start, latest[after] - lag - minutes)
            else:
                start = min(start, latest[after] - transfer)
        latest[operation] = start
    return latest


@compiled
def alike(work: Work, one: int, other: int) -> bool:
    """Whether two operations have the same choice of machines and people."""
    first, second = work.alternative_offsets[one], work.alternative_offsets[other]
    count = work.alternative_offsets[one + 1] - first
    if work.alternative_offsets[other + 1] - second != count:
        return False
    for at in range(count):
        if work.alternative_machines[first + at] != work.alternative_machines[second + at]:
            return False
        if work.alternative_pools[first + at] != work.alternative_pools[second + at]:
            return False
    return bool(
        work.pinned_machines[one] == work.pinned_machines[other]
        and work.pinned_people[one] == work.pinned_people[other]
    )


@compiled
def queues_of(work: Work) -> tuple[IntArray, int]:
    """Per operation the number of its queue: operations that are alike share one; and how many there are."""
    operations, size = work.jobs.size, 16
    while size < 2 * operations:
        size *= 2
    table, queues, count = np.full(size, NONE), np.empty(operations, np.int64), 0
    for operation in range(operations):
        key = np.int64(work.pinned_machines[operation])
        for at in range(work.alternative_offsets[operation], work.alternative_offsets[operation + 1]):
            key = key * 1000003 + work.alternative_machines[at] * 8191 + work.alternative_pools[at]
        place = (key ^ (key >> 17)) & (size - 1)
        while table[place] != NONE and not alike(work, table[place], operation):
            place = (place + 1) & (size - 1)
        if table[place] == NONE:
            table[place] = operation
            queues[operation] = count
            count += 1
        else:
            queues[operation] = queues[table[place]]
    return queues, count
