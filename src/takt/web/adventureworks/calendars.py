"""When the work centres are open, from the shifts and the hours that a location is available. Pure.

120 h a week are the three shifts on five days. A location with fewer hours fills its week shift by
shift (all day shifts first, then the evenings, then the nights); the last shift may be shorter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from takt.web.adventureworks.tables import Shift

WORKDAYS = range(5)  # Monday to Friday
A_DAY = timedelta(days=1)
A_MONDAY = date(2024, 1, 1)  # any day, to count with times


@dataclass(frozen=True, slots=True)
class Span:
    """A weekly working time; weekday 0 is Monday; an end not after the start lies on the next day."""

    weekday: int
    start: time
    end: time


def weekly(shifts: Sequence[Shift], available_hours: Decimal) -> list[Span]:
    """The spans of a week that together are `available_hours` (or all shifts, when they are fewer)."""
    left = timedelta(minutes=int(available_hours * 60))
    spans: list[Span] = []
    for shift in sorted(shifts, key=lambda s: s.shift_id):
        start, end = time.fromisoformat(shift.start_time), time.fromisoformat(shift.end_time)
        for weekday in WORKDAYS:
            if left <= timedelta(0):
                return spans
            worked = min(left, _length(start, end))
            spans.append(Span(weekday, start, (datetime.combine(A_MONDAY, start) + worked).time()))
            left -= worked
    return spans


def _length(start: time, end: time) -> timedelta:
    length = datetime.combine(A_MONDAY, end) - datetime.combine(A_MONDAY, start)
    return length if length > timedelta(0) else length + A_DAY
