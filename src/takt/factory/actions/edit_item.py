"""III.4.1: what is known of an item."""

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Name, QuantityOrZero, Short
from takt.departments.models import Person
from takt.factory import rules
from takt.factory.inputs import Days
from takt.factory.keepers import KEEPERS
from takt.factory.models import Item, Sourcing
from takt.factory.search import search_text


@action("III.4.1", by=KEEPERS)
def edit_item(
    item: Item,
    *,
    by: Person,
    name: Name | None = None,
    name_en: Short | None = None,
    sourcing: Sourcing | None = None,
    drawing_number: Short | None = None,
    revision: Short | None = None,
    sellable: bool | None = None,
    lead_time_days: Days | None = None,
    safety_stock: QuantityOrZero | None = None,
) -> None:
    """Change what is known of an item; what is left out stays. Number and unit never change."""
    if safety_stock is not None:
        unit = item.unit
        refuse_if(rules.decimals_fault(safety_stock, item.number, unit.code, unit.decimals, "safety_stock"))
    given = {
        "name": name,
        "name_en": name_en,
        "sourcing": sourcing,
        "drawing_number": drawing_number,
        "revision": revision,
        "sellable": sellable,
        "lead_time_days": lead_time_days,
        "safety_stock": safety_stock,
    }
    for field, value in given.items():
        if value is not None:
            setattr(item, field, value)
    item.search = search_text(item.number, item.drawing_number, item.name_en, name=item.name)
