"""III.4.1: a unit's names and decimals."""

from takt.conduct.action import action
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Name, Short
from takt.departments.models import Person
from takt.factory.inputs import Decimals
from takt.factory.keepers import KEEPERS
from takt.factory.models import Item, Unit
from takt.factory.refusals import UnitInUse


@action("III.4.1", by=KEEPERS)
def edit_unit(
    unit: Unit,
    *,
    by: Person,
    name: Name | None = None,
    name_en: Short | None = None,
    decimals: Decimals | None = None,
) -> None:
    """Change a unit's names or give it more decimals; what is left out stays."""
    if decimals is not None and decimals < unit.decimals and Item.objects.filter(unit=unit).exists():
        raise refuse(UnitInUse(unit=unit.code, decimals=unit.decimals))
    unit.name = unit.name if name is None else name
    unit.name_en = unit.name_en if name_en is None else name_en
    unit.decimals = unit.decimals if decimals is None else decimals
