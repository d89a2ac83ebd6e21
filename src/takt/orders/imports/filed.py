"""III.1.1: a customer's own file, whose columns somebody has matched with ours, as the orders that it holds.

Nothing is written here: each order is entered by `orders.enter`, whole or not at all, the others untouched by it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from takt.conduct.imports import plant_zone
from takt.conduct.refusals import Refusal, Refused
from takt.conduct.requests import bind
from takt.departments.models import Person
from takt.exchange.tables import Row, RowError, Sheet, cells, read
from takt.exchange.tables.header import known_titles
from takt.exchange.tables.text import compact
from takt.orders.actions.enter import enter
from takt.orders.entry import OVER
from takt.orders.imports.orders import SHEET
from takt.orders.line_refusals import LineRefusal
from takt.orders.models import Customer, Order, Origin

SAMPLES = 3
FOR_ALL = ("customer", "customer_order_number", "requested_date")
"""What may be said once for the whole file instead of in a column."""
OTHER_TITLES = {
    "customer": ("客户", "客户代码", "客户号", "customer no", "customer number", "sold to"),
    "customer_order_number": ("订单号", "采购单号", "采购订单号", "合同号", "po", "po no", "po no.", "po number", "purchase order", "order no", "order number"),
    "requested_date": ("交期", "交货日期", "需求日期", "要求交货日期", "到货日期", "due date", "delivery date", "required date", "need by"),
    "item": ("料号", "品号", "物料", "物料号", "物料编码", "产品编号", "产品编码", "货号", "型号", "item no", "item number", "part no", "part number", "material", "sku", "article"),
    "quantity": ("订购数量", "采购数量", "需求数量", "数量(件)", "qty", "order qty", "quantity ordered"),
    "price": ("价格", "未税单价", "不含税单价", "unit price", "net price"),
    "discount_share": ("折扣", "discount"),
    "note": ("备注", "说明", "remark", "remarks", "note", "comment"),
    "ship_to": ("收货地址", "交货地点", "送货地址", "地址代码", "delivery address", "ship-to"),
    "carrier_wish": ("承运商", "物流", "运输方式", "carrier", "ship via"),
}  # fmt: skip
"""Titles that customers give to these columns, in lower case."""


@dataclass(frozen=True, slots=True)
class TheirColumn:
    """A column of the file: its index, its title, the first values in it."""

    index: int
    title: str
    samples: list[str]


@dataclass(slots=True)
class FiledFault:
    """Something that stands in the way: `row` of the file (0: the file), `column` by our name, in words."""

    row: int
    column: str
    value: str
    sentence: str


@dataclass(slots=True)
class FiledOrder:
    """The rows of one order. `given` is what `orders.enter` takes; `on_record` names the order that there is already."""

    customer: str
    number: str
    rows: list[int]
    given: dict[str, Any]
    faults: list[FiledFault] = field(default_factory=list)
    on_record: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it may be entered."""
        return not self.faults and not self.on_record


def columns_of(data: bytes, filename: str) -> tuple[list[TheirColumn], list[str]]:
    """The columns of the file with their first values; or in words why it cannot be read."""
    rows, errors = cells(data, filename, SHEET, zone=plant_zone())
    if errors:
        return [], [error.sentence(gettext) for error in errors]
    if len(rows) < 2:  # a header and a row
        return [], [gettext("The file holds no rows below its titles.")]
    titles = [str(cell).strip() for cell in rows[0][1]]
    sampled = [
        [_shown(row[n]) if n < len(row) else "" for _, row in rows[1 : SAMPLES + 1]]
        for n in range(len(titles))
    ]
    return [TheirColumn(n, title, sampled[n]) for n, title in enumerate(titles) if title], []


def _shown(cell: Any) -> str:
    return str(cell).removesuffix(" 00:00:00").removesuffix(".0")[:40]


def titles_hash(columns: Sequence[TheirColumn]) -> str:
    """By what a file of the same making is known again."""
    return hashlib.sha256("\n".join(f"{c.index} {c.title}" for c in columns).encode()).hexdigest()


def guessed(columns: Sequence[TheirColumn]) -> dict[str, str]:
    """Our column for each of theirs whose title says so; each of ours once."""
    known = {title: column.name for title, column in known_titles(SHEET).items()}
    for name, titles in OTHER_TITLES.items():
        known |= {compact(title).casefold(): name for title in titles}
    found: dict[str, str] = {}
    for column in columns:
        name = known.get(compact(column.title).casefold().strip("*"), "")
        if name and name not in found.values():
            found[str(column.index)] = name
    return found


def orders_in(
    data: bytes, filename: str, places: Mapping[int, str], for_all: Mapping[str, Any]
) -> tuple[list[FiledOrder], list[FiledFault]]:
    """The orders of the file, and what concerns none of them. `for_all`: what is said once for every row."""
    sheet = _sheet(for_all)
    reading = read(data, filename, sheet, zone=plant_zone(), places=places)
    found: dict[tuple[str, str], FiledOrder] = {}
    for row in reading.rows:
        _put(found, row, for_all, filename)
    loose: list[FiledFault] = []
    where = _keys_of_rows(data, filename, sheet, places, for_all) if reading.errors else {}
    for error in reading.errors:
        key = where.get(error.row, ("", ""))
        if not all(key):
            loose.append(_fault(error))
            continue
        order = found.setdefault(key, FiledOrder(*key, [], {}))
        order.faults.append(_fault(error))
        if error.row not in order.rows:
            order.rows.append(error.row)
    _mark_known(found)
    return sorted(found.values(), key=lambda order: order.rows[0]), loose


def _sheet(for_all: Mapping[str, Any]) -> Sheet:
    """Our sheet, in which what is said for all need not stand."""
    columns = [replace(c, required=False) if for_all.get(c.name) else c for c in SHEET.columns]
    return replace(SHEET, columns=tuple(columns))


def _put(
    found: dict[tuple[str, str], FiledOrder], row: Row, for_all: Mapping[str, Any], filename: str
) -> None:
    told = {name: row.values.get(name) or for_all.get(name) for name in FOR_ALL}
    customer, number = str(told["customer"]), str(told["customer_order_number"])
    order = found.setdefault((customer, number), FiledOrder(customer, number, [], {}))
    if not order.given:
        order.given = {
            "customer": customer, "customer_order_number": number, "requested_date": told["requested_date"],
            "origin": Origin.FILE.value, "source": filename[:200], "lines": [],
            "carrier_wish": row.values["carrier_wish"] or "", "ship_to": row.values["ship_to"] or None,
        }  # fmt: skip
    order.rows.append(row.number)
    line = {
        n: row.values[n]
        for n in ("item", "quantity", "price", "discount_share", "note")
        if row.values[n] is not None
    }
    wished = row.values["line_requested_date"] or row.values["requested_date"]
    order.given["lines"].append(line | ({"requested_date": wished} if wished else {}))


def _keys_of_rows(
    data: bytes, filename: str, sheet: Sheet, places: Mapping[int, str], for_all: Mapping[str, Any]
) -> dict[int, tuple[str, str]]:
    """To which order each row belongs, also one that could not be read, by what stands in it."""
    rows, _ = cells(data, filename, sheet, zone=plant_zone())
    at = {name: index for index, name in places.items()}

    def told(row: Sequence[Any], name: str) -> str:
        index = at.get(name, -1)
        cell = str(row[index]).strip().removesuffix(".0") if 0 <= index < len(row) else ""
        return cell or str(for_all.get(name) or "")

    return {number: (told(row, "customer"), told(row, "customer_order_number")) for number, row in rows[1:]}


def _fault(error: RowError) -> FiledFault:
    return FiledFault(error.row, error.column, str(error.value), error.sentence(gettext))


def _mark_known(found: Mapping[tuple[str, str], FiledOrder]) -> None:
    """The orders that are on record already: a file that comes twice enters nothing twice."""
    numbers = {number for _, number in found}
    orders = Order.objects.filter(customer_order_number__in=numbers).exclude(state__in=OVER)
    for customer, number, ours in orders.values_list("customer__number", "customer_order_number", "number"):
        if (order := found.get((customer, number))) is not None:
            order.on_record = ours


def resolve_places(orders: Sequence[FiledOrder]) -> None:
    """Address codes become the customers' addresses; a code that is none of theirs is a fault at its row."""
    customers = Customer.objects.filter(number__in={o.customer for o in orders}).prefetch_related("addresses")
    places = {
        (c.number, a.code): str(a.pk) for c in customers for a in c.addresses.all() if a.retired_at is None
    }
    for order in orders:
        code = order.given.get("ship_to")
        if not code:
            order.given.pop("ship_to", None)
        elif (order.customer, code) in places:
            order.given["ship_to"] = places[order.customer, code]
        else:
            sentence = gettext("Customer %(customer)s has no address “%(code)s”.") % {
                "customer": order.customer,
                "code": code,
            }
            order.faults.append(FiledFault(order.rows[0], "ship_to", str(code), sentence))


def try_out(orders: Sequence[FiledOrder], by: Person) -> None:
    """Enter each order that looks right at the real door and undo it: its verdict is the true one."""
    for order in orders:
        if order.is_ready:
            order.faults += _verdict(order, by)


def _verdict(order: FiledOrder, by: Person) -> list[FiledFault]:
    with transaction.atomic():
        try:
            enter(by=by, **bind(enter, order.given))
        except Refused as refused:
            return faults_of(order, refused)
        finally:
            transaction.set_rollback(True)
    return []


def faults_of(order: FiledOrder, refused: Refused) -> list[FiledFault]:
    """Refusals at the rows and columns that they concern."""
    found = []
    for refusal in refused.refusals:
        parts = refusal.about.split(".")
        is_line = (
            parts[0] == "lines"
            and len(parts) > 1
            and parts[1].isdecimal()
            and int(parts[1]) < len(order.rows)
        )
        row = order.rows[int(parts[1])] if is_line else order.rows[0]
        told: Refusal = refusal.at(row) if is_line and isinstance(refusal, LineRefusal) else refusal
        found.append(FiledFault(row, parts[-1], str(refusal.value), str(told)))
    return found
