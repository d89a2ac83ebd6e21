"""Moves that may help a late job, by chance."""

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.chance import State, draw
from takt.engine.shop.critical import bound_by
from takt.engine.shop.lateness import LATE, Lateness
from takt.engine.shop.sequences import Sequences
from takt.engine.shop.shop import Arrays

LONGEST_PATH = 400
OPERATION, MACHINE, MINUTES, BEFORE = 0, 1, 2, 3


@inlined
def _blocked(shop: Arrays, plan: Sequences, job: int, chance: State) -> int:
    """An operation that waits for its machine on the path that a late job hangs on, by chance; or nobody."""
    nobody = len(plan.order)
    operation, chosen, seen = shop.first_operation[job + 1] - 1, nobody, 0
    for _ in range(LONGEST_PATH):
        earlier = bound_by(shop, plan, operation, chance)
        if earlier >= nobody:
            break
        if plan.before[operation] == earlier and plan.machine[earlier] == plan.machine[operation]:
            seen += 1
            if draw(chance, seen) == 0:
                chosen = operation
        operation = earlier
    return int(chosen)


@inlined
def _ready(shop: Arrays, plan: Sequences, operation: int) -> int:
    previous = shop.previous[operation]
    return int(max(shop.release[operation], plan.start[previous] + plan.minutes[previous]))


@inlined
def _pick(lateness: Lateness, operation: int, machine: int, minutes: int, before: int) -> None:
    lateness.picked[OPERATION], lateness.picked[MACHINE] = operation, machine
    lateness.picked[MINUTES], lateness.picked[BEFORE] = minutes, before


@inlined
def _pick_earlier(shop: Arrays, plan: Sequences, lateness: Lateness, operation: int, chance: State) -> bool:
    """Before those that it waits for, one or some of them."""
    nobody, ready = len(plan.order), _ready(shop, plan, operation)
    before = plan.before[plan.before[operation]]
    while before < nobody and plan.start[before] + plan.minutes[before] > ready and draw(chance, 2):
        before = plan.before[before]
    _pick(lateness, operation, plan.machine[operation], plan.minutes[operation], before)
    return True


@inlined
def _pick_later(plan: Sequences, lateness: Lateness, operation: int, chance: State) -> bool:
    """Behind the one that waits for it, or some more."""
    nobody = len(plan.order)
    before = plan.after[operation]
    while plan.after[before] < nobody and draw(chance, 2):
        before = plan.after[before]
    _pick(lateness, operation, plan.machine[operation], plan.minutes[operation], before)
    return True


@compiled_bare
def _pick_machine(shop: Arrays, plan: Sequences, lateness: Lateness, operation: int, chance: State) -> bool:
    """To another machine, about when the operation is ready. False when it has no other."""
    nobody, first = len(plan.order), shop.first_alternative[operation]
    count = shop.first_alternative[operation + 1] - first
    if count < 2:
        return False
    alternative = first + draw(chance, count)
    machine = shop.alternative_machine[alternative]
    if machine == plan.machine[operation]:
        return False
    ready = _ready(shop, plan, operation)
    before, after = nobody, plan.first[machine]
    while after < nobody and plan.start[after] + plan.minutes[after] <= ready:
        before, after = after, plan.after[after]
    while after < nobody and draw(chance, 2):
        before, after = after, plan.after[after]
    _pick(lateness, operation, machine, shop.alternative_minutes[alternative], before)
    return True


@compiled_bare
def propose(shop: Arrays, plan: Sequences, lateness: Lateness, chance: State) -> bool:
    """Pick a move by chance."""
    job = lateness.late[draw(chance, lateness.counters[LATE])]
    operation = _blocked(shop, plan, job, chance)
    if operation >= len(plan.order):
        return False
    kind = draw(chance, 8)
    if kind < 2 and _pick_machine(shop, plan, lateness, operation, chance):
        return True
    if kind < 4 and _pick_machine(shop, plan, lateness, plan.before[operation], chance):
        return True
    if kind % 4 == 0:
        return _pick_later(plan, lateness, plan.before[operation], chance)
    return _pick_earlier(shop, plan, lateness, operation, chance)
