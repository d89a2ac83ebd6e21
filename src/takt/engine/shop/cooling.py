"""One annealing searcher on its way: a schedule, what its lateness costs, and its chance."""

from takt.engine.shop.annealing import anneal
from takt.engine.shop.budget import Budget
from takt.engine.shop.chance import seeded
from takt.engine.shop.lateness import count_lateness, empty_lateness
from takt.engine.shop.sequences import Lineup, empty_lineup, empty_sequences, keep, line_up
from takt.engine.shop.shop import Shop

SLICE = 200_000  #: proposals x operations between two looks at the clock


class Cooler:
    """An annealing searcher with arrays of its own."""

    def __init__(self, shop: Shop, seed: int, stream: int) -> None:
        self.shop = shop
        self.plan = empty_sequences(shop.arrays)
        self.lateness = empty_lateness(shop.jobs, shop.operations)
        self.chance = seeded(seed, stream)
        self.kept = empty_lineup(shop.operations)
        self.slice = max(10, SLICE // shop.operations)
        self.cost = 0

    def start(self, lineup: Lineup) -> int:
        """Begin from a schedule. Returns its cost."""
        line_up(self.shop.arrays, self.plan, lineup)
        self.cost = count_lateness(self.shop.arrays, self.plan, self.lateness)
        keep(self.plan, self.kept)
        return self.cost

    def cool(self, budget: Budget, until: float, hot: float, cold: float, steps: int) -> int:
        """Propose moves while the temperature falls from ``hot`` to ``cold``: ``steps`` of them when the budget is
        one of work, else until that second. Returns how many."""
        made, began = 0, budget.spent_seconds
        while self.cost > 0 and not budget.is_over:
            gone = made / steps if budget.work else (budget.spent_seconds - began) / max(1e-6, until - began)
            if gone >= 1:
                break
            proposals = min(self.slice, steps - made)
            temperature = hot * (cold / hot) ** gone
            cost = anneal(self.shop.arrays, self.plan, self.lateness, self.chance, temperature, proposals)
            made += proposals
            if cost < self.cost:
                self.cost = cost
                keep(self.plan, self.kept)
        return made

    def best(self) -> Lineup:
        """A copy of the best schedule seen since the start."""
        return Lineup(*(part.copy() for part in self.kept))
