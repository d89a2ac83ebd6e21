"""From which sources a quantity is taken, pure: the order of the sources is the order given."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

Source = TypeVar("Source")


class Draw(NamedTuple, Generic[Source]):
    """So much from this source."""

    source: Source
    quantity: Decimal


def draw(needed: Decimal, sources: Iterable[tuple[Source, Decimal]]) -> tuple[list[Draw[Source]], Decimal]:
    """Take `needed` from (source, free quantity) in order; what is missing comes as the second answer."""
    taken: list[Draw[Source]] = []
    for source, free in sources:
        if needed <= 0:
            break
        if free > 0:
            taken.append(Draw(source, min(needed, free)))
            needed -= taken[-1].quantity
    return taken, max(needed, Decimal(0))


def summed(needs: Sequence[tuple[Source, Decimal]]) -> dict[Source, Decimal]:
    """One quantity for each thing needed, in the order of first mention; nothing is left out but zero."""
    total: dict[Source, Decimal] = {}
    for source, quantity in needs:
        total[source] = total.get(source, Decimal(0)) + quantity
    return {source: quantity for source, quantity in total.items() if quantity > 0}
