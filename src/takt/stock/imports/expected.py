"""Expected receipts that are open: new ones are expected, known ones may come on another date."""

from collections.abc import Sequence
from typing import Any

from takt.conduct.imports import ImportKind, Tally, importable
from takt.exchange.tables import Column, Kind, Row, Sheet
from takt.factory.fields import code, quantity
from takt.factory.models import Item, Supplier
from takt.factory.upserts import records, resolved
from takt.stock.actions.expect import expect
from takt.stock.actions.redate import redate
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import ExpectedReceipt
from takt.stock.refusals import ReceiptIsFixed

EXPECTED = Sheet(
    "expected-receipts",
    (
        code("number", "采购单号", "Number", length=60),
        code("item", "物料编号", "Item"),
        code("supplier", "供应商编号", "Supplier", required=False),
        quantity("quantity", "数量", "Quantity", required=True, positive=True),
        Column("due", Kind.DATE, required=True, zh="预计到货", en="Due"),
    ),
    key=("number",),
    zh="预计到货",
    en="Expected receipts",
)


def take_expected(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Expected receipts, by number; item, supplier and quantity of a known one are fixed."""
    on_record = {
        e.number: e for e in ExpectedReceipt.objects.filter(number__in={r.values["number"] for r in rows})
    }
    for row, wanted in resolved(tally, rows, {"item": Item, "supplier": Supplier}):
        current = on_record.get(wanted["number"])
        if current is None:
            tally.act(row, "new", expect, by=by, **wanted)
            continue
        supplier = wanted["supplier"].id if wanted["supplier"] else None
        same = (current.item_id, current.supplier_id, current.quantity) == (
            wanted["item"].id,
            supplier,
            wanted["quantity"],
        )
        if not same:
            tally.refuse(row, [ReceiptIsFixed(receipt=current.number)])
        elif current.due != wanted["due"]:
            tally.act(row, "changed", redate, current, by=by, due=wanted["due"])
        else:
            tally.unchanged += 1


importable(
    ImportKind(
        "expected-receipts",
        "III.3.2",
        80,
        EXPECTED,
        WAREHOUSE,
        take_expected,
        lambda: records(
            EXPECTED,
            ExpectedReceipt.objects.filter(closed_at__isnull=True).order_by("number"),
            "number",
            "item__number",
            "supplier__number",
            "quantity",
            "due",
        ),
    )
)
