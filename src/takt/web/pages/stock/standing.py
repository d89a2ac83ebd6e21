"""What there is of an item: its lots, what is kept for whom, what is on its way by which day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takt.conduct import reading
from takt.conduct.narrowing import MAX_SEARCH_CHARACTERS, is_printable
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.factory.models import Item
from takt.orders.models import Order
from takt.stock.models import ExpectedReceipt, Lot, Reservation
from takt.web.pages.access import signed_in
from takt.web.pages.acting.possible import departments_now

ZERO = Decimal(0)
_STILL_KEPT = Q(reservations__issued_at=None, reservations__released_at=None)


@dataclass(frozen=True, slots=True)
class Kept:
    """A part of a lot or of an expected receipt that is kept for an order."""

    reservation: Reservation
    order: str


@dataclass(frozen=True, slots=True)
class Coming:
    """An expected receipt: what is still to come of it, what of that is kept, and what is free with it by its day."""

    receipt: ExpectedReceipt
    open: Decimal
    kept: Decimal
    free_by_then: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """An item in stock, in its unit. Held lots are on hand and not free."""

    item: Item
    lots: Sequence[Lot]
    on_hand: Decimal
    reserved: Decimal
    held: Decimal
    free: Decimal
    coming: list[Coming]


def standing_of(item: Item) -> Standing:
    """The item's lots that are not empty, and what is on its way. Two queries."""
    lots = list(
        Lot.objects.filter(item=item, on_hand__gt=0)
        .annotate(free=F("on_hand") - F("reserved"))
        .order_by("received_at")
    )
    usable = [lot for lot in lots if not lot.held]
    free = sum((lot.on_hand - lot.reserved for lot in usable), ZERO)
    return Standing(
        item=item,
        lots=lots,
        on_hand=sum((lot.on_hand for lot in lots), ZERO),
        reserved=sum((lot.reserved for lot in lots), ZERO),
        held=sum((lot.on_hand for lot in lots if lot.held), ZERO),
        free=free,
        coming=_coming(item, free),
    )


def _coming(item: Item, free: Decimal) -> list[Coming]:
    rows = ExpectedReceipt.objects.filter(item=item, closed_at=None).select_related("supplier")
    kept = Sum("reservations__quantity", filter=_STILL_KEPT, default=ZERO)
    found = []
    for receipt in rows.annotate(kept=kept).order_by("due", "number"):
        still = receipt.quantity - receipt.received_quantity
        free += still - receipt.kept
        found.append(Coming(receipt, still, receipt.kept, free))
    return found


def kept_for(reservations: Iterable[Reservation]) -> list[Kept]:
    """Reservations with the number of the order that they are for. One query."""
    rows = list(reservations)
    numbers: dict[UUID, str] = dict(
        Order.objects.filter(pk__in={r.case for r in rows}).values_list("pk", "number")
    )
    return [Kept(r, numbers.get(r.case, "")) for r in rows]


@signed_in
def items(request: HttpRequest, reader: Person) -> HttpResponse:
    """One item's stock, found by number, name or pinyin; several are offered."""
    typed = " ".join(_printable(request.GET.get("item", ""))[:MAX_SEARCH_CHARACTERS].split()[:4])
    reading.readable_rows(RESOURCES["lots"], reader)
    found = list(_found(typed, reader)[:20]) if typed else []
    exact = [i for i in found if i.number == typed] or (found if len(found) == 1 else [])
    context: dict[str, Any] = {
        "typed": typed,
        "found": found,
        "standing": standing_of(exact[0]) if exact else None,
    }
    context["keeps"] = bool({"logistics", "production"} & departments_now(reader))
    return render(request, "stock/items.html", context)


def _printable(text: str) -> str:
    return text if is_printable(text) else ""


def _found(typed: str, reader: Person) -> Any:
    exact = Item.objects.filter(number=typed).select_related("unit")
    return (
        exact
        if exact.exists()
        else reading.matching(RESOURCES["items"], reader, {}, typed).select_related("unit")
    )
