"""The schedule in force for line scheduling systems, to be fetched; what they send back is the act planning.import_schedule."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI

from takt.conduct import clock, reading
from takt.conduct.actors import Actor
from takt.conduct.refusals import InvalidInput, Unknown, refuse
from takt.conduct.resources import RESOURCES
from takt.exchange.lines import FORMATS, write
from takt.factory.models import WorkCenter
from takt.planning.line_messages import schedule_in_force
from takt.planning.rescheduling_refusals import NothingScheduled
from takt.web.rest.auth import reader_of
from takt.web.rest.describing import READING, file_answer, query, refused_answers
from takt.web.rest.lists import as_file, asked

_FORMAT = query(
    "format", "B2MML 7 (work-schedule, operations-schedule) or a twin.", type="string", enum=list(FORMATS), default="work-schedule"
)  # fmt: skip
_CENTER = query("work_center", "Only this work centre: its code.", type="string")
_TYPES = tuple(sorted({media.partition(";")[0] for _writer, media, _ending in FORMATS.values()}))


def add_lines(api: NinjaAPI) -> None:
    """Register the schedule in force."""
    api.get(
        "/line-schedule",
        operation_id="read_line_schedule",
        summary=gettext_noop("The schedule in force for line scheduling systems"),
        tags=["III.3.3"],
        openapi_extra={
            "parameters": [_FORMAT, _CENTER],
            "responses": {"200": file_answer("The schedule.", *_TYPES), **refused_answers(*READING, "409")},
        },
    )(_schedule)


def _schedule(request: HttpRequest) -> HttpResponse:
    reader, given = reader_of(request), asked(request)[0]
    wrong = next((name for name in given if name not in ("format", "work_center")), None)
    if wrong is not None:
        expectation = _("one of: %(expected)s") % {"expected": "format, work_center"}
        raise refuse(InvalidInput(given=given[wrong][:60], where=wrong[:60], expectation=expectation))
    return schedule_file(reader, given.get("format", "work-schedule"), given.get("work_center", ""))


def schedule_file(reader: Actor, form: str, work_center: str) -> HttpResponse:
    """The message as a file. Refused: see `schedule_message`."""
    name, content = schedule_message(reader, form, work_center)
    return as_file(content, name, FORMATS[form][1])


def schedule_message(reader: Actor, form: str, work_center: str = "") -> tuple[str, bytes]:
    """File name and content. Refused: NotYourDepartment, InvalidInput (format), Unknown (work centre), NothingScheduled."""
    reading.readable_rows(RESOURCES["operations"], reader)
    if form not in FORMATS:
        expectation = _("one of: %(expected)s") % {"expected": ", ".join(FORMATS)}
        raise refuse(InvalidInput(given=form[:60], where="format", expectation=expectation))
    if work_center and not WorkCenter.objects.filter(code=work_center).exists():
        raise refuse(
            Unknown(reference=work_center[:60], where="work_center", kind=str(WorkCenter._meta.verbose_name))
        )
    schedule = schedule_in_force(clock.now(), [work_center] if work_center else [])
    if not schedule.operations:
        raise refuse(NothingScheduled())
    return f"{schedule.number}.{FORMATS[form][2]}", write(schedule, form)
