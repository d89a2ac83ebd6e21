"""Gross requirements pegged to orders: what each order needs of every item, and which orders need an item (III.3.1)."""

from typing import Generic, NamedTuple

import numpy as np

from takt.engine.compiled import compiled, compiled_bare
from takt.engine.errors import BillError
from takt.engine.requirements.bills import Bills
from takt.engine.requirements.lines import K
from takt.engine.requirements.quantities import Integers, Short
from takt.engine.requirements.store import Store, needed
from takt.engine.requirements.summed import refuse_overflow

LIMIT = 100_000_000
"""Rows that are answered at most."""


class Demands(NamedTuple):
    """What orders ask for, order by order: line i asks for ``quantity[i]`` units of ``item[i]``; the lines of
    order o are ``start[o]:start[o + 1]``."""

    start: Integers
    item: Integers
    quantity: Integers


class Pegs(Generic[K]):
    """Order o needs ``quantity[i]`` units of ``item[i]`` for every i in ``start[o]:start[o + 1]``, parents first,
    each item once."""

    def __init__(self, start: Integers, item: Short, quantity: Integers, count: int) -> None:
        self.start, self.item, self.quantity = start, item, quantity
        self._count = count
        self._by_item: tuple[Integers, Integers] | None = None

    def __len__(self) -> int:
        return len(self.item)

    def needs(self, order: int) -> tuple[Short, Integers]:
        """The items that an order needs, and how many units of each."""
        span = slice(self.start[order], self.start[order + 1])
        return self.item[span], self.quantity[span]

    def serves(self, item: int) -> tuple[Integers, Integers]:
        """The orders that need an item, in their order, and how many units each."""
        if self._by_item is None:
            self._by_item = by_item(self.item, self._count)
        first, rows = self._by_item
        found = rows[first[item] : first[item + 1]]
        return np.searchsorted(self.start, found, side="right") - 1, self.quantity[found]


def pegged(bills: Bills[K], demands: Demands, limit: int = LIMIT) -> Pegs[K]:
    """Each order taken apart by itself. Raises BillError for a negative quantity, a requirement beyond 64 bits,
    and more than ``limit`` rows."""
    if len(demands.quantity) and demands.quantity.min() < 0:
        at = int(demands.quantity.argmin())
        name, value = bills.names[demands.item[at]], int(demands.quantity[at])
        raise BillError(item=name, field="demand", value=value, expected="0 or more")
    orders = len(demands.start) - 1
    room = min(1024 * (orders + 1), limit)
    start = np.zeros(orders + 1, np.int64)
    item, quantity = np.empty(room, np.uint32), np.empty(room, np.int64)
    done = _take_apart(bills, demands, 0, start, item, quantity)
    while 0 <= done < orders:
        if len(item) >= limit:
            raise BillError(item="*", field="requirements", value="more", expected=f"at most {limit} rows")
        room = min(2 * room, limit)
        item, quantity = np.resize(item, room), np.resize(quantity, room)
        done = _take_apart(bills, demands, done, start, item, quantity)
    refuse_overflow(bills, -1 - done if done < 0 else -1)
    return Pegs(start, item[: start[-1]], quantity[: start[-1]], len(bills))


def _take_apart(
    bills: Bills[K], demands: Demands, order: int, start: Integers, item: Short, quantity: Integers
) -> int:
    nothing = np.full(len(bills), -1, np.int64)
    first = np.full(int(bills.levels.max(initial=0)) + 1, -1, np.int64)
    waiting = Waiting(first, np.empty_like(nothing), nothing)
    return peg(bills.store, bills.levels, demands, order, waiting, start, item, quantity)


class Waiting(NamedTuple):
    """Items of one order that wait to be taken apart: a chain for each level, ``first[level]``, then
    ``after[item]`` (-1: the end); ``need[item]`` is what is asked of an item so far (-1: nothing)."""

    first: Integers
    after: Integers
    need: Integers


@compiled_bare
def peg(
    store: Store,
    levels: Integers,
    demands: Demands,
    order: int,
    waiting: Waiting,
    rows: Integers,
    items: Short,
    quantities: Integers,
) -> int:
    """Take orders apart, from ``order`` on, until all are done or there is no room; the first order not done, or
    -1 - item when the item overflows."""
    while order < len(rows) - 1:
        row, level = rows[order], 0
        count = _ask(demands, order, levels, waiting)
        while count > 0:
            item = waiting.first[level]
            if item < 0:
                level += 1
                continue
            if row == len(items):
                return order
            waiting.first[level] = waiting.after[item]
            quantity, waiting.need[item] = waiting.need[item], -1
            if quantity < 0 or quantity > store.limit[item]:
                return -1 - int(item)
            items[row], quantities[row] = item, quantity
            row += 1
            more = _ask_below(store, item, quantity, levels, waiting)
            if more < 0:
                return -1 - int(item)
            count += more - 1
        order += 1
        rows[order] = row
    return order


@compiled_bare
def _ask_below(store: Store, item: int, quantity: int, levels: Integers, waiting: Waiting) -> int:
    """Ask an item's components for what it needs; how many of them wait newly, negative when one overflows."""
    first, after, need = waiting
    more, signs = 0, 0
    for at in range(store.start[item], store.stop[item]):
        component = np.int64(store.component[at])
        if need[component] == -1:
            need[component], after[component] = 0, first[levels[component]]
            first[levels[component]] = component
            more += 1
        need[component] += needed(quantity, store.numerator[at], store.denominator[at])
        signs |= need[component]
    return more if signs >= 0 else -1


@compiled_bare
def _ask(demands: Demands, order: int, levels: Integers, waiting: Waiting) -> int:
    """Let an order's own items wait to be taken apart; how many do."""
    first, after, need = waiting
    count = 0
    for at in range(demands.start[order], demands.start[order + 1]):
        item = demands.item[at]
        if need[item] == -1:
            need[item], after[item] = 0, first[levels[item]]
            first[levels[item]] = item
            count += 1
        if need[item] >= 0:  # what wrapped around stays negative and is refused by name
            need[item] += demands.quantity[at]
    return count


@compiled
def by_item(items: Short, count: int) -> tuple[Integers, Integers]:
    """The rows of item i: ``rows[first[i]:first[i + 1]]``, in their order."""
    first, rows = np.zeros(count + 2, np.int64), np.empty(len(items), np.int64)
    for item in items:
        first[item + 2] += 1
    for item in range(count):
        first[item + 2] += first[item + 1]
    for row in range(len(items)):
        rows[first[items[row] + 1]] = row
        first[items[row] + 1] += 1
    return first[:-1], rows
