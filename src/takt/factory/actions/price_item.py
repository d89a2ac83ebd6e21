"""III.1.2: the list price of an item."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.shapes import Amount
from takt.departments.models import Person
from takt.factory.models import Item


@action("III.1.2", by=(Department.SALES, Department.FINANCE, Department.SYSTEM))
def price_item(item: Item, *, by: Person, list_price: Amount | None) -> None:
    """Set the list price of one unit of an item in its currency; nothing means: priced for each order."""
    item.list_price = list_price
