"""Bills of material as one graph: lines by parent, low-level codes, and no item that contains itself
(III.4.1)."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from takt.engine.errors import BillError, CyclicBillError
from takt.engine.graph import cycle_in, topological_order
from takt.engine.quantities import MICRO, divided_up, to_micro

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Component(Generic[K]):
    """A line of a bill: ``quantity_per`` units of ``item`` in each unit of ``parent``.

    ``scrap_fraction`` (0 or more, below 1) is the share of what is issued that is lost, so that the
    requirement is quantity_per / (1 - scrap_fraction), rounded up to a millionth of a unit."""

    parent: K
    item: K
    quantity_per: Decimal
    scrap_fraction: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line(Generic[K]):
    """A component ready for arithmetic: ``index`` is its place among the components given."""

    index: int
    item: K
    micro_per: int

    def needed(self, parent_micro: int) -> int:
        """Millionths of the component for so many millionths of the parent, rounded up."""
        return divided_up(parent_micro * self.micro_per, MICRO)


class Bill(Generic[K]):
    """All bills of material together. Raises BillError for a wrong line and CyclicBillError, naming the
    path, for a cycle."""

    def __init__(self, components: Iterable[Component[K]]) -> None:
        self._lines: dict[K, list[Line[K]]] = {}
        for index, component in enumerate(components):
            line = Line(index, component.item, _micro_per(component))
            self._lines.setdefault(component.parent, []).append(line)
            self._lines.setdefault(component.item, [])
        #: Every item, each before its components.
        self.items = self._sorted()
        self.low_level_codes = self._levels()

    def components(self, item: K) -> list[Line[K]]:
        """The lines of an item's bill; empty for one that has none, known or not."""
        return self._lines.get(item, [])

    def _sorted(self) -> list[K]:
        names = list(self._lines)
        number = {item: at for at, item in enumerate(names)}
        successors = [[number[line.item] for line in self._lines[item]] for item in names]
        order = topological_order(successors)
        path = cycle_in(successors, order)
        if path:
            raise CyclicBillError(path=" > ".join(str(names[at]) for at in path))
        return [names[at] for at in order]

    def _levels(self) -> dict[K, int]:
        """Per item the longest way down to it from an item that nothing contains: 0 at the top."""
        levels = dict.fromkeys(self.items, 0)
        for item in self.items:
            for line in self._lines[item]:
                levels[line.item] = max(levels[line.item], levels[item] + 1)
        return levels


def _micro_per(component: Component[K]) -> int:
    per = to_micro(component.quantity_per, component.item, f"quantity_per in {component.parent}")
    scrap = to_micro(component.scrap_fraction, component.item, f"scrap_fraction in {component.parent}")
    if per == 0:
        expected, value = "more than 0", component.quantity_per
        raise BillError(
            item=component.item, field=f"quantity_per in {component.parent}", value=value, expected=expected
        )
    if scrap >= MICRO:
        expected, value = "0 or more, below 1", component.scrap_fraction
        raise BillError(
            item=component.item, field=f"scrap_fraction in {component.parent}", value=value, expected=expected
        )
    return divided_up(per * MICRO, MICRO - scrap)
