"""All bills of material of a factory as one index (III.4.1): low-level codes, and no item that contains itself."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Generic

import numpy as np

from takt.engine.errors import BillError, CyclicBillError
from takt.engine.requirements.joining import joined
from takt.engine.requirements.lines import K, Line
from takt.engine.requirements.quantities import LARGEST, Integers, Short
from takt.engine.requirements.store import Store, measure, measure_all, order_by_level

ROOM = 8
"""One line in so many is kept free for bills to come."""


class Bills(Generic[K]):
    """The bills of items 0..n-1, called ``names``; ``decimals``: how many each one's unit has.

    A line needs ``numerator / denominator`` units of its component for one unit of its parent. Lines of one
    parent for the same component count as one. Raises BillError for a wrong line and CyclicBillError, naming
    the path, for an item that contains itself."""

    def __init__(
        self,
        names: Sequence[K],
        decimals: Integers,
        parent: Integers,
        component: Integers,
        numerator: Integers,
        denominator: Integers,
    ) -> None:
        self.names, self.decimals = names, decimals
        self._numbers: dict[K, int] | None = None
        self._dropped: set[int] = set()
        #: How often a bill was replaced; what was derived from an older index is out of date.
        self.revision = 0
        parent, *columns = joined(parent, component, numerator, denominator)
        self._refuse_too_large(parent, columns[0], columns[1])
        self._lay_out(np.bincount(parent, minlength=len(names)).astype(np.int64), columns)
        self._sort()

    @classmethod
    def of(cls, items: Mapping[K, int], lines: Iterable[Line[K]]) -> "Bills[K]":
        """The bills of items with the decimals of their units. Raises BillError, also for an unknown item."""
        rows = []
        numbers = {name: at for at, name in enumerate(items)}
        for line in lines:
            for name in (line.parent, line.component):
                if name not in numbers:
                    raise BillError(item=name, field="item", value=name, expected="an item of the factory")
            ratio = line.ratio(items[line.component], items[line.parent])
            rows.append((numbers[line.parent], numbers[line.component], ratio))
        columns = _columns([(component, ratio) for _, component, ratio in rows])
        parent = np.array([row[0] for row in rows], np.int64)
        found = cls(list(items), np.array(list(items.values()), np.int64), parent, *columns)
        found._numbers = numbers
        return found

    def __len__(self) -> int:
        return len(self.names)

    def number(self, name: K) -> int:
        """The number of an item. Raises BillError for one that the index does not know."""
        if self._numbers is None:
            self._numbers = {each: at for at, each in enumerate(self.names)}
        if name not in self._numbers:
            raise BillError(item=name, field="item", value=name, expected="an item of the factory")
        return self._numbers[name]

    @property
    def order(self) -> Integers:
        """Every item, each before its components."""
        return self._order

    @property
    def place(self) -> Integers:
        """Where each item stands in the order."""
        return self._place

    @property
    def levels(self) -> Integers:
        """Per item a number above that of everything that contains it; at least its low-level code."""
        return self._levels

    def low_level_codes(self) -> Integers:
        """Per item the longest way down to it from an item that nothing contains: 0 at the top."""
        if self._dropped:  # a line that went may have been on the longest way
            self._sort()
            self._dropped.clear()
        return self._levels

    def components(self, item: int) -> list[tuple[int, Fraction]]:
        """The item's lines: component, and its units for one unit of the item."""
        span = slice(self.store.start[item], self.store.stop[item])
        columns = [held[span].tolist() for held in _held(self.store)]
        return [(component, Fraction(n, d)) for component, n, d in zip(*columns, strict=True)]

    def replace(self, item: int, lines: Sequence[tuple[int, Fraction]]) -> None:
        """Give an item another bill (a new version was released). Nothing changes when it is refused.

        Raises BillError for a ratio that is not above 0 and CyclicBillError."""
        parent, *columns = joined(np.full(len(lines), item, np.int64), *_columns(lines))
        self._refuse_too_large(parent, columns[0], columns[1])
        old = int(self.store.start[item]), int(self.store.stop[item])
        self._append(item, columns)
        if (self._levels[columns[0]] <= self._levels[item]).any():
            try:
                self._sort()
            except CyclicBillError:
                self._point(item, *old)
                raise
            self._dropped.clear()
        else:
            self._dropped.add(item)
        self.revision += 1

    def _lay_out(self, counts: Integers, columns: Sequence[Integers]) -> None:
        stop = np.cumsum(counts)
        self._used = int(counts.sum())
        room = max(64, self._used // ROOM)
        component, *ratio = (np.concatenate([column, np.zeros(room, np.int64)]) for column in columns)
        limit, whole = np.zeros((2, len(stop)), np.int64)
        short, small = component.astype(np.uint32), np.zeros(len(component), np.uint32)
        self.store = Store(stop - counts, stop, limit, whole, short, small, ratio[0], ratio[1])
        measure_all(self.store)

    def _append(self, item: int, columns: Sequence[Integers]) -> None:
        count = len(columns[0])
        if self._used + count > len(self.store.component):
            self._compact(count)
        target = slice(self._used, self._used + count)
        for held, column in zip(_held(self.store), columns, strict=True):
            held[target] = column
        self._used += count
        self._point(item, target.start, target.stop)

    def _point(self, item: int, start: int, stop: int) -> None:
        self.store.start[item], self.store.stop[item] = start, stop
        measure(self.store, item)

    def _compact(self, more: int) -> None:
        """Lay the lines side by side again, without those that were replaced, and with room for more."""
        counts = self.store.stop - self.store.start
        places = np.repeat(self.store.start - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        pad = np.zeros(more, np.int64)
        self._lay_out(counts, [np.concatenate([held[places], pad]) for held in _held(self.store)])

    def _sort(self) -> None:
        levels, order = np.empty(len(self), np.int64), np.empty(len(self), np.int64)
        found = order_by_level(self.store, levels, order)
        if found < len(self):
            raise CyclicBillError(path=" > ".join(str(self.names[at]) for at in self._cycle(order[:found])))
        # within a level by number, so that an explosion reads memory from its beginning to its end
        order = np.argsort(levels, kind="stable").astype(np.int64)
        self._levels, self._order, self._place = levels, order, np.empty_like(order)
        self._place[order] = np.arange(len(order))

    def _cycle(self, sorted_out: Integers) -> list[int]:
        left = np.ones(len(self), bool)
        left[sorted_out] = False
        above: dict[int, int] = {}
        for item in np.flatnonzero(left).tolist():
            for component, _ in self.components(item):
                above[component] = item
        # each item left over has a parent that was left over too, so walking upwards must come round
        walk, item = [int(np.argmax(left))], above[int(np.argmax(left))]
        while item not in walk:
            walk.append(item)
            item = above[item]
        return [item, *reversed(walk[walk.index(item) :])]

    def _refuse_too_large(self, parent: Integers, component: Integers, numerator: Integers) -> None:
        wrong = np.flatnonzero(numerator <= 0)
        if len(wrong):
            at = wrong[0]
            raise BillError(
                item=self.names[component[at]], field=f"quantity_per in {self.names[parent[at]]}",
                value=int(numerator[at]), expected=f"more than 0 and at most {LARGEST} units",
            )  # fmt: skip


def _held(store: Store) -> tuple[Short | Integers, Integers, Integers]:
    return store.component, store.numerator, store.denominator


def _columns(lines: Sequence[tuple[int, Fraction]]) -> tuple[Integers, Integers, Integers]:
    """Component, numerator, denominator; a fraction beyond 64 bits gets the numerator 0."""
    fits = [max(r.numerator, r.denominator) <= LARGEST for _, r in lines]
    return (
        np.array([component for component, _ in lines], np.int64),
        np.array([r.numerator if ok else 0 for (_, r), ok in zip(lines, fits, strict=True)], np.int64),
        np.array([r.denominator if ok else 1 for (_, r), ok in zip(lines, fits, strict=True)], np.int64),
    )
