"""Shortest makespan of large shops: the whole shop and windows of it in turn, with more patience the less is gained."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from takt.engine.shop.budget import Budget
from takt.engine.shop.sequences import Lineup
from takt.engine.shop.shop import Shop
from takt.engine.shop.trail import Trail
from takt.engine.shop.windows import sweep

DEPTHS = (10, 15, 20, 30)  #: sizes of windows, in operations a machine
FIRST_PATIENCE, MOST_PATIENCE = 500, 50_000
GAIN = 0.002  #: a round that gains less makes the next one more patient
WHOLE = 6  #: every how many rounds the whole shop is searched
DEEP = 300  #: operations a machine from which on a move changes so much behind it that windows are worth more
WHOLE_MOVES = 4  #: moves of a round on the whole of a deep shop, times the patience


def rounds(
    shop: Shop, budget: Budget, seed: int, trails: list[Trail], pool: ThreadPoolExecutor, lineup: Lineup
) -> Iterator[tuple[int, Lineup]]:
    """Improve a schedule of a large shop until the budget is spent. Yields the makespan and the schedule, which never
    get worse, after each step."""
    chance = np.random.default_rng(seed)
    patience, number = FIRST_PATIENCE, 0
    makespan = 2**62
    while not budget.is_spent:
        before = makespan
        size = int(chance.choice(DEPTHS)) * shop.arrays.machines
        steps = (
            _whole(shop, budget, trails, pool, lineup, patience)
            if number % WHOLE == 0 or size >= shop.operations
            else sweep(shop, budget, trails, pool, lineup, size, patience)
        )
        for makespan, lineup in steps:
            yield makespan, lineup
        if makespan > before * (1 - GAIN):
            patience = min(MOST_PATIENCE, patience * 3 // 2)
        number += 1


def _whole(
    shop: Shop, budget: Budget, trails: list[Trail], pool: ThreadPoolExecutor, lineup: Lineup, patience: int
) -> Iterator[tuple[int, Lineup]]:
    is_deep = shop.operations > DEEP * shop.arrays.machines
    share = budget.share(len(trails), WHOLE_MOVES * patience if is_deep else 2**40)

    def run(trail: Trail) -> int:
        trail.start(lineup)
        return trail.improve(budget, patience, share)

    budget.spent_work += max(1, sum(pool.map(run, trails)))
    best = min(trails, key=lambda trail: trail.makespan)
    yield best.makespan, best.best()
