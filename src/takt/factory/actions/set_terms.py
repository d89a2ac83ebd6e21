"""III.3.2: at what terms a supplier delivers an item."""

from decimal import Decimal

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Amount, Currency, QuantityOrZero
from takt.departments.models import Person
from takt.factory import rules
from takt.factory.inputs import Days
from takt.factory.keepers import BUYERS
from takt.factory.models import Item, Supplier, SupplierItem


@action("III.3.2", by=BUYERS)
def set_terms(
    supplier: Supplier,
    *,
    by: Person,
    item: Item,
    lead_time_days: Days,
    price: Amount,
    currency: Currency = "CNY",
    least_quantity: QuantityOrZero = Decimal(0),
) -> None:
    """Set lead time, price and least quantity at which a supplier delivers an item."""
    refuse_if(
        rules.decimals_fault(
            least_quantity, item.number, item.unit.code, item.unit.decimals, "least_quantity"
        )
    )
    terms = SupplierItem.objects.filter(supplier=supplier, item=item).first()
    terms = terms or SupplierItem(supplier=supplier, item=item)
    terms.lead_time_days, terms.price, terms.currency = lead_time_days, price, currency
    terms.least_quantity = least_quantity
    terms.save()
