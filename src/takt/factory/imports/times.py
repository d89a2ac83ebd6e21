"""Calendars: weekly shifts (one row a shift) and exceptions (one row a span). Clock times are minutes after midnight."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

from django.db.models import F
from django.utils.translation import gettext

from takt.conduct.imports import ImportKind, Tally, importable
from takt.conduct.refusals import InvalidInput
from takt.departments.models import Person
from takt.exchange.tables import Choice, Column, Kind, Row, Sheet
from takt.factory.actions.add_calendar import add_calendar
from takt.factory.actions.edit_calendar import edit_calendar
from takt.factory.actions.set_exceptions import set_exceptions
from takt.factory.fields import code, text
from takt.factory.inputs import ExceptionInput, ShiftInput
from takt.factory.keepers import KEEPERS
from takt.factory.models import Calendar, CalendarException, Shift
from takt.factory.references import known
from takt.factory.upserts import Values, grouped, resolved

DAY_MINUTES = 24 * 60
WEEKDAYS = tuple(
    Choice(str(number), zh, en)
    for number, zh, en in (
        (1, "周一", "Monday"), (2, "周二", "Tuesday"), (3, "周三", "Wednesday"), (4, "周四", "Thursday"),
        (5, "周五", "Friday"), (6, "周六", "Saturday"), (7, "周日", "Sunday"),
    )
)  # fmt: skip


def _clock(name: str, zh: str, en: str) -> Column:
    return Column(
        name, Kind.DURATION, zh=zh, en=en, minimum=0, maximum=DAY_MINUTES, unit="h:mm", unit_zh="时:分",
        help_zh="时刻, 如 8:00; 或零点后的分钟数", help_en="a time of day such as 8:00, or minutes after midnight",
    )  # fmt: skip


CALENDARS = Sheet(
    "calendars",
    (
        code("code", "日历", "Calendar"),
        text("name", "名称", "Name", required=True),
        text("time_zone", "时区", "Time zone", length=60),
        Column("weekday", Kind.CHOICE, zh="星期", en="Weekday", choices=WEEKDAYS),
        _clock("start", "开始", "Start"),
        _clock("end", "结束", "End"),
    ),
    key=("code", "weekday", "start"),
    zh="日历班次",
    en="Calendars and shifts",
)
EXCEPTIONS = Sheet(
    "calendar-exceptions",
    (
        code("calendar", "日历", "Calendar"),
        Column("date", Kind.DATE, required=True, zh="日期", en="Date"),
        _clock("start", "开始", "Start"),
        _clock("end", "结束", "End"),
        text("reason", "原因", "Reason", required=True),
    ),
    key=("calendar", "date", "start"),
    zh="日历例外",
    en="Calendar exceptions",
)


def clock(minutes: int | None) -> time | None:
    """Minutes after midnight as a time of day; 24:00 is midnight."""
    return None if minutes is None else time(*divmod(minutes % DAY_MINUTES, 60))


def minutes_of(at: time | None) -> int | None:
    """A time of day as minutes after midnight."""
    return None if at is None else at.hour * 60 + at.minute


def take_calendars(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Calendars: a file's rows for a code are all its weekly shifts."""
    on_record = known(Calendar, {r.values["code"] for r in rows})
    shifts: dict[Any, set[ShiftInput]] = {}
    for shift in Shift.objects.filter(calendar__in=on_record.values()):
        shifts.setdefault(shift.calendar_id, set()).add(ShiftInput(shift.weekday, shift.start, shift.end))
    for name, group in grouped(((row, row.values) for row in rows), "code").items():
        wanted = [shift for row, _ in group for shift in _shift(tally, row)]
        first, values = group[0]
        plain = {"name": values["name"], "time_zone": values["time_zone"] or "Asia/Shanghai"}
        current = on_record.get(name)
        if current is None:
            made = {"code": name, **plain, "shifts": wanted}
            tally.act(first, "new", add_calendar, of_rows=len(group), by=by, **made)
        elif shifts.get(current.id, set()) == set(wanted) and all(
            getattr(current, n) == v for n, v in plain.items()
        ):
            tally.unchanged += len(group)
        else:
            made = {**plain, "shifts": wanted}
            tally.act(first, "changed", edit_calendar, current, of_rows=len(group), by=by, **made)


def _shift(tally: Tally, row: Row) -> list[ShiftInput]:
    given = [row.values[name] for name in ("weekday", "start", "end")]
    if all(value is None for value in given):
        return []
    for name, value in zip(("weekday", "start", "end"), given, strict=True):
        if value is None:
            tally.refuse(
                row,
                [
                    InvalidInput(
                        given="", where=name, expectation=gettext("weekday, start and end, or none of them")
                    )
                ],
            )
            return []
    start, end = clock(given[1]), clock(given[2])
    return [ShiftInput(int(given[0]) - 1, start, end)] if start is not None and end is not None else []


def take_exceptions(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Exceptions: a file's rows for a date of a calendar are all that this date has."""
    dates: dict[Any, set[ExceptionInput]] = {}
    on_record = CalendarException.objects.filter(calendar__code__in={r.values["calendar"] for r in rows})
    for calendar, day, reason, start, end in on_record.values_list(
        "calendar_id", "date", "reason", "start", "end"
    ):
        dates.setdefault((calendar, day), set()).add(ExceptionInput(day, reason, start, end))
    for calendar, group in grouped(resolved(tally, rows, {"calendar": Calendar}), "calendar").items():
        for day, spans in grouped(group, "date").items():
            wanted = [ExceptionInput(day, v["reason"], clock(v["start"]), clock(v["end"])) for _, v in spans]
            before = dates.get((calendar.id, day), set())
            if before == set(wanted):
                tally.unchanged += len(spans)
            else:
                _set(tally, by, calendar, spans, wanted, "changed" if before else "new")


def _set(
    tally: Tally,
    by: Person,
    calendar: Calendar,
    spans: list[tuple[Row, Values]],
    wanted: list[ExceptionInput],
    outcome: str,
) -> None:
    tally.act(spans[0][0], outcome, set_exceptions, calendar, of_rows=len(spans), by=by, exceptions=wanted)


def _given_calendars() -> Iterator[Values]:
    for calendar in Calendar.objects.order_by("code").prefetch_related("shifts"):
        head: Values = {"code": calendar.code, "name": calendar.name, "time_zone": calendar.time_zone}
        shifts = sorted(calendar.shifts.all(), key=lambda s: (s.weekday, s.start))
        yield from [_given_shift(head, shift) for shift in shifts] or [head]


def _given_shift(head: Values, shift: Shift) -> Values:
    times = {"start": minutes_of(shift.start), "end": minutes_of(shift.end)}
    return {**head, "weekday": str(shift.weekday + 1), **times}


def _given_exceptions() -> Iterator[Values]:
    rows = CalendarException.objects.order_by("calendar__code", "date", F("start").asc(nulls_first=True))
    for calendar, day, start, end, reason in rows.values_list(
        "calendar__code", "date", "start", "end", "reason"
    ):
        yield {
            "calendar": calendar,
            "date": day,
            "start": minutes_of(start),
            "end": minutes_of(end),
            "reason": reason,
        }


importable(ImportKind("calendars", "III.4.1", 10, CALENDARS, KEEPERS, take_calendars, _given_calendars))
importable(
    ImportKind("calendar-exceptions", "III.4.1", 20, EXCEPTIONS, KEEPERS, take_exceptions, _given_exceptions)
)
