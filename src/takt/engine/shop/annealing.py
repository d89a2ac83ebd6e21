"""Simulated annealing on weighted tardiness: small moves on the paths that late jobs hang on, each priced exactly.

A late job's last operation waits for its machine or its job, that one again for another, back to the beginning. One
operation on this path that waits for its machine is chosen: it goes before those that it waits for, to another
machine, or whoever is in its way goes behind it or elsewhere. Starts are brought up to date behind the move only; a
move that is not taken is undone from a log. A worse schedule is taken with the chance exp(-worse / temperature).
"""

from math import exp

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.chance import State, draw_unit
from takt.engine.shop.lateness import COST, LATE, LOGGED, Lateness, price, restart
from takt.engine.shop.linking import relink
from takt.engine.shop.proposing import BEFORE, MACHINE, MINUTES, OPERATION, propose
from takt.engine.shop.retiming import mark_operation, next_mark
from takt.engine.shop.sequences import Sequences, start_of
from takt.engine.shop.shop import Arrays


@inlined
def _follow_up(shop: Arrays, plan: Sequences, lateness: Lateness, waiting: int, low: int) -> None:
    """Work marked places off from ``low`` on, logging every start that changes."""
    word, logged = low >> 6, 0
    while waiting > 0:
        place = next_mark(plan.marks, word)
        word = place >> 6
        waiting -= 1
        operation = plan.order[place]
        start = start_of(shop, plan, operation)
        if start != plan.start[operation]:
            lateness.logged[logged], lateness.was[logged] = operation, plan.start[operation]
            logged += 1
            restart(shop, plan, lateness, operation, start)
            waiting += mark_operation(plan, shop.following[operation]) + mark_operation(
                plan, plan.after[operation]
            )
    lateness.counters[LOGGED] = logged


@compiled_bare
def _make(shop: Arrays, plan: Sequences, lateness: Lateness) -> bool:
    """Make the picked move and price it. False, and nothing changed, when it would make a cycle."""
    operation, before = lateness.picked[OPERATION], lateness.picked[BEFORE]
    nobody, old_after = len(plan.order), plan.after[operation]
    if not relink(shop, plan, operation, lateness.picked[MACHINE], lateness.picked[MINUTES], before):
        return False
    low = plan.place[operation]
    if old_after < nobody:
        low = min(low, plan.place[old_after])
    waiting = mark_operation(plan, operation) + mark_operation(plan, old_after)
    waiting += mark_operation(plan, plan.after[operation]) + mark_operation(plan, shop.following[operation])
    if shop.following[operation] >= nobody:
        price(shop, plan, lateness, shop.job[operation])
    _follow_up(shop, plan, lateness, waiting, low)
    return True


@compiled_bare
def _undo(shop: Arrays, plan: Sequences, lateness: Lateness, machine: int, minutes: int, before: int) -> None:
    operation = lateness.picked[OPERATION]
    relink(shop, plan, operation, machine, minutes, before)
    for k in range(lateness.counters[LOGGED]):
        restart(shop, plan, lateness, lateness.logged[k], lateness.was[k])
    if shop.following[operation] >= len(plan.order):
        price(shop, plan, lateness, shop.job[operation])


@compiled_bare
def anneal(
    shop: Arrays, plan: Sequences, lateness: Lateness, chance: State, temperature: float, steps: int
) -> int:
    """Propose ``steps`` moves at one temperature. Returns the cost then; 0 ends early."""
    for _ in range(steps):
        if lateness.counters[LATE] == 0:
            return 0
        if not propose(shop, plan, lateness, chance):
            continue
        operation = lateness.picked[OPERATION]
        machine, minutes, before = plan.machine[operation], plan.minutes[operation], plan.before[operation]
        cost = lateness.counters[COST]
        if not _make(shop, plan, lateness):
            continue
        worse = lateness.counters[COST] - cost
        if worse > 0 and draw_unit(chance) >= exp(-worse / temperature):
            _undo(shop, plan, lateness, machine, minutes, before)
    return int(lateness.counters[COST])
