"""A line of a bill of material (III.4.1), checked, as a fraction of whole units."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from takt.engine.errors import BillError
from takt.engine.requirements.quantities import DECIMALS, MICRO, ratio, to_units

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Line(Generic[K]):
    """``quantity_per`` of ``component`` in each one of ``parent``, both in their own units, at most 6 decimals.

    ``scrap_share`` (0 or more, below 1) is the share of what is issued that is lost, so that what is needed is
    quantity_per / (1 - scrap_share)."""

    parent: K
    component: K
    quantity_per: Decimal
    scrap_share: Decimal = Decimal(0)

    def ratio(self, component_decimals: int, parent_decimals: int) -> Fraction:
        """Units of the component for one unit of the parent. Raises BillError naming component, field, value."""
        per = to_units(self.quantity_per, DECIMALS, self.component, f"quantity_per in {self.parent}")
        scrap = to_units(self.scrap_share, DECIMALS, self.component, f"scrap_share in {self.parent}")
        if per == 0:
            raise self._wrong("quantity_per", self.quantity_per, "more than 0")
        if scrap >= MICRO:
            raise self._wrong("scrap_share", self.scrap_share, "0 or more, below 1")
        return ratio(Fraction(per, MICRO), Fraction(scrap, MICRO), component_decimals, parent_decimals)

    def _wrong(self, field: str, value: Decimal, expected: str) -> BillError:
        where = f"{field} in {self.parent}"
        return BillError(item=self.component, field=where, value=value, expected=expected)
