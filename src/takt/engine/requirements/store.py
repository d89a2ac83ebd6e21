"""Where the lines of all bills lie: each item's lines side by side, so that an explosion reads memory in order."""

from typing import NamedTuple

import numpy as np

from takt.engine.compiled import compiled, compiled_bare
from takt.engine.requirements.quantities import LARGEST, Integers, Short

SMALL = 2**32 - 1


class Store(NamedTuple):
    """The lines of item i lie at ``start[i]:stop[i]``. ``limit[i]``: the largest quantity of i whose lines all
    stay within 64 bits. ``whole[i]``: 1 when every line of i needs a whole number of its component, which then
    stands in ``small`` too."""

    start: Integers
    stop: Integers
    limit: Integers
    whole: Integers
    component: Short
    small: Short
    numerator: Integers
    denominator: Integers


@compiled_bare
def needed(quantity: int, numerator: int, denominator: int) -> int:
    """Units of the component for so many of the parent, rounded up."""
    if denominator == 1:
        return quantity * numerator
    return (quantity * numerator + denominator - 1) // denominator


@compiled_bare
def measure(store: Store, item: int) -> None:
    """Set the item's limit, whether its lines come out even, and what is small."""
    limit, whole = LARGEST, 1
    for at in range(store.start[item], store.stop[item]):
        numerator = store.numerator[at]
        limit = min(limit, (LARGEST - store.denominator[at] + 1) // numerator)
        if store.denominator[at] != 1 or numerator > SMALL:
            whole = 0
        else:
            store.small[at] = numerator
    store.limit[item] = limit
    store.whole[item] = whole


@compiled_bare
def measure_all(store: Store) -> None:
    """`measure` every item."""
    for item in range(len(store.start)):
        measure(store, item)


@compiled
def order_by_level(store: Store, levels: Integers, order: Integers) -> int:
    """Low-level codes, and the items by them; how many came out. The rest are on a cycle or below one."""
    start, stop, components = store.start, store.stop, store.component
    waiting = np.zeros(len(start), np.int64)
    for item in range(len(start)):
        for at in range(start[item], stop[item]):
            waiting[components[at]] += 1
    found = 0
    for item in range(len(start)):
        levels[item] = 0
        if waiting[item] == 0:
            order[found] = item
            found += 1
    read = 0
    while read < found:  # first come, first served: so the items stand by rising level
        item = order[read]
        read += 1
        for at in range(start[item], stop[item]):
            component = components[at]
            waiting[component] -= 1
            if waiting[component] == 0:
                levels[component] = levels[item] + 1
                order[found] = component
                found += 1
    return found
