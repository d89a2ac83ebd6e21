"""A time-phased material plan (III.3.1): weekly buckets, netted, kept, and changed item by item."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Generic

import numpy as np

from takt.engine.errors import BillError
from takt.engine.requirements.bills import Bills
from takt.engine.requirements.lines import K
from takt.engine.requirements.netting import Needs, Supply, phase
from takt.engine.requirements.policies import Policies, Policy, checked
from takt.engine.requirements.quantities import LARGEST, Integers
from takt.engine.requirements.rippling import ripple
from takt.engine.requirements.summed import refuse_overflow
from takt.engine.requirements.weeks import Week, weeks_of

Write = tuple[Integers, Any, Any]
"""An array, where in it, and what is to stand there."""


class Plan(Generic[K]):
    """What must be released when: ``demand[item, week]`` from outside (what is overdue counts in week 0), netted
    against ``on_hand[item]`` and ``receipts[item, week]``, ordered by the item's policy a lead time earlier, and
    taken apart by its bill in the week of its release. All quantities in units.

    What should have been released before week 0 is released in week 0 (`weeks` tells how much comes late). The
    plan keeps the arrays that it is given. Every change is done in place and gives the numbers of the items
    whose releases changed; it raises BillError, with nothing changed, when a number is wrong or does not fit."""

    def __init__(
        self,
        bills: Bills[K],
        demand: Integers,
        policies: Policies,
        on_hand: Integers | None = None,
        receipts: Integers | None = None,
    ) -> None:
        self.bills, self.policies = bills, policies
        count = len(bills)
        stock = np.zeros(count, np.int64) if on_hand is None else on_hand
        scheduled = np.zeros((count, demand.shape[1]), np.int64) if receipts is None else receipts
        for field, numbers in (("demand", demand), ("on_hand", stock), ("receipts", scheduled)):
            _refuse_negative(bills, field, numbers)
        busy = np.flatnonzero(scheduled.any(axis=1))
        row = np.full(count, -1, np.int64)
        row[busy] = np.arange(len(busy))
        self.supply = Supply(stock, row, scheduled[busy])
        self.needs = Needs(demand, np.empty_like(demand), np.empty_like(demand))
        self._moved = np.empty(count, np.int64)
        weeks = demand.shape[1]
        self._rows = (np.zeros(weeks, np.int64), np.zeros(weeks, np.int64), np.zeros(weeks, np.int64))
        self.renew()

    def renew(self) -> None:
        """Plan everything anew: after its arrays or the index were changed from outside."""
        refuse_overflow(self.bills, self._phase())

    def weeks(self, item: int) -> list[Week]:
        """The item's plan, week by week."""
        return weeks_of(item, self.policies, self.supply, self.needs)

    def change_demand(self, item: int, by_week: Integers) -> Integers:
        """Another demand from outside for an item."""
        self._refuse_negative("demand", item, by_week)
        gross, demand = self.needs.gross, self.needs.demand
        depending = gross[item] - demand[item]
        if int(depending.max()) + int(by_week.max()) > LARGEST:
            refuse_overflow(self.bills, item)
        return self._change(item, [(demand, item, by_week), (gross, item, depending + by_week)])

    def change_on_hand(self, item: int, units: int) -> Integers:
        """Another stock of an item."""
        self._refuse_negative("on_hand", item, np.array([units]))
        return self._change(item, [(self.supply.on_hand, item, units)])

    def change_receipts(self, item: int, by_week: Integers) -> Integers:
        """Other scheduled receipts of an item."""
        self._refuse_negative("receipts", item, by_week)
        if self.supply.row[item] < 0:
            self.supply.row[item] = len(self.supply.receipts)
            more = np.zeros((1, len(by_week)), np.int64)
            self.supply = self.supply._replace(receipts=np.vstack([self.supply.receipts, more]))
        return self._change(item, [(self.supply.receipts, self.supply.row[item], by_week)])

    def change_policy(self, item: int, policy: Policy) -> Integers:
        """Another policy for an item."""
        values = checked(self.bills, item, policy)
        return self._change(item, [(a, item, v) for a, v in zip(self.policies, values, strict=True)])

    def change_bill(self, item: int, lines: Sequence[tuple[int, Fraction]]) -> Integers:
        """Another bill for an item (components with their ratios), in the index too. Raises CyclicBillError as
        well."""
        old = self.bills.components(item)
        self.bills.replace(item, lines)
        rows = _exchanged(self.needs, item, old, self.bills.components(item))
        try:
            for component, row in rows.items():
                if max(row) > LARGEST:
                    refuse_overflow(self.bills, component)
            if self.needs.releases[item].max() > self.bills.store.limit[item]:
                refuse_overflow(self.bills, item)
            return self._ripple([(self.needs.gross, component, row) for component, row in rows.items()], rows)
        except BillError:
            self.bills.replace(item, old)
            self._phase()
            raise

    def _change(self, item: int, writes: Sequence[Write]) -> Integers:
        before = [(array, at, array[at].copy()) for array, at, _ in writes]
        try:
            return self._ripple(writes, [item])
        except BillError:
            for array, at, value in before:
                array[at] = value
            self._phase()
            raise

    def _ripple(self, writes: Sequence[Write], items: Sequence[int] | dict[int, list[int]]) -> Integers:
        for array, at, value in writes:
            array[at] = value
        bills = self.bills
        flags = np.zeros(len(bills), np.uint8)
        for item in items:
            flags[bills.place[item]] = 1
        given = (self.policies, self.supply, self.needs, flags, self._moved, self._rows)
        count = ripple(bills.store, bills.order, bills.place, *given)
        refuse_overflow(bills, -1 - count if count < 0 else -1)
        return self._moved[:count].copy()

    def _phase(self) -> int:
        np.copyto(self.needs.gross, self.needs.demand)
        return phase(
            self.bills.store, self.bills.order, self.policies, self.supply, self.needs, self._rows[0]
        )

    def _refuse_negative(self, field: str, item: int, by_week: Integers) -> None:
        if by_week.min() < 0:
            name, value = self.bills.names[item], int(by_week.min())
            raise BillError(item=name, field=field, value=value, expected="0 or more")


def _refuse_negative(bills: Bills[K], field: str, numbers: Integers) -> None:
    if numbers.size and numbers.min() < 0:
        at = np.unravel_index(int(numbers.argmin()), numbers.shape)
        raise BillError(
            item=bills.names[int(at[0])], field=field, value=int(numbers[at]), expected="0 or more"
        )


def _exchanged(
    needs: Needs, item: int, old: Sequence[tuple[int, Fraction]], new: Sequence[tuple[int, Fraction]]
) -> dict[int, list[int]]:
    """The gross requirements of the components of a bill that is exchanged for another."""
    released = needs.releases[item].tolist()
    rows: dict[int, list[int]] = {}
    for sign, lines in ((-1, old), (1, new)):
        for component, ratio in lines:
            row = rows.setdefault(component, needs.gross[component].tolist())
            for week, quantity in enumerate(released):
                row[week] += sign * -(-quantity * ratio.numerator // ratio.denominator)
    return rows
