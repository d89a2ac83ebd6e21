"""Path relinking: from one good schedule part of the way to another (Peng, Lu and Cheng 2015), for a new start that
inherits from both."""

from takt.engine.compiled import compiled_bare
from takt.engine.shop.chance import State, draw
from takt.engine.shop.linking import relink
from takt.engine.shop.sequences import Lineup, Sequences, time_all
from takt.engine.shop.shop import Arrays, Ints


@compiled_bare
def distance(shop: Arrays, plan: Sequences, guide: Lineup, places: Ints) -> int:
    """How many operations run elsewhere, and pairs on one machine in the other order, than in the guide, whose
    places are written to ``places``."""
    nobody, apart = len(plan.order), 0
    for place in range(nobody):
        places[guide.order[place]] = place
    for machine in range(shop.machines):
        earlier = plan.first[machine]
        while earlier < nobody:
            apart += guide.machine[earlier] != machine
            later = plan.after[earlier]
            while later < nobody:
                apart += guide.machine[later] == guide.machine[earlier] and places[later] < places[earlier]
                later = plan.after[later]
            earlier = plan.after[earlier]
    return apart


@compiled_bare
def approach(shop: Arrays, plan: Sequences, guide: Lineup, places: Ints, steps: int, chance: State) -> int:
    """Make up to ``steps`` moves towards the guide, by chance: neighbours swap that stand the other way round there,
    operations go to their machine there. Returns the makespan."""
    nobody, made = len(plan.order), 0
    for _ in range(30 * (nobody + steps)):
        if made >= steps:
            break
        operation = draw(chance, nobody)
        machine, after = plan.machine[operation], plan.after[operation]
        if guide.machine[operation] != machine:
            before = _neighbour(plan, guide, places, operation)
            made += relink(shop, plan, operation, guide.machine[operation], guide.minutes[operation], before)
        elif after < nobody and places[after] < places[operation]:
            made += relink(shop, plan, operation, machine, plan.minutes[operation], after)
    return time_all(shop, plan)


@compiled_bare
def _neighbour(plan: Sequences, guide: Lineup, places: Ints, operation: int) -> int:
    """Behind whom an operation stands on the guide's machine, by the guide's order."""
    nobody = len(plan.order)
    before, after = nobody, plan.first[guide.machine[operation]]
    while after < nobody and places[after] < places[operation]:
        before, after = after, plan.after[after]
    return int(before)
