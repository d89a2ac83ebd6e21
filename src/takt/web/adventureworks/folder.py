"""The folder of tables."""

from functools import cached_property
from pathlib import Path

from takt.web.adventureworks.reading import Keyed, rows
from takt.web.adventureworks.tables import (
    AddressRow,
    BillRow,
    CustomerRow,
    Location,
    PersonRow,
    Product,
    ReviewRow,
    Routing,
    SalesLine,
    SalesOrder,
    ScrapReason,
    ShipMethod,
    WorkOrder,
)


class Folder:
    """The folder of tables; each is read once, when first asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def products(self) -> dict[int, Product]:
        """By product id."""
        return Keyed(
            "Production.Product", ((p.product_id, p) for p in rows(self.path, "Production.Product", Product))
        )

    @cached_property
    def locations(self) -> dict[int, Location]:
        """By location id."""
        return Keyed(
            "Production.Location",
            ((x.location_id, x) for x in rows(self.path, "Production.Location", Location)),
        )

    @cached_property
    def work_orders(self) -> dict[int, WorkOrder]:
        """By work order id."""
        return Keyed(
            "Production.WorkOrder",
            ((w.work_order_id, w) for w in rows(self.path, "Production.WorkOrder", WorkOrder)),
        )

    @cached_property
    def routings(self) -> list[Routing]:
        """All operations."""
        return list(rows(self.path, "Production.WorkOrderRouting", Routing))

    @cached_property
    def bills(self) -> dict[int, list[BillRow]]:
        """The bill in force of each assembly: rows whose validity has not ended, in the order of the file."""
        found: dict[int, list[BillRow]] = {}
        for row in rows(self.path, "Production.BillOfMaterials", BillRow):
            if row.product_assembly_id is not None and row.end_date is None:
                found.setdefault(row.product_assembly_id, []).append(row)
        return found

    @cached_property
    def customers(self) -> dict[int, CustomerRow]:
        """By customer id."""
        return Keyed(
            "Sales.Customer", ((c.customer_id, c) for c in rows(self.path, "Sales.Customer", CustomerRow))
        )

    @cached_property
    def addresses(self) -> dict[int, AddressRow]:
        """By address id."""
        return Keyed(
            "Person.Address", ((a.address_id, a) for a in rows(self.path, "Person.Address", AddressRow))
        )

    @cached_property
    def lines(self) -> dict[int, list[SalesLine]]:
        """The lines of each order, in the order of their numbers."""
        found: dict[int, list[SalesLine]] = {}
        for line in rows(self.path, "Sales.SalesOrderDetail", SalesLine):
            found.setdefault(line.sales_order_id, []).append(line)
        return {order: sorted(lines, key=lambda x: x.sales_order_detail_id) for order, lines in found.items()}

    @cached_property
    def ship_methods(self) -> dict[int, ShipMethod]:
        """By id."""
        return Keyed(
            "Purchasing.ShipMethod",
            ((m.ship_method_id, m) for m in rows(self.path, "Purchasing.ShipMethod", ShipMethod)),
        )

    @cached_property
    def reviews(self) -> list[ReviewRow]:
        """All words of customers."""
        return list(rows(self.path, "Production.ProductReview", ReviewRow))

    @cached_property
    def scrap_reasons(self) -> list[ScrapReason]:
        """All reasons for scrap."""
        return list(rows(self.path, "Production.ScrapReason", ScrapReason))

    @cached_property
    def people(self) -> dict[int, PersonRow]:
        """By person id."""
        return Keyed(
            "Person.Person", ((p.business_entity_id, p) for p in rows(self.path, "Person.Person", PersonRow))
        )

    @cached_property
    def sales_orders(self) -> list[SalesOrder]:
        """Oldest first."""
        return sorted(
            rows(self.path, "Sales.SalesOrderHeader", SalesOrder),
            key=lambda o: (o.order_date, o.sales_order_id),
        )
