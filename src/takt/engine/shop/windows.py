"""Large shops, window by window: the order of all operations is cut at places, and the search moves operations
between two of them only, with all starts before and all tails behind fixed (rolling horizon, Singer 2001). What a
window's search cannot make longer is every way through it: the makespan never grows, and a move costs by the window.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from takt.engine.shop.budget import Budget
from takt.engine.shop.sequences import Lineup
from takt.engine.shop.shop import Shop
from takt.engine.shop.trail import Trail


def by_start(trail: Trail) -> Lineup:
    """The trail's schedule with its order sorted by start: then places are times."""
    plan = trail.plan
    order = plan.order[np.argsort(plan.start[plan.order], kind="stable")]
    return Lineup(plan.machine[:-1].copy(), plan.minutes[:-1].copy(), order)


def sweep(
    shop: Shop,
    budget: Budget,
    trails: list[Trail],
    pool: ThreadPoolExecutor,
    lineup: Lineup,
    size: int,
    patience: int,
) -> Iterator[tuple[int, Lineup]]:
    """Improve windows of ``size`` operations from front to back, each half over the one before, several searchers at
    a time in windows far apart. Yields the makespan and the schedule after each step."""
    cuts = list(range(0, max(1, shop.operations - size // 2), size // 2))
    steps = -(-len(cuts) // len(trails))
    trails[0].start(lineup)
    makespan = trails[0].makespan
    lineup = by_start(trails[0])
    for step in range(steps):
        if budget.is_spent:
            return
        windows = [(cut, min(cut + size, shop.operations)) for cut in cuts[step::steps]]
        makespan, lineup = _improve(
            shop, budget, trails[: len(windows)], pool, (makespan, lineup), windows, patience
        )
        yield makespan, lineup


def _improve(
    shop: Shop,
    budget: Budget,
    trails: list[Trail],
    pool: ThreadPoolExecutor,
    standing: tuple[int, Lineup],
    windows: list[tuple[int, int]],
    patience: int,
) -> tuple[int, Lineup]:
    share = budget.share(len(trails), 2**40)

    def run(trail: Trail, window: tuple[int, int]) -> int:
        trail.start(standing[1])
        trail.start_window(*window)
        return trail.improve(budget, patience, share)

    budget.spent_work += max(1, sum(pool.map(run, trails, windows)))
    together = Lineup(*(part.copy() for part in standing[1]))
    for trail, (low, high) in zip(trails, windows, strict=True):
        _take_over(together, trail.found, low, high)
    trails[0].start(together)
    if trails[0].makespan <= standing[0]:
        return trails[0].makespan, by_start(trails[0])
    return _better_alone(trails, standing)


def _take_over(lineup: Lineup, found: Lineup, low: int, high: int) -> None:
    operations = found.order[low:high]
    lineup.order[low:high] = operations
    lineup.machine[operations], lineup.minutes[operations] = (
        found.machine[operations],
        found.minutes[operations],
    )


def _better_alone(trails: list[Trail], standing: tuple[int, Lineup]) -> tuple[int, Lineup]:
    """Two windows' gains can cancel each other out where a way leads through both: then take one of them."""
    best = standing
    for trail in trails:
        trail.start(trail.best())
        if trail.makespan < best[0]:
            best = (trail.makespan, by_start(trail))
    return best
