"""III.4.1: a work centre's names and working times."""

from takt.conduct.action import action
from takt.conduct.shapes import Name, Short
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import Calendar, WorkCenter


@action("III.4.1", by=KEEPERS)
def edit_work_center(
    work_center: WorkCenter,
    *,
    by: Person,
    name: Name | None = None,
    name_en: Short | None = None,
    calendar: Calendar | None = None,
) -> None:
    """Change a work centre's names or working times; what is left out stays."""
    work_center.name = work_center.name if name is None else name
    work_center.name_en = work_center.name_en if name_en is None else name_en
    if calendar is not None:
        work_center.calendar = calendar
