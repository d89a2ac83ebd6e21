"""How each item is ordered: lot size, lead time, safety stock (field terms of material requirements planning)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from takt.engine.errors import BillError
from takt.engine.requirements.bills import Bills
from takt.engine.requirements.lines import K
from takt.engine.requirements.quantities import Integers, to_units


class LotRule(StrEnum):
    """How a net requirement becomes a planned order."""

    LOT_FOR_LOT = "lot_for_lot"  # exactly what is missing
    FIXED = "fixed"  # orders of exactly the lot size, as many as it takes
    MULTIPLE = "multiple"  # one order, rounded up to a multiple of the lot size
    MINIMUM = "minimum"  # what is missing, at least the lot size


@dataclass(frozen=True, slots=True)
class Policy:
    """How an item is ordered. ``lot_size`` and ``safety_stock`` in its unit; ``lot_size`` is not read lot for lot."""

    lead_weeks: int = 0
    lot_rule: LotRule = LotRule.LOT_FOR_LOT
    lot_size: Decimal = Decimal(0)
    safety_stock: Decimal = Decimal(0)


class Policies(NamedTuple):
    """Policies by item, in units: what is missing becomes at least ``least``, rounded up to a ``multiple``;
    ``fixed`` is 1 where each planned order is exactly one lot."""

    lead_weeks: Integers
    least: Integers
    multiple: Integers
    safety: Integers
    fixed: Integers


def plain(count: int) -> Policies:
    """Lot for lot, without lead time or safety stock."""
    zeros = np.zeros(count, np.int64)
    return Policies(zeros, zeros.copy(), np.ones(count, np.int64), zeros.copy(), zeros.copy())


def policies(bills: Bills[K], given: Mapping[K, Policy]) -> Policies:
    """The policies of all items; `plain` for those not given. Raises BillError."""
    found = plain(len(bills))
    for name, policy in given.items():
        item = bills.number(name)
        for column, value in zip(found, checked(bills, item, policy), strict=True):
            column[item] = value
    return found


def checked(bills: Bills[K], item: int, policy: Policy) -> tuple[int, int, int, int, int]:
    """The item's values in `Policies`. Raises BillError naming field and value."""
    name, decimals = bills.names[item], int(bills.decimals[item])
    if policy.lead_weeks < 0:
        raise BillError(item=name, field="lead_weeks", value=policy.lead_weeks, expected="0 or more")
    safety = to_units(policy.safety_stock, decimals, name, "safety_stock")
    least, multiple = 0, 1
    if policy.lot_rule != LotRule.LOT_FOR_LOT:
        lot = to_units(policy.lot_size, decimals, name, "lot_size")
        if lot == 0:
            raise BillError(item=name, field="lot_size", value=policy.lot_size, expected="more than 0")
        least, multiple = (lot, 1) if policy.lot_rule == LotRule.MINIMUM else (0, lot)
    return policy.lead_weeks, least, multiple, safety, int(policy.lot_rule == LotRule.FIXED)
