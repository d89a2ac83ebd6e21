"""III.4.1: working times change."""

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Name
from takt.departments.models import Person
from takt.factory import rules
from takt.factory.inputs import ShiftInput
from takt.factory.keepers import KEEPERS
from takt.factory.models import Calendar, Shift


@action("III.4.1", by=KEEPERS)
def edit_calendar(
    calendar: Calendar,
    *,
    by: Person,
    name: Name | None = None,
    time_zone: Name | None = None,
    shifts: list[ShiftInput] | None = None,
) -> None:
    """Change working times: the shifts given replace all weekly shifts; what is left out stays."""
    refuse_if(rules.zone_fault(time_zone) if time_zone is not None else [])
    calendar.name = calendar.name if name is None else name
    calendar.time_zone = calendar.time_zone if time_zone is None else time_zone
    if shifts is not None:
        Shift.objects.filter(calendar=calendar).delete()
        Shift.objects.bulk_create(
            Shift(calendar=calendar, weekday=s.weekday, start=s.start, end=s.end) for s in shifts
        )
