"""Suppliers and their terms, the stock that lies there, what is on its way, the carriers.

What is there already stays. A lot is the stock of an item in one place (location, shelf, bin). A
purchase order is open when its status is pending or approved and less came than was ordered.
The bicycle maker makes its sub-assemblies to stock, by work orders of its own.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from takt.delivery.actions.carriers import add_carrier
from takt.delivery.models import Carrier
from takt.departments.models import Person
from takt.factory.actions.add_supplier import add_supplier
from takt.factory.actions.set_terms import set_terms
from takt.factory.models import Item, Supplier, SupplierItem
from takt.production.actions.add_scrap_reason import add_scrap_reason
from takt.production.models import ScrapReason
from takt.stock.actions.expect import expect
from takt.stock.actions.receive import receive
from takt.stock.models import ExpectedReceipt, Lot
from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.people import Tick
from takt.web.adventureworks.reading import rows
from takt.web.adventureworks.standards import CURRENCY
from takt.web.adventureworks.tables import Inventory, PurchaseLine, PurchaseOrder, Terms, Vendor

OPEN = (1, 2)


def lead_days(folder: Folder) -> dict[int, int]:
    """The shortest lead time in days of each bought product."""
    found: dict[int, int] = {}
    for row in rows(folder.path, "Purchasing.ProductVendor", Terms):
        found[row.product_id] = min(row.average_lead_time, found.get(row.product_id, row.average_lead_time))
    return found


def prices(folder: Folder) -> dict[int, Decimal]:
    """The lowest price at which a supplier delivers each bought product (USD per pack)."""
    found: dict[int, Decimal] = {}
    for row in rows(folder.path, "Purchasing.ProductVendor", Terms):
        found[row.product_id] = min(row.standard_price, found.get(row.product_id, row.standard_price))
    return found


def bring_in_suppliers(folder: Folder, by: Person, tick: Tick) -> None:
    """Active suppliers, and at which terms they deliver what."""
    known = {s.number: s for s in Supplier.objects.all()}
    numbers: dict[int, str] = {}
    for vendor in rows(folder.path, "Purchasing.Vendor", Vendor):
        if vendor.active_flag:
            number = numbers[vendor.business_entity_id] = vendor.account_number
            known[number] = known.get(number) or add_supplier(by=by, number=number, name=vendor.name)
    items = {i.number: i for i in Item.objects.select_related("unit")}
    agreed = set(SupplierItem.objects.values_list("supplier__number", "item__number"))
    terms = [
        t for t in rows(folder.path, "Purchasing.ProductVendor", Terms) if t.business_entity_id in numbers
    ]
    for done, row in enumerate(terms, 1):
        supplier, item = (
            known[numbers[row.business_entity_id]],
            items[folder.products[row.product_id].product_number],
        )
        if (supplier.number, item.number) not in agreed:
            set_terms(
                supplier, by=by, item=item, lead_time_days=row.average_lead_time, price=row.standard_price,
                currency=CURRENCY, least_quantity=Decimal(row.min_order_qty),
            )  # fmt: skip
        tick(_("suppliers' terms"), done, len(terms))


def bring_in_stock(folder: Folder, by: Person, tick: Tick) -> None:
    """What lies in the stores, as one lot for each place."""
    items = {i.number: i for i in Item.objects.select_related("unit")}
    known = set(Lot.objects.values_list("item__number", "number"))
    places = [x for x in rows(folder.path, "Production.ProductInventory", Inventory) if x.quantity > 0]
    for done, row in enumerate(places, 1):
        number = folder.products[row.product_id].product_number
        lot = f"{row.location_id}-{row.shelf}-{row.bin}"
        if (number, lot) not in known:
            location = f"{folder.locations[row.location_id].name}, {row.shelf}, {row.bin}"
            receive(by=by, item=items[number], lot=lot, quantity=Decimal(row.quantity), location=location)
        tick(_("stock"), done, len(places))


def bring_in_made(folder: Folder, first: date, last: date, by: Person, tick: Tick) -> None:
    """The sub-assemblies that the data's own work orders made to stock, from the month of `first` to that of `last`.

    One lot for each product and month, so that it does not matter how many orders a run takes.
    """
    made: dict[tuple[int, str], int] = defaultdict(int)
    for order in folder.work_orders.values():
        if (
            order.end_date is not None
            and first.replace(day=1) <= order.end_date
            and _month(order.end_date) <= _month(last)
        ):
            made[order.product_id, _month(order.end_date)] += order.stocked_qty
    items = {i.number: i for i in Item.objects.select_related("unit")}
    known = set(Lot.objects.values_list("item__number", "number"))
    used = {line.component_id for lines in folder.bills.values() for line in lines}
    parts = [
        (product, month, quantity)
        for (product, month), quantity in made.items()
        if quantity > 0 and product in used
    ]
    for done, (product, month, quantity) in enumerate(parts, 1):
        number, lot = folder.products[product].product_number, f"WO-{month}"
        if (number, lot) not in known:
            receive(
                by=by,
                item=items[number],
                lot=lot,
                quantity=Decimal(quantity),
                reason=f"work orders of {month}",
            )
        tick(_("made to stock"), done, len(parts))


def _month(day: date) -> str:
    return day.isoformat()[:7]


def bring_in_expected(folder: Folder, by: Person, shift: timedelta, today: date) -> None:
    """Open purchase orders, their dates shifted like the orders'; one that is overdue then is due today."""
    heads = {
        h.purchase_order_id: h for h in rows(folder.path, "Purchasing.PurchaseOrderHeader", PurchaseOrder)
    }
    items = {i.number: i for i in Item.objects.select_related("unit")}
    suppliers = {s.number: s for s in Supplier.objects.all()}
    names = {v.business_entity_id: v.account_number for v in rows(folder.path, "Purchasing.Vendor", Vendor)}
    known = set(ExpectedReceipt.objects.values_list("number", flat=True))
    for line in rows(folder.path, "Purchasing.PurchaseOrderDetail", PurchaseLine):
        head = heads[line.purchase_order_id]
        number = f"PO{line.purchase_order_id}-{line.purchase_order_detail_id}"
        missing = Decimal(line.order_qty) - line.received_qty
        if head.status in OPEN and missing > 0 and number not in known:
            item = items[folder.products[line.product_id].product_number]
            supplier = suppliers.get(names[head.vendor_id])
            due = max(line.due_date + shift, today)
            expect(by=by, item=item, quantity=missing, due=due, supplier=supplier, number=number)


def bring_in_carriers(folder: Folder, by: Person) -> None:
    """The ways of shipping."""
    known = set(Carrier.objects.values_list("code", flat=True))
    for row in folder.ship_methods.values():
        if carrier_code(row.ship_method_id) not in known:
            add_carrier(by=by, code=carrier_code(row.ship_method_id), name=row.name)


def carrier_code(ship_method_id: int) -> str:
    """The code of a way of shipping."""
    return f"SHIP-{ship_method_id}"


def bring_in_scrap_reasons(folder: Folder, by: Person) -> None:
    """Why parts are scrapped."""
    known = set(ScrapReason.objects.values_list("code", flat=True))
    for row in folder.scrap_reasons:
        code = f"SCRAP-{row.scrap_reason_id}"
        if code not in known:
            add_scrap_reason(by=by, code=code, name=row.name, name_en=row.name)
