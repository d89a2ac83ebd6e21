"""III.4.1: an article, sub-assembly or material."""

from decimal import Decimal

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Code, Name, QuantityOrZero, Short
from takt.departments.models import Person
from takt.factory import rules
from takt.factory.inputs import Days
from takt.factory.keepers import KEEPERS
from takt.factory.models import Item, Sourcing, Unit
from takt.factory.search import search_text


@action("III.4.1", by=KEEPERS)
def add_item(
    *,
    by: Person,
    number: Code,
    name: Name,
    sourcing: Sourcing,
    unit: Unit,
    name_en: Short = "",
    drawing_number: Short = "",
    revision: Short = "",
    sellable: bool = False,
    lead_time_days: Days = 0,
    safety_stock: QuantityOrZero = Decimal(0),
) -> Item:
    """Add an article, sub-assembly or material; its unit stays for good. Prices and costs are set apart."""
    refuse_if(rules.decimals_fault(safety_stock, number, unit.code, unit.decimals, "safety_stock"))
    return Item.objects.create(
        number=number,
        name=name,
        name_en=name_en,
        sourcing=sourcing,
        unit=unit,
        drawing_number=drawing_number,
        revision=revision,
        sellable=sellable,
        lead_time_days=lead_time_days,
        safety_stock=safety_stock,
        search=search_text(number, drawing_number, name_en, name=name),
    )
