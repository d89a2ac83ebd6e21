"""What an hour costs at a work centre, and at what terms suppliers deliver."""

from collections.abc import Callable, Sequence
from typing import Any

from takt.conduct.imports import ImportKind, Tally, importable
from takt.exchange.tables import Column, Kind, Row, Sheet
from takt.factory.actions.set_cost_rate import set_cost_rate
from takt.factory.actions.set_terms import set_terms
from takt.factory.fields import CURRENCY, amount, code, quantity, share, whole
from takt.factory.keepers import BUYERS, PRICERS
from takt.factory.models import CostRate, Item, Supplier, SupplierItem, WorkCenter
from takt.factory.upserts import Values, blank, records, resolved

COST_RATES = Sheet(
    "cost-rates",
    (
        code("work_center", "工作中心", "Work centre"),
        Column("valid_from", Kind.DATE, required=True, zh="生效日期", en="Valid from"),
        amount("labour_per_hour", "人工费率", "Labour per hour", required=True),
        amount("machine_per_hour", "机器费率", "Machine per hour", required=True),
        share("overhead_share", "制造费用率", "Overhead share"),
        CURRENCY,
    ),
    key=("work_center", "valid_from"),
    zh="费率",
    en="Cost rates",
)
TERMS = Sheet(
    "supplier-terms",
    (
        code("supplier", "供应商编号", "Supplier"),
        code("item", "物料编号", "Item"),
        whole("lead_time_days", "提前期", "Lead time", required=True, most=3650, unit="days", unit_zh="天"),
        amount("price", "单价", "Price", required=True),
        CURRENCY,
        quantity("least_quantity", "最小采购量", "Least quantity"),
    ),
    key=("supplier", "item"),
    zh="供应商条款",
    en="Supplier terms",
)


def take_rates(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Cost rates, by work centre and date."""
    on_record = {
        (r.work_center_id, r.valid_from): r
        for r in CostRate.objects.filter(work_center__code__in={r.values["work_center"] for r in rows})
    }
    for row, named in resolved(tally, rows, {"work_center": WorkCenter}):
        wanted = _wanted(named, COST_RATES)
        center = wanted.pop("work_center")
        current = on_record.get((center.id, wanted["valid_from"]))
        _take(
            tally,
            row,
            current,
            set_cost_rate,
            center,
            by,
            wanted,
        )


def take_terms(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Terms, by supplier and item."""
    suppliers = {r.values["supplier"] for r in rows}
    on_record = {
        (t.supplier_id, t.item_id): t
        for t in SupplierItem.objects.filter(supplier__number__in=suppliers).select_related("item")
    }
    for row, named in resolved(tally, rows, {"supplier": Supplier, "item": Item}):
        wanted = _wanted(named, TERMS)
        supplier = wanted.pop("supplier")
        current = on_record.get((supplier.id, wanted["item"].id))
        _take(
            tally,
            row,
            current,
            set_terms,
            supplier,
            by,
            wanted,
        )


def _wanted(named: Values, sheet: Sheet) -> Values:
    meaning = {**blank(sheet), "currency": "CNY"}
    return {column: meaning[column] if value is None else value for column, value in named.items()}


def _take(
    tally: Tally, row: Row, current: Any, act: Callable[..., object], subject: Any, by: Any, wanted: Values
) -> None:
    if current is not None and all(getattr(current, name) == value for name, value in wanted.items()):
        tally.unchanged += 1
    else:
        tally.act(row, "new" if current is None else "changed", act, subject, by=by, **wanted)


importable(
    ImportKind(
        "cost-rates",
        "III.2.1",
        40,
        COST_RATES,
        PRICERS,
        take_rates,
        lambda: records(
            COST_RATES,
            CostRate.objects.order_by("work_center__code", "valid_from"),
            "work_center__code",
            "valid_from",
            "labour_per_hour",
            "machine_per_hour",
            "overhead_share",
            "currency",
        ),
        money=True,
    )
)
importable(
    ImportKind(
        "supplier-terms",
        "III.3.2",
        60,
        TERMS,
        BUYERS,
        take_terms,
        lambda: records(
            TERMS,
            SupplierItem.objects.order_by("supplier__number", "item__number"),
            "supplier__number",
            "item__number",
            "lead_time_days",
            "price",
            "currency",
            "least_quantity",
        ),
        money=True,
    )
)
