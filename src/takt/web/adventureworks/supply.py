"""Suppliers and their terms, the carriers, the reasons for scrap. What is there already stays."""

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
from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.people import Tick
from takt.web.adventureworks.reading import rows
from takt.web.adventureworks.standards import CURRENCY
from takt.web.adventureworks.tables import Terms, Vendor


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
