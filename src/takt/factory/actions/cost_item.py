"""III.2.1: the standard cost of an item."""

from takt.conduct.action import action
from takt.conduct.shapes import Amount, Currency
from takt.departments.models import Person
from takt.factory.keepers import PRICERS
from takt.factory.models import Item


@action("III.2.1", by=PRICERS)
def cost_item(item: Item, *, by: Person, standard_cost: Amount, currency: Currency | None = None) -> None:
    """Set the standard cost of one unit of an item."""
    item.standard_cost = standard_cost
    item.currency = item.currency if currency is None else currency
