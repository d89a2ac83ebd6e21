"""Changing who runs where and after whom: links on the machines, and the window of the order that they contradict."""

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.sequences import Sequences
from takt.engine.shop.shop import Arrays


@inlined
def detach(plan: Sequences, operation: int) -> None:
    """Take an operation out of its machine's sequence."""
    nobody = len(plan.order)
    before, after = plan.before[operation], plan.after[operation]
    if before < nobody:
        plan.after[before] = after
    else:
        plan.first[plan.machine[operation]] = after
    if after < nobody:
        plan.before[after] = before


@inlined
def attach(plan: Sequences, operation: int, machine: int, minutes: int, before: int) -> None:
    """Put a detached operation on a machine right behind ``before`` (nobody: at its head)."""
    nobody = len(plan.order)
    after = plan.after[before] if before < nobody else plan.first[machine]
    plan.machine[operation], plan.minutes[operation] = machine, minutes
    plan.before[operation], plan.after[operation] = before, after
    if before < nobody:
        plan.after[before] = operation
    else:
        plan.first[machine] = operation
    if after < nobody:
        plan.before[after] = operation


@inlined
def put_behind(shop: Arrays, plan: Sequences, earlier: int, later: int) -> bool:
    """Mend the order so that ``earlier`` stands before ``later``: everything between them that follows from
    ``later`` moves behind ``earlier``. False, and nothing moved, when ``earlier`` itself follows from ``later``."""
    low, high = plan.place[later], plan.place[earlier]
    if high < low:
        return True
    moving = 0
    for place in range(low, high + 1):
        operation = plan.order[place]
        follows = plan.reached[shop.previous[operation]] or plan.reached[plan.before[operation]]
        if follows or operation == later:
            plan.reached[operation] = True
            plan.window[moving] = operation
            moving += 1
    possible = not plan.reached[earlier]
    if possible:
        _close_ranks(plan, low, high, moving)
    for k in range(moving):
        plan.reached[plan.window[k]] = False
    return possible


@inlined
def _close_ranks(plan: Sequences, low: int, high: int, moving: int) -> None:
    to = low
    for place in range(low, high + 1):
        operation = plan.order[place]
        if not plan.reached[operation]:
            plan.order[to], plan.place[operation] = operation, to
            to += 1
    for k in range(moving):
        operation = plan.window[k]
        plan.order[to], plan.place[operation] = operation, to
        to += 1


@inlined
def relink(shop: Arrays, plan: Sequences, operation: int, machine: int, minutes: int, before: int) -> bool:
    """Move an operation right behind ``before`` on a machine, links and order only. False, and nothing changed, when
    that would make operations wait for each other."""
    old_machine, old_minutes, old_before = (
        plan.machine[operation],
        plan.minutes[operation],
        plan.before[operation],
    )
    nobody = len(plan.order)
    detach(plan, operation)
    attach(plan, operation, machine, minutes, before)
    after = plan.after[operation]
    possible = before == nobody or put_behind(shop, plan, before, operation)
    if possible and after < nobody:
        possible = put_behind(shop, plan, operation, after)
    if not possible:
        detach(plan, operation)
        attach(plan, operation, old_machine, old_minutes, old_before)
        _stand_again(shop, plan, operation)
    return possible


@compiled_bare
def _stand_again(shop: Arrays, plan: Sequences, operation: int) -> None:
    nobody = len(plan.order)
    if plan.before[operation] < nobody:
        put_behind(shop, plan, plan.before[operation], operation)
    if plan.after[operation] < nobody:
        put_behind(shop, plan, operation, plan.after[operation])
