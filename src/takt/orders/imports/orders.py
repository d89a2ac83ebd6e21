"""III.1.1: orders from an Excel or CSV file. One row is one line; rows with one customer and one of the
customer's order numbers are one order. An order that is on record already is left as it is."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from takt.conduct.actors import Department
from takt.conduct.imports import ImportKind, Tally, importable
from takt.exchange.tables import Column, Kind, Row, Sheet
from takt.factory.fields import amount, code, quantity, share, text
from takt.factory.upserts import resolved
from takt.orders.actions.enter import enter
from takt.orders.entry import OVER
from takt.orders.lines import NewLine
from takt.orders.models import Address, Customer, Order, OrderLine, Origin

SOURCE = "factory.import_table"
"""The source of an order from a file: the act whose record names the file and its SHA-256."""
SHEET = Sheet(
    "orders",
    (
        code("customer", "客户编号", "Customer"),
        code("customer_order_number", "客户订单号", "Customer's order number", length=60),
        Column("requested_date", Kind.DATE, required=True, zh="要求交期", en="Requested date"),
        code("item", "物料编号", "Item"),
        quantity("quantity", "数量", "Quantity", required=True, positive=True),
        amount("price", "单价", "Price"),
        share("discount_share", "折扣率", "Discount share"),
        Column("line_requested_date", Kind.DATE, zh="行要求交期", en="Requested date of the line"),
        text("note", "行备注", "Note of the line"),
        code("ship_to", "收货地址代码", "Ship to", required=False),
        text("carrier_wish", "期望物流公司", "Wished carrier", length=100),
    ),
    zh="订单",
    en="Orders",
)


def take_orders(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Enter every order that is not on record yet."""
    groups: dict[tuple[Customer, str], list[Row]] = {}
    for row, named in resolved(tally, rows, {"customer": Customer}):
        groups.setdefault((named["customer"], named["customer_order_number"]), []).append(row)
    on_record = _on_record(groups)
    places = {(a.customer_id, a.code): a for a in Address.objects.filter(customer__in={c for c, _ in groups})}
    for (customer, number), lines in groups.items():
        if (customer.pk, number) in on_record:
            tally.unchanged += len(lines)
            continue
        head = lines[0].values
        tally.act(
            lines[0],
            "new",
            enter,
            of_rows=len(lines),
            by=by,
            customer=customer,
            customer_order_number=number,
            lines=[_line(row.values) for row in lines],
            requested_date=head["requested_date"],
            ship_to=places.get((customer.pk, head["ship_to"])),
            carrier_wish=head["carrier_wish"] or "",
            origin=Origin.FILE,
            source=SOURCE,
        )


def _on_record(groups: Mapping[tuple[Customer, str], object]) -> set[tuple[Any, str]]:
    numbers = {number for _, number in groups}
    orders = Order.objects.filter(customer_order_number__in=numbers).exclude(state__in=OVER)
    return set(orders.values_list("customer_id", "customer_order_number"))


def _line(values: Mapping[str, Any]) -> NewLine:
    return NewLine(
        item=values["item"],
        quantity=values["quantity"],
        price=values["price"],
        discount_share=values["discount_share"] or Decimal(0),
        requested_date=values["line_requested_date"],
        note=values["note"] or "",
    )


def give_orders() -> Iterator[dict[str, Any]]:
    """Every line of every living order that has a customer's order number."""
    lines = OrderLine.objects.exclude(order__customer_order_number="").exclude(order__state__in=OVER)
    joined = lines.select_related("order__customer", "order__ship_to", "item").order_by(
        "order__number", "position"
    )
    for line in joined.iterator(chunk_size=2000):
        order = line.order
        yield {
            "customer": order.customer.number,
            "customer_order_number": order.customer_order_number,
            "requested_date": order.requested_date,
            "item": line.item.number,
            "quantity": line.quantity,
            "price": line.price,
            "discount_share": line.discount_share,
            "line_requested_date": line.requested_date,
            "note": line.note,
            "ship_to": order.ship_to.code if order.ship_to else "",
            "carrier_wish": order.carrier_wish,
        }


importable(
    ImportKind("orders", "III.1.1", 200, SHEET, (Department.SALES,), take_orders, give_orders, money=True)
)
