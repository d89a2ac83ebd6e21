"""The page of a calendar: the coming months day by day with their open hours, and the days with other hours (III.4.1)."""

import calendar as months
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils import formats

from takt.conduct.clock import today
from takt.departments.models import Person
from takt.factory.models import Calendar, CalendarException, Machine, Shift, WorkCenter
from takt.records.dossier import sees_money
from takt.web.pages.acting.possible import act_url, departments_now
from takt.web.pages.acting.steps import step
from takt.web.pages.listing.detail_words import WEEKDAYS
from takt.web.pages.listing.own_pages import own_page

MONTHS = 3
_KEEPERS = {"production", "administration"}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month grid: its hours in words; `kind` is open, shut, extra (opened in addition) or closed (by exception)."""

    date: date
    hours: list[str]
    kind: str
    reason: str
    inside: bool
    address: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of days, Monday first."""

    title: str
    weeks: list[list[Day]]


@own_page("calendars")
def calendar_page(calendar: Calendar, reader: Person) -> dict[str, Any]:
    """The months to come, the weekly shifts, the exceptions, and who works by it."""
    weekly: dict[int, list[str]] = defaultdict(list)
    for shift in Shift.objects.filter(calendar=calendar).order_by("weekday", "start"):
        weekly[shift.weekday].append(_span(shift.start, shift.end))
    now = today()
    exceptions = list(
        CalendarException.objects.filter(calendar=calendar, date__gte=now.replace(day=1)).order_by(
            "date", "start"
        )
    )
    keeps = bool(departments_now(reader) & _KEEPERS)
    return {
        "months": list(_months(calendar, now, weekly, exceptions, keeps=keeps)),
        "weekdays": WEEKDAYS,
        "weekly": [(str(day), weekly[n]) for n, day in enumerate(WEEKDAYS)],
        "exceptions": exceptions,
        "centers": WorkCenter.objects.filter(calendar=calendar).order_by("code"),
        "today": now,
    }


def _span(start: time | None, end: time | None) -> str:
    return f"{start:%H:%M}–{end:%H:%M}" if start is not None and end is not None else ""


def _months(
    calendar: Calendar,
    now: date,
    weekly: dict[int, list[str]],
    exceptions: list[CalendarException],
    *,
    keeps: bool,
) -> Iterator[Month]:
    told: dict[date, list[CalendarException]] = defaultdict(list)
    for each in exceptions:
        told[each.date].append(each)
    year, month = now.year, now.month
    for __ in range(MONTHS):
        weeks = [
            [_day(calendar, d, month, weekly, told.get(d, []), keeps=keeps) for d in week]
            for week in months.Calendar().monthdatescalendar(year, month)
        ]
        yield Month(formats.date_format(date(year, month, 1), "YEAR_MONTH_FORMAT"), weeks)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _day(
    calendar: Calendar,
    day: date,
    month: int,
    weekly: dict[int, list[str]],
    other: list[CalendarException],
    *,
    keeps: bool,
) -> Day:
    usual = weekly.get(day.weekday(), [])
    extra = [_span(e.start, e.end) for e in other if e.start is not None]
    is_closed = any(e.start is None for e in other)
    hours = extra if is_closed else [*usual, *extra]
    kind = "extra" if extra else "closed" if is_closed else "open" if usual else "shut"
    address = act_url("factory.set_exceptions", calendar, date=day.isoformat()) if keeps else ""
    reason = ", ".join(dict.fromkeys(e.reason for e in other))
    return Day(day, hours, kind, reason, day.month == month, address)


def _that_day(calendar: Calendar, reader: Person, asked: Any) -> dict[str, Any]:
    return {"exceptions": [{"date": asked["date"]}]} if asked.get("date") else {}


@step("factory.set_exceptions", initial=_that_day, rows={"exceptions": 1})
def set_exceptions(calendar: Calendar, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


@own_page("work-centers")
def work_center_page(center: WorkCenter, reader: Person) -> dict[str, Any]:
    """The machines, and what an hour costs over time for those who see amounts."""
    return {
        "machines": Machine.objects.filter(work_center=center).order_by("retired_at", "lane"),
        "rates": center.rates.order_by("-valid_from") if sees_money(reader) else None,
        "sets_rates": "finance" in departments_now(reader),
    }
