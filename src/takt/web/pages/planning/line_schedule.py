"""The schedule in force as a file, from the page of reschedulings."""

from django.http import HttpRequest, HttpResponse

from takt.departments.models import Person
from takt.web.pages.access import signed_in
from takt.web.rest.lines import schedule_file


@signed_in
def line_schedule(request: HttpRequest, reader: Person) -> HttpResponse:
    """A message for line scheduling systems."""
    return schedule_file(
        reader, request.GET.get("format", "work-schedule"), request.GET.get("work_center", "")
    )
