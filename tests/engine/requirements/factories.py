"""Random small factories: items a to h in a random order of numbers, bills without circles, stock, lots, orders."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from hypothesis import strategies as st
from tests.engine.requirements.by_hand import Phased, Ratios

from takt.engine.requirements.bills import Bills
from takt.engine.requirements.lines import Line
from takt.engine.requirements.phased import Plan
from takt.engine.requirements.policies import LotRule, Policy, policies
from takt.engine.requirements.quantities import Integers

WEEKS = 4
NAMES = "abcdefgh"

row = st.lists(st.integers(0, 6), min_size=WEEKS, max_size=WEEKS)
a_policy = st.builds(
    Policy,
    st.integers(0, 3),
    st.sampled_from(LotRule),
    st.integers(1, 5).map(Decimal),
    st.integers(0, 3).map(Decimal),
)
scraps = st.sampled_from([Decimal(0), Decimal("0.05"), Decimal("0.3")])
per = st.sampled_from([Decimal(1), Decimal(2), Decimal("0.5"), Decimal("1.25")])


@st.composite
def some_lines(draw: st.DrawFn, most: int = 12) -> list[Line[str]]:
    """Lines that run down the alphabet; the same component may stand in a bill twice."""
    ends = draw(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), max_size=most))
    return [Line(NAMES[top], NAMES[min(top + down, 7)], draw(per), draw(scraps)) for top, down in ends]


@dataclass
class Factory:
    """A factory of whole units, except g and h (one decimal)."""

    items: dict[str, int]
    lines: list[Line[str]]
    demand: dict[str, list[int]]
    stock: dict[str, int]
    receipts: dict[str, list[int]]
    policies: dict[str, Policy]

    def bills(self) -> Bills[str]:
        return Bills.of(self.items, self.lines)

    def plan(self) -> Plan[str]:
        bills = self.bills()
        return Plan(
            bills, self._rows(self.demand), policies(bills, self.policies),
            np.array([self.stock[i] for i in self.items], np.int64), self._rows(self.receipts),
        )  # fmt: skip

    def _rows(self, by_name: dict[str, list[int]]) -> Integers:
        return np.array([by_name[name] for name in self.items], np.int64)

    def ratios(self) -> Ratios:
        found: Ratios = {}
        for line in self.lines:
            ratio = line.ratio(self.items[line.component], self.items[line.parent])
            key = line.parent, line.component
            found[key] = found[key] + ratio if key in found else ratio
        return found

    def by_hand(self) -> Phased:
        facts = {}
        for name, decimals in self.items.items():
            policy, unit = self.policies[name], 10**decimals
            facts[name] = (
                self.stock[name], self.receipts[name], policy.lead_weeks, str(policy.lot_rule),
                int(policy.lot_size * unit), int(policy.safety_stock * unit),
            )  # fmt: skip
        return Phased(self.ratios(), self.demand, facts)


@st.composite
def factories(draw: st.DrawFn) -> Factory:
    """A factory."""
    items = {name: int(name in "gh") for name in draw(st.permutations(NAMES))}
    quiet = [0] * WEEKS
    return Factory(
        items,
        draw(some_lines()),
        {name: draw(row) if draw(st.booleans()) else quiet for name in items},
        {name: draw(st.sampled_from([0, 0, 3, 20])) for name in items},
        {name: draw(row) if draw(st.booleans()) else quiet for name in items},
        {name: draw(a_policy) for name in items},
    )
