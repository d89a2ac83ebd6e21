"""The critical path of a schedule: the chain of operations without slack that the makespan hangs on."""

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.chance import State, draw
from takt.engine.shop.sequences import Sequences
from takt.engine.shop.shop import Arrays, Ints
from takt.engine.shop.waiting import changeover


@compiled_bare
def critical_path(shop: Arrays, plan: Sequences, makespan: int, path: Ints, chance: State) -> int:
    """Write one critical path (by chance, where there are several), last operation first, as far as it stands within
    the bounds. Returns its length."""
    nobody = len(plan.order)
    is_whole = plan.bounds[0] == 0 and plan.bounds[1] == nobody
    operation, length = (
        _last_of_all(shop, plan, makespan, chance) if is_whole else _last_within(plan, makespan),
        0,
    )
    while operation < nobody and plan.place[operation] >= plan.bounds[0]:
        path[length] = operation
        length += 1
        operation = bound_by(shop, plan, operation, chance)
    return length


@inlined
def bound_by(shop: Arrays, plan: Sequences, operation: int, chance: State) -> int:
    """The operation whose end an operation's start waits for: on its machine or in its job, or nobody."""
    nobody = len(plan.order)
    before, previous, start = plan.before[operation], shop.previous[operation], plan.start[operation]
    free = (
        plan.start[before]
        + plan.minutes[before]
        + changeover(shop, plan.machine[operation], before, operation)
    )
    by_machine = before < nobody and free == start
    by_job = previous < nobody and plan.start[previous] + plan.minutes[previous] == start
    if by_machine and by_job:
        return int(before if draw(chance, 2) else previous)
    if by_machine:
        return int(before)
    return int(previous if by_job else nobody)


@inlined
def _last_of_all(shop: Arrays, plan: Sequences, makespan: int, chance: State) -> int:
    chosen, ties = len(plan.order), 0
    for job in range(1, len(shop.first_operation)):
        operation = shop.first_operation[job] - 1
        if plan.start[operation] + plan.minutes[operation] == makespan:
            ties += 1
            if draw(chance, ties) == 0:
                chosen = operation
    return int(chosen)


@inlined
def _last_within(plan: Sequences, longest: int) -> int:
    """The last operation on a longest way within the bounds."""
    for place in range(plan.bounds[1] - 1, plan.bounds[0] - 1, -1):
        operation = plan.order[place]
        if plan.start[operation] + plan.minutes[operation] + plan.tail[operation] == longest:
            return int(operation)
    return len(plan.order)
