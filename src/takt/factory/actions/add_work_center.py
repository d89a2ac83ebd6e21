"""III.4.1: a work centre."""

from takt.conduct.action import action
from takt.conduct.shapes import Code, Name, Short
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import Calendar, WorkCenter


@action("III.4.1", by=KEEPERS)
def add_work_center(
    *, by: Person, code: Code, name: Name, calendar: Calendar, name_en: Short = ""
) -> WorkCenter:
    """Add a work centre: machines of one kind that keep the same working times."""
    return WorkCenter.objects.create(code=code, name=name, name_en=name_en, calendar=calendar)
