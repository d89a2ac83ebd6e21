"""III.3.2: what is short is said with who needs it, when, and by whom and when it comes."""

from datetime import timedelta
from decimal import Decimal

from django.db import connection
from tests.open_door import open_door
from tests.planning.plant import TODAY, Plant, expected, full_plant, ordered, plant, stocked

from takt.conduct.clock import today
from takt.factory.models import Item, Supplier, SupplierItem
from takt.orders.models import Order
from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.shortages import Supply, shortages
from takt.stock.models import ExpectedReceipt

__all__ = ["full_plant", "plant"]


def planned(plant: Plant) -> Order:
    """Ten gearboxes, each of two of eight materials, adopted."""
    order = ordered(plant, (plant.gearbox, "10"))
    adopt(propose(order, by=plant.people.production), by=plant.people.production)
    return order


def supplied(item: Item, days: int) -> Supplier:
    """A supplier who delivers the item after so many days."""
    with open_door():
        supplier = Supplier.objects.create(number=f"S-{days}", name=f"{days} 天供应商")
        SupplierItem.objects.create(supplier=supplier, item=item, lead_time_days=days, price=1)
    return supplier


def due(receipt: ExpectedReceipt, days: int) -> None:
    """The supplier names another day, so many days from today."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update stock_expectedreceipt set due = %s where id = %s",
            (TODAY + timedelta(days=days), receipt.pk),
        )


def test_nothing_is_short_where_everything_is_in_stock(full_plant: Plant) -> None:
    planned(full_plant)
    assert shortages() == []


def test_what_nobody_ordered_names_the_soonest_supplier(plant: Plant) -> None:
    supplied(plant.materials[0], 20)
    supplied(plant.materials[0], 4)
    order = planned(plant)
    found = {s.item: s for s in shortages()}
    assert sorted(found) == [m.number for m in plant.materials]
    short = found["M1"]
    assert (short.order, short.missing, short.not_ordered) == (order.number, Decimal(20), Decimal(20))
    assert (short.supplier_number, short.could_come) == ("S-4", today() + timedelta(days=4))
    assert short.supply == Supply.NOT_ORDERED


def test_what_is_on_its_way_says_when_it_comes(plant: Plant) -> None:
    for material in plant.materials[1:]:
        stocked(material, "100")
    receipt = expected(plant.materials[0], "100", TODAY + timedelta(days=2))
    planned(plant)
    (short,) = shortages()
    assert (short.item, short.missing, short.not_ordered) == ("M1", Decimal(20), Decimal(0))
    assert (short.due, short.receipts, short.supply) == (receipt.due, [receipt.number], Supply.ON_ITS_WAY)
    due(receipt, -1)
    assert shortages()[0].supply == Supply.OVERDUE
    due(receipt, 60)
    assert shortages("M1")[0].supply == Supply.LATE
    assert shortages("M2") == []
