"""The warehouse's acts: each beside what there is of the item, and what was booked (III.3.2, IV)."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from takt.conduct.requests import Outcome
from takt.departments.models import Person
from takt.factory.models import Item
from takt.stock.models import ExpectedReceipt, Lot, Movement, MovementKind, StockDocument
from takt.stock.reserving import open_reservations
from takt.web.pages.acting.possible import departments_now
from takt.web.pages.acting.steps import step
from takt.web.pages.listing.own_pages import own_page
from takt.web.pages.shown import words
from takt.web.pages.stock.standing import kept_for, standing_of

NEWEST = 40


def of_the_item(row: None, reader: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    """What there is of the item that is typed."""
    item = Item.objects.filter(number=str(values.get("item") or "")).select_related("unit").first()
    return {"standing": standing_of(item) if item is not None else None, "lot": str(values.get("lot") or "")}


def to_the_lot(row: None, outcome: Outcome) -> str:
    """After a booking people look at the lot."""
    document = StockDocument.objects.filter(pk=outcome.answer["id"]).first()
    return reverse("row", args=["lots", str(document.lot_id)]) if document is not None else ""


for name in ("receive", "count", "move", "hold", "unhold"):
    step(f"stock.{name}", then=to_the_lot)(of_the_item)
step("stock.expect")(of_the_item)


def _movements(row: None, reader: Person) -> list[tuple[str, str]]:
    """Receipts and counts that nobody countered, newest first."""
    rows = Movement.objects.filter(
        kind__in=(MovementKind.RECEIPT, MovementKind.COUNT), countered_by=None
    ).select_related("lot__item__unit", "booked_by")
    return [(str(m.pk), _in_words(m)) for m in rows.order_by("-booked_at", "-id")[:NEWEST]]


def _in_words(m: Movement) -> str:
    said = _("%(when)s · %(kind)s %(quantity)s %(unit)s · %(item)s, lot %(lot)s · %(who)s")
    return said % {
        "when": words(m.booked_at),
        "kind": m.get_kind_display(),
        "quantity": words(m.quantity),
        "unit": m.lot.item.unit.code,
        "item": m.lot.item.number,
        "lot": m.lot.number,
        "who": m.booked_by.name,
    }


@step("stock.counter", choices={"movement": _movements}, then=to_the_lot)
def counter(row: None, reader: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    """The movement chosen so far, on its lot."""
    return {}


def of_the_receipt(expected: ExpectedReceipt, reader: Person) -> dict[str, Any]:
    """The expected receipt, and for which orders it is kept."""
    row = ExpectedReceipt.objects.select_related("item__unit", "supplier").get(pk=expected.pk)
    kept = row.reservations.filter(open_reservations()).order_by("made_at")
    return {"expected": row, "kept": kept_for(kept), "standing": standing_of(row.item)}


for name in ("redate", "receive_expected", "close_expected"):
    step(f"stock.{name}")(of_the_receipt)
own_page("expected-receipts")(of_the_receipt)


@own_page("lots")
def lot_page(lot: Lot, reader: Person) -> dict[str, Any]:
    """The lot: its movements, what is kept of it for whom, and what may be done with it."""
    movements = lot.movements.select_related("booked_by", "countered_by").order_by("-booked_at", "-id")[:100]
    kept = lot.reservations.filter(open_reservations()).order_by("made_at")
    departments = departments_now(reader)
    return {
        "lot": Lot.objects.select_related("item__unit").get(pk=lot.pk),
        "free": lot.on_hand - lot.reserved,
        "movements": list(movements),
        "kept": kept_for(kept),
        "keeps": bool({"logistics", "production"} & departments),
        "inspects": "quality" in departments,
    }
