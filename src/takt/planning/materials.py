"""From when on material is there (III.3.1): on hand now, by expected receipts, else by the supplier's lead time.

Pure. Needs are covered in the order of the jobs; what one job takes is gone for the next.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from takt.factory.facts import Structure
from takt.planning.explosion import NOTHING, JobDraft
from takt.stock.reads import Availability


@dataclass(frozen=True, slots=True)
class Shortage:
    """So much of an item is neither there nor on its way; ordered today it could be there on `available`."""

    item: str
    quantity: Decimal
    available: date


@dataclass(frozen=True, slots=True)
class Coverage:
    """Per job the date on which its material comes (None: it is there), and what is short."""

    dates: tuple[date | None, ...]
    shortages: tuple[Shortage, ...]


def cover(
    jobs: Iterable[JobDraft], structure: Structure, supplies: Mapping[UUID, Availability], today: date
) -> Coverage:
    """Cover every need of every job from the supplies."""
    stocks = {item_id: _Stock(supply) for item_id, supply in supplies.items()}
    short: dict[UUID, Decimal] = {}
    dates: list[date | None] = []
    for job in jobs:
        ready: date | None = None
        for need in job.needs:
            latest, lacking = stocks.setdefault(need.item_id, _Stock(Availability())).take(need.quantity)
            if lacking > 0:
                short[need.item_id] = short.get(need.item_id, NOTHING) + lacking
                latest = max(filter(None, (latest, _bought(structure, need.item_id, today))))
            ready = max(filter(None, (ready, latest)), default=None)
        dates.append(ready)
    found = (Shortage(structure.items[i].number, q, _bought(structure, i, today)) for i, q in short.items())
    return Coverage(tuple(dates), tuple(found))


def _bought(structure: Structure, item_id: UUID, today: date) -> date:
    """When the item could come: by its best supplier's lead time, else by its own."""
    terms = structure.terms.get(item_id)
    return today + timedelta(days=terms.lead_time_days if terms else structure.items[item_id].lead_time_days)


class _Stock:
    def __init__(self, supply: Availability) -> None:
        self.layers: list[tuple[date | None, Decimal]] = [
            (None, supply.now),
            *((r.due, r.quantity) for r in supply.expected),
        ]

    def take(self, quantity: Decimal) -> tuple[date | None, Decimal]:
        """Take from the earliest on: the date of the last layer touched, and what is lacking."""
        latest: date | None = None
        while quantity > 0 and self.layers:
            when, there = self.layers[0]
            taken = min(there, quantity)
            quantity -= taken
            if taken > 0:
                latest = when
            if taken == there:
                self.layers.pop(0)
            else:
                self.layers[0] = (when, there - taken)
        return latest, quantity
