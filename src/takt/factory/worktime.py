"""From weekly shifts and exceptions to open spans, pure: wall-clock times in a zone become minutes (UTC).

A shift belongs to the date on which it starts; an end not after the start lies on the next day.
An exception without hours closes its date (the shifts that start on it fall away); one with hours
opens its span in addition. A wall-clock time that a clock change skips is read with the offset
before the change; one that comes twice means its first coming.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from takt.factory.minutes import to_minutes, to_minutes_up

Span = tuple[int, int]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingTimes:
    """A calendar as plain facts: its zone, shifts (weekday 0 is Monday, start, end), exceptions (date, start, end)."""

    time_zone: str
    shifts: tuple[tuple[int, time, time], ...]
    exceptions: tuple[tuple[date, time | None, time | None], ...]


def open_spans(times: WorkingTimes, start: datetime, end: datetime) -> list[Span]:
    """Merged, sorted half-open spans of open minutes within [start, end)."""
    low, high = to_minutes_up(start), to_minutes(end)
    if low >= high:
        return []
    zone = ZoneInfo(times.time_zone)
    days = _on_days(times, start.astimezone(zone).date() - _DAY, end.astimezone(zone).date())
    inside = (_clipped(span, low, high) for span in days)
    return [span for span in inside if span[0] < span[1]]


@lru_cache(maxsize=64)
def _on_days(times: WorkingTimes, first: date, last: date) -> tuple[Span, ...]:
    """The merged spans of whole days: many plans of one day look at the same ones."""
    return tuple(
        merged(span for span in _spans(times, ZoneInfo(times.time_zone), first, last) if span[0] < span[1])
    )


def merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans; those that overlap or touch become one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _clipped(span: Span, low: int, high: int) -> Span:
    return max(span[0], low), min(span[1], high)


def _spans(times: WorkingTimes, zone: ZoneInfo, first: date, last: date) -> Iterator[Span]:
    closed = {day for day, start, _ in times.exceptions if start is None}
    weekly: list[Sequence[tuple[time, time]]] = [
        [(s, e) for w, s, e in times.shifts if w == weekday] for weekday in range(7)
    ]
    for offset in range((last - first).days + 1):
        day = first + offset * _DAY
        if day not in closed:
            yield from (_span(day, start, end, zone) for start, end in weekly[day.weekday()])
    for day, begins, ends in times.exceptions:
        if begins is not None and ends is not None and first <= day <= last:
            yield _span(day, begins, ends, zone)


def _span(day: date, start: time, end: time, zone: ZoneInfo) -> Span:
    end_day = day if end > start else day + _DAY
    return to_minutes_up(datetime.combine(day, start, zone)), to_minutes(datetime.combine(end_day, end, zone))
