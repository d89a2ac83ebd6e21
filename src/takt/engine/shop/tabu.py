"""Tabu search on the makespan: one move a step, the best that is not forbidden, estimated before it is made.

Forbidden for a while: to undo, pair by pair, an order that a move has just made, and to return to a machine that an
operation has just left. A forbidden move that promises a new best is made all the same.
"""

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.chance import State, draw
from takt.engine.shop.critical import critical_path
from takt.engine.shop.neighbourhood import Memory, look_around, slot
from takt.engine.shop.retiming import move
from takt.engine.shop.sequences import Lineup, Sequences, keep, longest_of
from takt.engine.shop.shop import Arrays
from takt.engine.shop.waiting import NEVER


@inlined
def _forbid(plan: Sequences, memory: Memory, operation: int, machine: int, before: int, tenure: int) -> None:
    """Remember what the move undoes, before it is made."""
    nobody, until = len(plan.order), memory.counters[0] + tenure
    if machine != plan.machine[operation]:
        memory.expiry[slot(operation, nobody + plan.machine[operation])] = until
        return
    goes_later = before < nobody and plan.place[before] > plan.place[operation]
    if goes_later:
        other = plan.after[operation]
        while True:
            memory.expiry[slot(operation, other)] = until
            if other == before:
                break
            other = plan.after[other]
    else:
        other = plan.before[operation]
        while other != before:
            memory.expiry[slot(other, operation)] = until
            other = plan.before[other]


@compiled_bare
def _step(shop: Arrays, plan: Sequences, memory: Memory, tenure: int, chance: State) -> bool:
    """Make one move. False when there is none: then the schedule is optimal, or stuck."""
    length = critical_path(shop, plan, memory.counters[1], memory.path, chance)
    memory.score[0], memory.score[1], memory.score[3] = NEVER, 0, 0
    look_around(shop, plan, memory, length, memory.counters[2], chance)
    chosen = memory.picked if memory.score[1] > 0 else memory.spare
    if memory.score[1] == 0 and memory.score[3] == 0:
        return False
    operation, machine, minutes, before = chosen[0], chosen[1], chosen[2], chosen[3]
    _forbid(plan, memory, operation, machine, before, tenure + draw(chance, 1 + tenure // 2))
    move(shop, plan, operation, machine, minutes, before)
    memory.counters[0] += 1
    memory.counters[1] = longest_of(shop, plan)
    return True


@compiled_bare
def search(
    shop: Arrays,
    plan: Sequences,
    memory: Memory,
    best: Lineup,
    chance: State,
    tenure: int,
    steps: int,
    patience: int,
) -> int:
    """Up to ``steps`` moves, ending early after ``patience`` moves without a new best. Returns the moves made; the
    counters know the rest."""
    for step in range(steps):
        if not _step(shop, plan, memory, tenure, chance):
            memory.counters[3] = patience
            return step
        memory.counters[3] += 1
        if memory.counters[1] < memory.counters[2]:
            memory.counters[2], memory.counters[3] = memory.counters[1], 0
            keep(plan, best)
        if memory.counters[3] >= patience:
            return step + 1
    return steps
