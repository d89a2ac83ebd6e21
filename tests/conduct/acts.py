"""Two small acts, to test the door itself with."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.factory.models import Unit

ANYBODY = (Department.SYSTEM, Department.ADMINISTRATION)


@action("VI.1", by=ANYBODY)
def coin_unit(*, by: Person, code: str) -> Unit:
    """Coin a unit for a trial."""
    return Unit.objects.create(code=code, name=code)


@action("VI.1", by=ANYBODY)
def rename_unit(unit: Unit, *, by: Person, name: str) -> None:
    """Rename a unit."""
    unit.name = name
