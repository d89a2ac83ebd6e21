"""Least weighted tardiness: list rules that weigh cost against time first, then annealing, two searchers at a time,
which begin each round from the better one's schedule."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from takt.engine.shop.budget import Budget
from takt.engine.shop.cooling import Cooler
from takt.engine.shop.rules import Outlook, lineup_of, listed, outlook, tardiness_rules, varied
from takt.engine.shop.sequences import Lineup
from takt.engine.shop.shop import Ints, Shop
from takt.engine.shop.waiting import BY_COST, Urgency

SEARCHERS = 2
HOT, COLD = 1.0, 0.02  #: temperatures, in typical minutes of an operation x a typical job's weight
SMALL = 300  #: operations up to which one cooling ends soon, so that there are many, from different heats
REHEATS = (8.0, 4.0, 2.0)
TRIES = 12  #: varied rules, when work is limited
LARGE = 5_000  #: operations from which on varied rules get a share of the time
RULE_SHARE = 0.3


@dataclass
class Found:
    """The best schedule so far, what its lateness costs, and the rule that it came from."""

    cost: int
    lineup: Lineup
    rule: Urgency


def least_tardy(shop: Shop, budget: Budget, seed: int) -> Lineup:
    """The least late schedule found within the budget; at least a list schedule."""
    seen = outlook(shop)
    with ThreadPoolExecutor(SEARCHERS) as pool:
        found = _by_rules(shop, seen, budget, pool, seed)
        if found.cost > 0 and not budget.is_spent:
            _by_annealing(shop, seen, budget, pool, found, seed)
    return found.lineup


def cost_of(shop: Shop, start: Ints, minutes: Ints) -> int:
    """Weighted tardiness of all jobs."""
    last = shop.arrays.first_operation[1:] - 1
    late = np.maximum(0, start[last] + minutes[last] - shop.arrays.due)
    return int((shop.arrays.weight * late).sum())


def _by_rules(shop: Shop, seen: Outlook, budget: Budget, pool: ThreadPoolExecutor, seed: int) -> Found:
    rules = list(tardiness_rules(seen))
    found = _try(shop, rules[0])
    budget.tell(found.cost)
    _keep_best(shop, budget, pool, found, rules[1:])
    chance = np.random.default_rng(seed)
    tries = TRIES if budget.work else 2**40 if shop.operations >= LARGE else 0
    while tries > 0 and found.cost > 0 and not budget.is_over:
        if not budget.work and budget.spent_seconds > RULE_SHARE * budget.seconds:
            break
        _keep_best(shop, budget, pool, found, [_near(found.rule, chance) for _ in range(SEARCHERS)])
        tries -= SEARCHERS
    return found


def _try(shop: Shop, rule: Urgency) -> Found:
    floor = listed(shop, rule)[1]
    lineup = lineup_of(shop, floor)
    return Found(cost_of(shop, floor.start, lineup.minutes), lineup, rule)


def _keep_best(
    shop: Shop, budget: Budget, pool: ThreadPoolExecutor, found: Found, rules: Iterable[Urgency]
) -> None:
    for tried in pool.map(lambda rule: None if budget.is_over else _try(shop, rule), rules):
        if tried is not None and tried.cost < found.cost:
            found.cost, found.lineup, found.rule = tried.cost, tried.lineup, tried.rule
            budget.tell(found.cost)


def _near(rule: Urgency, chance: np.random.Generator) -> Urgency:
    """A rule like another: its patience, its waiting and its keys a little different."""
    patience = rule.patience * float(np.exp(chance.normal(0.0, 0.3)))
    delay = float(np.clip(rule.delay + chance.normal(0.0, 0.2), 0.0, 1.0))
    return varied(rule._replace(rule=BY_COST, patience=max(1.0, patience), delay=delay), chance, 0.003)


def _rounds(shop: Shop) -> int:
    """How often the searchers meet."""
    return 12 if shop.operations <= SMALL else 1


def _by_annealing(
    shop: Shop, seen: Outlook, budget: Budget, pool: ThreadPoolExecutor, found: Found, seed: int
) -> None:
    coolers = [Cooler(shop, seed, k) for k in range(SEARCHERS)]
    unit = max(1.0, float(seen.minutes.mean() * seen.weight.mean()))
    began, rounds = budget.spent_seconds, _rounds(shop)
    share = budget.share(SEARCHERS * rounds, 2**40)
    for number in range(1, rounds + 1):
        until = began + (budget.seconds - began) * number / rounds
        for cooler in coolers:
            cooler.start(found.lineup)
        hot = HOT * unit * (REHEATS[number % len(REHEATS)] if rounds > 1 else 1.0)
        made = pool.map(lambda c, u=until, h=hot: c.cool(budget, u, h, COLD * unit, share), coolers)
        budget.spent_work += sum(made)
        best = min(coolers, key=lambda c: c.cost)
        if best.cost < found.cost:
            found.cost, found.lineup = best.cost, best.best()
            budget.tell(found.cost)
        if found.cost == 0 or budget.is_spent:
            return
