"""What lies in the stores, what the bicycle maker made to stock meanwhile, what is on its way.

What is there already stays. A lot is the stock of an item in one place (location, shelf, bin). The
bicycle maker makes its sub-assemblies to stock, by work orders of its own. A purchase order is open
when its status is pending or approved and less came than was ordered.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from takt.departments.models import Person
from takt.factory.models import Item, Supplier
from takt.stock.actions.expect import expect
from takt.stock.actions.receive import receive
from takt.stock.models import ExpectedReceipt, Lot
from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.people import Tick
from takt.web.adventureworks.reading import rows
from takt.web.adventureworks.tables import Inventory, PurchaseLine, PurchaseOrder, Vendor

OPEN = (1, 2)


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
    parts = _made(folder, first, last)
    items = {i.number: i for i in Item.objects.select_related("unit")}
    known = set(Lot.objects.values_list("item__number", "number"))
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


def _made(folder: Folder, first: date, last: date) -> list[tuple[int, str, int]]:
    """(product, month, good pieces) of what goes into other products."""
    made: dict[tuple[int, str], int] = defaultdict(int)
    used = {line.component_id for lines in folder.bills.values() for line in lines}
    for order in folder.work_orders.values():
        ended = order.end_date
        if order.product_id in used and ended and _month(first) <= _month(ended) <= _month(last):
            made[order.product_id, _month(ended)] += order.stocked_qty
    return [(product, month, quantity) for (product, month), quantity in made.items() if quantity > 0]


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
