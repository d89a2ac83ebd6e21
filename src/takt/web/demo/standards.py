"""Items with bills, routes, prices and suppliers, and the stock of the first day. 标准与期初库存."""

from decimal import Decimal

from takt.factory.actions.add_item import add_item
from takt.factory.actions.add_supplier import add_supplier
from takt.factory.actions.add_unit import add_unit
from takt.factory.actions.cost_item import cost_item
from takt.factory.actions.draft_bill import draft_bill
from takt.factory.actions.draft_route import draft_route
from takt.factory.actions.price_item import price_item
from takt.factory.actions.release_bill import release_bill
from takt.factory.actions.release_route import release_route
from takt.factory.actions.set_terms import set_terms
from takt.factory.inputs import BillLineInput, OperationInput
from takt.factory.models import Item, Sourcing, Supplier, Unit
from takt.stock.actions.hold import hold
from takt.stock.actions.receive import receive
from takt.web.demo.articles import BOUGHT, MADE, SUPPLIERS, UNITS, Bought, Made
from takt.web.demo.staff import Staff
from takt.web.demo.workshop import CENTERS

SPARES = {"WORM-110": 12, "WHEEL-110": 10, "GEARSET-77": 8}
SPARES_LOT = "备件"
"""Made parts kept apart for customers' repairs, and to replace what is scrapped."""


def set_standards(staff: Staff) -> None:
    """Production keeps the standards, finance the costs, sales the prices, logistics the warehouse."""
    head = staff["zhou.jianguo"]
    units = {
        code: add_unit(by=head, code=code, name=zh, name_en=en, decimals=n)
        for code, (zh, en, n) in UNITS.items()
    }
    suppliers = {
        number: add_supplier(by=staff["qin.feng"], number=number, name=name)
        for number, name in SUPPLIERS.items()
    }
    items = {one.number: _bought(one, staff, units, suppliers) for one in BOUGHT}
    for one in MADE:
        items[one.number] = _made(one, staff, units["件"])
    for number, spares in SPARES.items():
        receive(
            by=staff["qin.feng"],
            item=items[number],
            lot=SPARES_LOT,
            quantity=Decimal(spares),
            location="备件库",
            reason="期初库存",
        )
        hold(by=staff["xu.jing"], item=items[number], lot=SPARES_LOT, reason="售后备件, 不参与生产领料")


def _bought(one: Bought, staff: Staff, units: dict[str, Unit], suppliers: dict[str, Supplier]) -> Item:
    item = add_item(
        by=staff["zhou.jianguo"], number=one.number, name=one.zh, name_en=one.en, sourcing=Sourcing.BUY, unit=units[one.unit],
        lead_time_days=one.lead_time_days, sellable=one.list_price is not None,
    )  # fmt: skip
    cost_item(item, by=staff["zhao.lihua"], standard_cost=Decimal(one.price))
    if one.list_price is not None:
        price_item(item, by=staff["chen.zhiyuan"], list_price=Decimal(one.list_price))
    set_terms(
        suppliers[one.supplier],
        by=staff["qin.feng"],
        item=item,
        lead_time_days=one.lead_time_days,
        price=Decimal(one.price),
    )
    receive(
        by=staff["qin.feng"],
        item=item,
        lot=f"{one.number}-01",
        quantity=Decimal(one.in_stock),
        location="原料库",
        reason="期初库存",
    )
    return item


def _made(one: Made, staff: Staff, piece: Unit) -> Item:
    head = staff["zhou.jianguo"]
    item = add_item(
        by=head, number=one.number, name=one.zh, name_en=one.en, sourcing=Sourcing.MAKE, unit=piece,
        drawing_number=one.drawing, revision=one.revision, sellable=one.list_price is not None,
    )  # fmt: skip
    if one.list_price is not None:
        price_item(item, by=staff["chen.zhiyuan"], list_price=Decimal(one.list_price))
    lines = [
        BillLineInput(10 * at, component, Decimal(q)) for at, (component, q) in enumerate(one.bill.items(), 1)
    ]
    release_bill(draft_bill(by=head, item=item, lines=lines), by=head)
    release_route(draft_route(by=head, item=item, operations=_operations(one)), by=head)
    return item


def _operations(one: Made) -> list[OperationInput]:
    return [
        OperationInput(
            10 * at, step.zh, step.center, Decimal(step.setup), Decimal(step.run), CENTERS[step.center][2],
            step.inspection, f"按图样 {one.drawing} 执行。Follow drawing {one.drawing}.", name_en=step.en,
        )
        for at, step in enumerate(one.steps, 1)
    ]  # fmt: skip
