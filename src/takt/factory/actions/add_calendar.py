"""III.4.1: working times."""

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Code, Name
from takt.departments.models import Person
from takt.factory import rules
from takt.factory.inputs import ShiftInput
from takt.factory.keepers import KEEPERS
from takt.factory.models import Calendar, Shift


@action("III.4.1", by=KEEPERS)
def add_calendar(
    *, by: Person, code: Code, name: Name, shifts: list[ShiftInput], time_zone: Name = "Asia/Shanghai"
) -> Calendar:
    """Add working times: weekly shifts in a time zone (0 is Monday; an end not after the start is on the next day)."""
    refuse_if(rules.zone_fault(time_zone))
    calendar = Calendar.objects.create(code=code, name=name, time_zone=time_zone)
    Shift.objects.bulk_create(
        Shift(calendar=calendar, weekday=s.weekday, start=s.start, end=s.end) for s in shifts
    )
    return calendar
