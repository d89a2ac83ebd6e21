"""Lots: a new one is received, one whose quantity differs was counted, one elsewhere was moved."""

from collections.abc import Sequence
from typing import Any

from takt.conduct.imports import ImportKind, Tally, importable
from takt.departments.models import Person
from takt.exchange.tables import Column, Kind, Row, Sheet
from takt.factory.fields import code, quantity, text
from takt.factory.models import Item
from takt.factory.upserts import Values, records, resolved
from takt.stock.actions.count import count
from takt.stock.actions.move import move
from takt.stock.actions.receive import receive
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import Lot

LOTS = Sheet(
    "lots",
    (
        code("item", "物料编号", "Item"),
        code("lot", "批号", "Lot", length=60),
        quantity("quantity", "数量", "Quantity", required=True),
        text("location", "库位", "Location", length=60),
        Column("received_at", Kind.DATETIME, zh="入库时间", en="Received at"),
    ),
    key=("item", "lot"),
    zh="库存批次",
    en="Lots in stock",
)
REASON = "opening stock"


def take_lots(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Lots, by item and lot number."""
    lots = Lot.objects.filter(item__number__in={r.values["item"] for r in rows})
    on_record = {(lot.item_id, lot.number): lot for lot in lots}
    for row, wanted in resolved(tally, rows, {"item": Item}):
        current = on_record.get((wanted["item"].id, wanted["lot"]))
        if current is None:
            tally.act(row, "new", _receive, by, wanted)
        elif current.on_hand != wanted["quantity"] or wanted["location"] not in (None, current.location):
            tally.act(row, "changed", _correct, by, current, wanted)
        else:
            tally.unchanged += 1


def _receive(by: Person, wanted: Values) -> None:
    given = {**wanted, "location": wanted["location"] or ""}
    receive(by=by, reason=REASON, **given)


def _correct(by: Person, lot: Lot, wanted: Values) -> None:
    if lot.on_hand != wanted["quantity"]:
        count(by=by, item=wanted["item"], lot=lot.number, quantity=wanted["quantity"], reason=REASON)
    if wanted["location"] and wanted["location"] != lot.location:
        move(by=by, item=wanted["item"], lot=lot.number, location=wanted["location"])


importable(
    ImportKind(
        "lots",
        "III.3.2",
        70,
        LOTS,
        WAREHOUSE,
        take_lots,
        lambda: records(
            LOTS,
            Lot.objects.filter(on_hand__gt=0).order_by("item__number", "number"),
            "item__number",
            "number",
            "on_hand",
            "location",
            "received_at",
        ),
    )
)
