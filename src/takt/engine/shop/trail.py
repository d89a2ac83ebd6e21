"""One searcher on its way: a schedule, its memory and its chance. Two of them run on two cores."""

import numpy as np

from takt.engine.shop.budget import Budget
from takt.engine.shop.chance import seeded
from takt.engine.shop.neighbourhood import empty_memory
from takt.engine.shop.relinking import approach, distance
from takt.engine.shop.sequences import Lineup, empty_lineup, empty_sequences, keep, line_up, longest_of
from takt.engine.shop.shop import Shop
from takt.engine.shop.tabu import search


class Trail:
    """A tabu searcher with arrays of its own."""

    def __init__(self, shop: Shop, seed: int, stream: int) -> None:
        self.shop = shop
        self.plan = empty_sequences(shop.arrays)
        self.memory = empty_memory(shop.operations)
        self.found = empty_lineup(shop.operations)
        self.chance = seeded(seed, stream)
        self.places = np.zeros(shop.operations, np.int64)
        self.tenure = 10 + shop.jobs // shop.arrays.machines
        self.slice = max(50, 1_000_000 // (shop.operations + 50))

    @property
    def makespan(self) -> int:
        """Of the best schedule found since the last start."""
        return int(self.memory.counters[2])

    def start(self, lineup: Lineup) -> None:
        """Begin anew from a schedule, all of it open."""
        self.plan.bounds[:] = (0, self.shop.operations)
        self._begin(line_up(self.shop.arrays, self.plan, lineup))

    def start_between(self, one: Lineup, other: Lineup, share: float) -> None:
        """Begin part of the way from one schedule to another."""
        self.plan.bounds[:] = (0, self.shop.operations)
        line_up(self.shop.arrays, self.plan, one)
        apart = distance(self.shop.arrays, self.plan, other, self.places)
        steps = int(apart * share)
        self._begin(approach(self.shop.arrays, self.plan, other, self.places, steps, self.chance))

    def start_window(self, low: int, high: int) -> int:
        """Begin within two places of the order, from the schedule that stands; the rest stays as it is. Returns the
        longest way through an operation between them."""
        self.plan.bounds[:] = (low, high)
        longest = int(longest_of(self.shop.arrays, self.plan))
        self._begin(longest)
        return longest

    def improve(self, budget: Budget, patience: int, most: int) -> int:
        """Search until nothing better was found for ``patience`` moves, or ``most`` are made, or time is over.
        Returns the moves made."""
        made = 0
        while made < most and self.memory.counters[3] < patience and not budget.is_over:
            steps = min(self.slice, most - made)
            made += search(
                self.shop.arrays,
                self.plan,
                self.memory,
                self.found,
                self.chance,
                self.tenure,
                steps,
                patience,
            )
        return made

    def best(self) -> Lineup:
        """A copy of the best schedule found since the last start."""
        return Lineup(*(part.copy() for part in self.found))

    def _begin(self, makespan: int) -> None:
        self.memory.expiry[:] = 0
        self.memory.counters[:] = (0, makespan, makespan, 0)
        keep(self.plan, self.found)
