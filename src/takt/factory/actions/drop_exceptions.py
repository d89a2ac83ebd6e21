"""III.4.1: dates go back to their weekday's hours."""

from datetime import date

from takt.conduct.action import action
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import Calendar, CalendarException


@action("III.4.1", by=KEEPERS)
def drop_exceptions(calendar: Calendar, *, by: Person, dates: list[date]) -> None:
    """Give dates their weekday's hours again."""
    CalendarException.objects.filter(calendar=calendar, date__in=dates).delete()
