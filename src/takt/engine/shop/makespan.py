"""Shortest makespan: list schedules, tabu search from them, and a small stock of good schedules between which new
starts are found (tabu search with path relinking, Peng, Lu and Cheng 2015), two searchers at a time. A large shop has
one schedule only, improved window by window."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from takt.engine.shop.budget import Budget
from takt.engine.shop.large import rounds
from takt.engine.shop.rules import Outlook, by_progress, lineup_of, listed, makespan_rules, outlook, varied
from takt.engine.shop.sequences import Lineup, empty_sequences, line_up
from takt.engine.shop.shop import Shop
from takt.engine.shop.trail import Trail

SEARCHERS = 2
STOCK = 10
FRESH = 2  #: generations that start from list schedules before schedules are crossed
BLUR = 0.15
PATIENCE = 12_500  #: moves without a new best after which a searcher starts elsewhere
LARGE = 5_000  #: operations from which on there is one schedule, improved window by window


@dataclass
class Stock:
    """The good schedules, best first; no two alike."""

    kept: list[tuple[int, Lineup]] = field(default_factory=list)

    def add(self, makespan: int, lineup: Lineup) -> bool:
        """Keep a schedule when it is new and good enough."""
        if any(makespan == m and np.array_equal(_sequence(lineup), _sequence(k)) for m, k in self.kept):
            return False
        self.kept.append((makespan, lineup))
        self.kept.sort(key=lambda kept: kept[0])
        del self.kept[STOCK:]
        return any(lineup is k for _, k in self.kept)


def _sequence(lineup: Lineup) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The machines' sequences, one behind the other: alike when the schedules are."""
    return lineup.order[np.argsort(lineup.machine[lineup.order], kind="stable")]


def shortest(shop: Shop, budget: Budget, seed: int) -> Lineup:
    """The shortest schedule found within the budget; at least a list schedule."""
    seen = outlook(shop)
    first = sorted(_lists(shop, seen, budget), key=lambda one: one[0])
    stock = Stock()
    stock.add(*first[0])
    if first[0][0] > seen.bound and not budget.is_spent:
        trails = [Trail(shop, seed, k) for k in range(SEARCHERS)]
        with ThreadPoolExecutor(SEARCHERS) as pool:
            search = _generations if shop.operations <= LARGE else _rounds
            for _ in search(shop, seen, budget, seed, stock, trails, pool):
                budget.tell(stock.kept[0][0])
                if stock.kept[0][0] <= seen.bound:
                    break
    return stock.kept[0][1]


def _lists(shop: Shop, seen: Outlook, budget: Budget) -> Iterator[tuple[int, Lineup]]:
    for rule in makespan_rules(seen):
        makespan, floor = listed(shop, rule)
        budget.tell(makespan)
        yield makespan, lineup_of(shop, floor)
        if makespan <= seen.bound or budget.is_over:
            return
    yield _timed(shop, by_progress(shop, seen))


def _timed(shop: Shop, lineup: Lineup) -> tuple[int, Lineup]:
    return line_up(shop.arrays, empty_sequences(shop.arrays), lineup), lineup


def _generations(
    shop: Shop,
    seen: Outlook,
    budget: Budget,
    seed: int,
    stock: Stock,
    trails: list[Trail],
    pool: ThreadPoolExecutor,
) -> Iterator[None]:
    chance = np.random.default_rng(seed)
    barren = stuck = generation = 0
    while not budget.is_spent:
        if generation < FRESH or barren >= STOCK:
            _start_fresh(shop, seen, stock, trails, chance, keep_best=generation == 0)
            barren = 0
        else:
            _start_between(stock, trails, chance)
        share = budget.share(SEARCHERS, 2**40)
        if share == 0:
            return
        made = list(pool.map(lambda trail, most=share: trail.improve(budget, PATIENCE, most), trails))
        budget.spent_work += max(1, sum(made))
        stuck = 0 if any(made) else stuck + 1
        if stuck >= STOCK:
            return  # no schedule here has a move: every order is as it must be
        news = [stock.add(trail.makespan, trail.best()) for trail in trails]
        barren = 0 if any(news) else barren + 1
        generation += 1
        yield


def _rounds(
    shop: Shop,
    _seen: Outlook,
    budget: Budget,
    seed: int,
    stock: Stock,
    trails: list[Trail],
    pool: ThreadPoolExecutor,
) -> Iterator[None]:
    for makespan, lineup in rounds(shop, budget, seed, trails, pool, stock.kept[0][1]):
        stock.kept = [(makespan, lineup)]
        yield


def _start_fresh(
    shop: Shop,
    seen: Outlook,
    stock: Stock,
    trails: list[Trail],
    chance: np.random.Generator,
    *,
    keep_best: bool,
) -> None:
    rules = list(makespan_rules(seen))
    for number, trail in enumerate(trails):
        if keep_best and number == 0:
            trail.start(stock.kept[0][1])
            continue
        rule = varied(rules[int(chance.integers(len(rules)))], chance, BLUR)
        trail.start(lineup_of(shop, listed(shop, rule)[1]))


def _start_between(stock: Stock, trails: list[Trail], chance: np.random.Generator) -> None:
    if len(stock.kept) < 2:
        for trail in trails:
            trail.start(stock.kept[0][1])
        return
    one, other = chance.choice(len(stock.kept), 2, replace=False)
    pairs = [(one, other), (other, one)]
    for trail, (source, guide) in zip(trails, pairs, strict=True):
        trail.start_between(stock.kept[source][1], stock.kept[guide][1], float(chance.uniform(0.3, 0.6)))
