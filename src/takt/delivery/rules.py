"""Rules of delivery: facts in, refusals out (R7). No query, no clock."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from takt.conduct.models import LetterState
from takt.conduct.refusals import Refusal
from takt.delivery import refusals


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A position of the order: item number, ordered and already packed quantity, in the item's unit."""

    position: int
    item: str
    ordered: Decimal
    packed: Decimal


def reasons_not_to_pack(
    wanted: Iterable[tuple[int, Decimal]], lines: Mapping[int, LineFacts], ready: Mapping[str, Decimal]
) -> Iterator[Refusal]:
    """Positions must exist, once each; no more than ordered; no more of an item than is ready for the order."""
    wanted = list(wanted)
    for position, times in Counter(p for p, _ in wanted).items():
        if times > 1:
            yield refusals.PackedTwice(position)
    by_item: dict[str, Decimal] = {}
    for position, quantity in wanted:
        line = lines.get(position)
        if line is None:
            yield refusals.UnknownLine(position)
            continue
        by_item[line.item] = by_item.get(line.item, Decimal(0)) + quantity
        if line.packed + quantity > line.ordered:
            yield refusals.MoreThanOrdered(quantity, position, line.ordered, line.packed)
    for item, quantity in by_item.items():
        if quantity > ready.get(item, Decimal(0)):
            yield refusals.NotInStock(quantity, item, ready.get(item, Decimal(0)))


def reasons_not_to_mark(
    wanted: Iterable[tuple[int, Decimal]], contents: Iterable[Iterable[tuple[int, Decimal]]]
) -> Iterator[Refusal]:
    """What is marked on the packages, where it is marked on any, is together exactly what is in the shipment."""
    in_packages: dict[int, Decimal] = {}
    for position, quantity in (each for content in contents for each in content):
        in_packages[position] = in_packages.get(position, Decimal(0)) + quantity
    if not in_packages:
        return
    shipped = dict(wanted)
    for position in sorted(shipped.keys() | in_packages.keys()):
        here, there = shipped.get(position, Decimal(0)), in_packages.get(position, Decimal(0))
        if here != there:
            yield refusals.ContentsDiffer(position, here, there)


def reasons_not_to_notify(carrier: str, retired: bool, arrival: date, today: date) -> Iterator[Refusal]:
    """The carrier is in use and the arrival lies ahead."""
    if retired:
        yield refusals.CarrierRetired(carrier)
    if arrival < today:
        yield refusals.ArrivalInThePast(arrival, today)


def reasons_not_to_ship(shipment: str, told_by_phone: bool, letter_state: str | None) -> Iterator[Refusal]:
    """The newest notice has been sent, or was given by phone (III.6.2)."""
    if told_by_phone or letter_state == LetterState.SENT:
        return
    notice = str(LetterState(letter_state).label) if letter_state else "—"
    yield refusals.CustomerNotTold(shipment, notice)


def reasons_not_to_receive(received: date, shipped: date, today: date) -> Iterator[Refusal]:
    """A receipt lies between the departure and today."""
    if not shipped <= received <= today:
        yield refusals.ReceivedBeforeShipped(received, shipped, today)
