"""III.4.1: dates with other hours: holidays, extra work."""

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person
from takt.factory import rules
from takt.factory.inputs import ExceptionInput
from takt.factory.keepers import KEEPERS
from takt.factory.models import Calendar, CalendarException


@action("III.4.1", by=KEEPERS)
def set_exceptions(calendar: Calendar, *, by: Person, exceptions: list[ExceptionInput]) -> None:
    """Give dates other hours: closed, or a span of extra work. What the calendar has on these dates is replaced."""
    refuse_if(rules.exception_faults(exceptions))
    CalendarException.objects.filter(calendar=calendar, date__in={e.date for e in exceptions}).delete()
    CalendarException.objects.bulk_create(
        CalendarException(calendar=calendar, date=e.date, start=e.start, end=e.end, reason=e.reason)
        for e in exceptions
    )
