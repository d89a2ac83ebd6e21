"""Items: what they are, what they cost, what they are sold for."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from takt.conduct.actors import Department
from takt.conduct.imports import ImportKind, Tally, importable
from takt.departments.models import Person
from takt.exchange.tables import Choice, Column, Kind, Row, Sheet
from takt.factory.actions.add_item import add_item
from takt.factory.actions.cost_item import cost_item
from takt.factory.actions.edit_item import edit_item
from takt.factory.actions.price_item import price_item
from takt.factory.fields import CURRENCY, amount, code, quantity, text, whole, yes_no
from takt.factory.keepers import KEEPERS
from takt.factory.models import Item, Unit
from takt.factory.references import known
from takt.factory.refusals import UnitIsFixed
from takt.factory.upserts import Values, blank, differing, records, resolved

SOURCING = (Choice("make", "自制", "Made here"), Choice("buy", "外购", "Bought"))
ITEMS = Sheet(
    "items",
    (
        code("number", "物料编号", "Item"),
        text("name", "名称", "Name", required=True),
        text("name_en", "英文名称", "English name"),
        Column("sourcing", Kind.CHOICE, required=True, zh="来源", en="Sourcing", choices=SOURCING),
        code("unit", "单位", "Unit", length=20),
        text("drawing_number", "图号", "Drawing", length=60),
        text("revision", "版本", "Revision", length=20),
        yes_no("sellable", "可销售", "Sold"),
        whole("lead_time_days", "提前期", "Lead time", most=3650, unit="days", unit_zh="天"),
        quantity("safety_stock", "安全库存", "Safety stock"),
        amount("standard_cost", "标准成本", "Standard cost"),
        amount("list_price", "目录价", "List price"),
        CURRENCY,
    ),
    key=("number",),
    zh="物料",
    en="Items",
)
_MONEY = ("standard_cost", "currency", "list_price")
_FRESH: Values = {"standard_cost": Decimal(0), "currency": "CNY", "list_price": None}


def take_items(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Items: added or edited; then costed and priced where that differs, by those who may."""
    meaning = {**blank(ITEMS), "list_price": None, "currency": "CNY"}
    on_record = known(Item, [r.values["number"] for r in rows], "unit")
    for row, named in resolved(tally, rows, {"unit": Unit}):
        wanted = {c: meaning[c] if v is None else v for c, v in named.items()}
        money = {name: wanted.pop(name) for name in _MONEY}
        current = on_record.get(row.values["number"])
        if current is None:
            tally.act(row, "new", _add, by, wanted, money)
            continue
        unit = wanted.pop("unit")
        if "unit" in tally.columns and unit != current.unit:
            tally.refuse(row, [UnitIsFixed(unit=current.unit.code, item=current.number)])
            continue
        plain, priced = differing(current, wanted, tally.columns), differing(current, money, tally.columns)
        if plain or priced:
            tally.act(row, "changed", _edit, by, current, plain, priced)
        else:
            tally.unchanged += 1


def _add(by: Person, wanted: Values, money: Values) -> None:
    item = add_item(by=by, **wanted)
    _set_money(by, item, {name: value for name, value in money.items() if value != _FRESH[name]})


def _edit(by: Person, item: Item, plain: Values, priced: Values) -> None:
    if plain:
        edit_item(item, by=by, **plain)
    _set_money(by, item, priced)


def _set_money(by: Person, item: Item, money: Values) -> None:
    if "standard_cost" in money or "currency" in money:
        cost = money.get("standard_cost", item.standard_cost)
        cost_item(item, by=by, standard_cost=cost, currency=money.get("currency"))
    if "list_price" in money:
        price_item(item, by=by, list_price=money["list_price"])


_PATHS = tuple("unit__code" if column.name == "unit" else column.name for column in ITEMS.columns)
importable(
    ImportKind(
        "items",
        "III.4.1",
        20,
        ITEMS,
        (*KEEPERS, Department.FINANCE, Department.SALES),
        take_items,
        lambda: records(ITEMS, Item.objects.order_by("number"), *_PATHS),
        money=True,
    )
)
