"""The list rules: keys for the dispatcher, what is known before anything is placed. Times in minutes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from takt.engine.shop.listing import dispatch
from takt.engine.shop.sequences import Lineup
from takt.engine.shop.shop import Ints, Shop, lower_bound, shortest_minutes
from takt.engine.shop.waiting import BY_COST, BY_KEY, Floor, Urgency, empty_floor


@dataclass(frozen=True)
class Outlook:
    """Each operation on its fastest machine: its minutes, its job's minutes before it and after it."""

    minutes: Ints
    ahead: Ints
    behind: Ints
    weight: Ints
    due: Ints
    bound: int  #: no schedule is shorter


def outlook(shop: Shop) -> Outlook:
    """What is known of every operation."""
    arrays = shop.arrays
    minutes = shortest_minutes(arrays)
    job, first = arrays.job[:-1], arrays.first_operation
    done = np.concatenate([[0], np.cumsum(minutes)])
    ahead = done[:-1] - done[first[job]] + arrays.release[first[job]]
    behind = done[first[job + 1]] - done[1:]
    return Outlook(minutes, ahead, behind, arrays.weight[job], arrays.due[job], lower_bound(arrays))


def makespan_rules(seen: Outlook) -> Iterator[Urgency]:
    """Most work remaining, least progress, and both; without waiting for who is about to arrive, and with."""
    keys = (-(seen.minutes + seen.behind), seen.ahead - seen.minutes - seen.behind, seen.ahead)
    for delay in (0.0, 0.5, 1.0):
        for key in keys:
            yield Urgency(BY_KEY, key, seen.weight, 1.0, delay)


def tardiness_rules(seen: Outlook) -> Iterator[Urgency]:
    """Earliest due date, least slack, and the apparent tardiness cost with several patiences and waits."""
    typical = max(1.0, float(seen.minutes.mean()))
    yield Urgency(BY_KEY, seen.due, seen.weight, 1.0, 0.0)
    yield Urgency(BY_KEY, seen.due - seen.behind - seen.minutes, seen.weight, 1.0, 0.0)
    for share in (1.0, 2.0, 4.0):
        latest = (seen.due - share * (seen.behind + seen.minutes)).astype(np.int64)
        for patience in (0.5, 1.5, 4.0, 10.0):
            yield Urgency(BY_COST, latest, seen.weight, patience * typical, 0.0)
            yield Urgency(BY_COST, latest, seen.weight, patience * typical, 0.5)


def varied(urgency: Urgency, chance: np.random.Generator, strength: float) -> Urgency:
    """The same rule with its keys blurred: another schedule of much the same sort."""
    spread = strength * max(1.0, float(urgency.key.std()))
    blur = chance.normal(0.0, spread, len(urgency.key))
    return urgency._replace(key=(urgency.key + blur).astype(np.int64))


def listed(shop: Shop, urgency: Urgency) -> tuple[int, Floor]:
    """The makespan and the floor that a rule fills."""
    floor = empty_floor(shop.arrays)
    return dispatch(shop.arrays, floor, urgency), floor


def by_progress(shop: Shop, seen: Outlook) -> Lineup:
    """Every operation on its fastest machine, in the order of how far through its job its middle lies: near the
    optimum where jobs take as long as the whole schedule, as in shops that are full by construction."""
    arrays = shop.arrays
    whole = np.maximum(1, seen.ahead + seen.minutes + seen.behind)
    order = np.lexsort((np.arange(shop.operations), (seen.ahead + seen.minutes / 2) / whole))
    owner = np.repeat(np.arange(shop.operations), np.diff(arrays.first_alternative[:-1]))
    fastest = np.lexsort((arrays.alternative_minutes, owner))[arrays.first_alternative[:-2]]
    return Lineup(arrays.alternative_machine[fastest], arrays.alternative_minutes[fastest], order)


def lineup_of(shop: Shop, floor: Floor) -> Lineup:
    """The filled floor as sequences."""
    arrays = shop.arrays
    return Lineup(
        arrays.alternative_machine[floor.chosen], arrays.alternative_minutes[floor.chosen], floor.order.copy()
    )
