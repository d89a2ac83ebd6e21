"""Requirements by plain dictionaries, recursion and fractions: the second opinion that shares nothing with the
engine."""

from collections import defaultdict
from fractions import Fraction
from math import ceil

Ratios = dict[tuple[str, str], Fraction]
"""(parent, component) -> units of the component for one unit of the parent."""


def below(ratios: Ratios, item: str) -> list[tuple[str, Fraction]]:
    return [(component, ratio) for (parent, component), ratio in ratios.items() if parent == item]


def depth(ratios: Ratios, item: str) -> int:
    """The low-level code: the longest way down to an item."""
    return max((1 + depth(ratios, parent) for parent, component in ratios if component == item), default=0)


def gross(ratios: Ratios, demand: dict[str, int], item: str) -> int:
    """Units of an item, asked of its parents."""
    parents = [(parent, ratio) for (parent, component), ratio in ratios.items() if component == item]
    return demand.get(item, 0) + sum(ceil(gross(ratios, demand, parent) * ratio) for parent, ratio in parents)


def lot(rule: str, size: int, missing: int) -> int:
    if rule == "lot_for_lot":
        return missing
    if rule == "minimum":
        return max(missing, size)
    return ceil(Fraction(missing, size)) * size


class Phased:
    """The weekly plan of every item; an item: on hand, receipts by week, lead weeks, rule, lot size, safety."""

    def __init__(
        self,
        ratios: Ratios,
        demand: dict[str, list[int]],
        facts: dict[str, tuple[int, list[int], int, str, int, int]],
    ) -> None:
        self.ratios, self.demand, self.facts = ratios, demand, facts
        self.gross: dict[str, list[int]] = {}
        self.releases: dict[str, list[int]] = {}
        for item in demand:
            self.released(item)

    def released(self, item: str) -> list[int]:
        if item not in self.releases:
            total = list(self.demand[item])
            for (parent, component), ratio in self.ratios.items():
                if component == item:
                    for week, quantity in enumerate(self.released(parent)):
                        total[week] += ceil(quantity * ratio)
            self.gross[item], self.releases[item] = total, self._net(item, total)
        return self.releases[item]

    def _net(self, item: str, total: list[int]) -> list[int]:
        on_hand, receipts, lead, rule, size, safety = self.facts[item]
        releases = [0] * len(total)
        for week in range(len(total)):
            on_hand += receipts[week] - total[week]
            if on_hand < safety:
                order = lot(rule, size, safety - on_hand)
                on_hand += order
                releases[max(0, week - lead)] += order
        return releases


def shares(plan: Phased, wishes: list[tuple[int, str, int, int]]) -> dict[tuple[str, int], dict[int, int]]:
    """Who is served: unit by unit, each unit of supply to the unit that waits longest. (order, item, week,
    quantity) -> per item and week the units for each order (-1: for stock)."""
    asked: dict[str, list[tuple[int, int]]] = defaultdict(list)  # per item a (week, order) for each unit
    for order, item, week, quantity in wishes:
        asked[item] += [(week, order)] * quantity
    for item in sorted(plan.demand, key=lambda name: depth(plan.ratios, name)):
        units = sorted(asked[item], key=lambda unit: (unit[0], unit[1] if unit[1] >= 0 else 10**9))
        for week, owners in _released_for(plan, item, units).items():
            for component, ratio in below(plan.ratios, item):
                for number, owner in enumerate(owners):
                    more = ceil((number + 1) * ratio) - ceil(number * ratio)
                    asked[component] += [(week, owner)] * more
    found: dict[tuple[str, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for item, kept in asked.items():
        for week, order in kept:
            found[item, week][order] += 1
    return {key: dict(value) for key, value in found.items()}


def _released_for(plan: Phased, item: str, units: list[tuple[int, int]]) -> dict[int, list[int]]:
    """Per week of release the order of each unit released."""
    on_hand, receipts, lead, rule, size, safety = plan.facts[item]
    found: dict[int, list[int]] = defaultdict(list)
    supplied, available = on_hand, on_hand
    for week, wanted in enumerate(plan.gross[item]):
        supplied += receipts[week]
        available += receipts[week] - wanted
        if available < safety:
            order = lot(rule, size, safety - available)
            available += order
            owners = [unit[1] for unit in units[supplied : supplied + order]]
            found[max(0, week - lead)] += owners + [-1] * (order - len(owners))
            supplied += order
    return found
