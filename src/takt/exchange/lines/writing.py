"""One door for messages that go out: a schedule in the format that the other system reads."""

from collections.abc import Callable

from takt.exchange.lines.b2mml_out import operations_schedule, work_schedule
from takt.exchange.lines.csv_twin import schedule_csv
from takt.exchange.lines.facts import LineSchedule
from takt.exchange.lines.faults import MessageFault
from takt.exchange.lines.json_twin import schedule_json

FORMATS: dict[str, tuple[Callable[[LineSchedule], bytes], str, str]] = {
    "work-schedule": (work_schedule, "application/xml", "xml"),
    "operations-schedule": (operations_schedule, "application/xml", "xml"),
    "json": (schedule_json, "application/json", "json"),
    "csv": (schedule_csv, "text/csv; charset=utf-8", "csv"),
}
"""By name: writer, media type, ending of the file."""


def write(schedule: LineSchedule, form: str) -> bytes:
    """The schedule as a message. Raises MessageFault for an unknown format or a schedule without operations."""
    if form not in FORMATS:
        raise MessageFault("format", form, "one of " + ", ".join(FORMATS))
    if not schedule.operations:
        raise MessageFault("the schedule", "no operation", "at least one operation")
    return FORMATS[form][0](schedule)
