"""III.4.1: a unit of measure."""

from takt.conduct.action import action
from takt.conduct.shapes import Code, Name, Short
from takt.departments.models import Person
from takt.factory.inputs import Decimals
from takt.factory.keepers import KEEPERS
from takt.factory.models import Unit


@action("III.4.1", by=KEEPERS)
def add_unit(*, by: Person, code: Code, name: Name, name_en: Short = "", decimals: Decimals = 0) -> Unit:
    """Add a unit of measure and how many decimals a quantity in it may have."""
    return Unit.objects.create(code=code, name=name, name_en=name_en, decimals=decimals)
