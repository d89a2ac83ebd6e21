"""Gross requirements, summed: each bill is read once, however many parents ask for it (III.3.1)."""

import numpy as np

from takt.engine.compiled import compiled_bare
from takt.engine.errors import BillError
from takt.engine.requirements.bills import Bills
from takt.engine.requirements.lines import K
from takt.engine.requirements.quantities import LARGEST, Integers
from takt.engine.requirements.store import Store, needed


def summed(bills: Bills[K], demand: Integers) -> Integers:
    """Units needed of every item for a demand (units by item), itself included. Raises BillError for a negative
    demand and for a requirement beyond 64 bits."""
    if len(demand) and demand.min() < 0:
        at = int(demand.argmin())
        raise BillError(item=bills.names[at], field="demand", value=int(demand[at]), expected="0 or more")
    gross = np.array(demand, np.int64)
    refuse_overflow(bills, sum_down(bills.store, bills.order, gross))
    return gross


def refuse_overflow(bills: Bills[K], item: int) -> None:
    """Raises BillError naming the item (-1: none) whose requirement does not fit."""
    if item >= 0:
        expected = f"at most {LARGEST} units for itself and its components"
        raise BillError(item=bills.names[item], field="requirement", value="beyond", expected=expected)


@compiled_bare
def sum_down(store: Store, order: Integers, gross: Integers) -> int:
    """Add every item's needs to its components, parents first; the item that overflows, else -1."""
    # every array is named once, outside the loops: reading it from the tuple again would count references
    start, stop, limit, whole = store.start, store.stop, store.limit, store.whole
    components, small = store.component, store.small
    numerators, denominators = store.numerator, store.denominator
    for item in order:
        quantity, signs = gross[item], 0
        if quantity > limit[item]:
            return int(item)
        if quantity and whole[item]:
            for at in range(start[item], stop[item]):
                gross[components[at]] += quantity * small[at]
                signs |= gross[components[at]]
        elif quantity:
            for at in range(start[item], stop[item]):
                gross[components[at]] += needed(quantity, numerators[at], denominators[at])
                signs |= gross[components[at]]
        if signs < 0:  # a sum wrapped around
            return int(item)
    return -1
