"""When people work in the demonstration factory: Monday to Saturday by the plant's clock, not on public holidays. 作息与节假日."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

MORNING = (time(8), time(12))
AFTERNOON = (time(13), time(17, 30))
EVENING = (time(18), time(21, 30))
DAY = timedelta(days=1)
HOURS_A_DAY = 8.5
# The first day of the lunar year.
NEW_YEARS = {
    2025: date(2025, 1, 29), 2026: date(2026, 2, 17), 2027: date(2027, 2, 6), 2028: date(2028, 1, 26),
    2029: date(2029, 2, 13), 2030: date(2030, 2, 3), 2031: date(2031, 1, 23), 2032: date(2032, 2, 11),
    2033: date(2033, 1, 31), 2034: date(2034, 2, 19), 2035: date(2035, 2, 8),
}  # fmt: skip


def holidays(year: int) -> dict[date, str]:
    """The days on which the factory is closed, and what they are called."""
    days = {date(year, 1, 1): "元旦"} | {date(year, 5, 1) + n * DAY: "劳动节" for n in range(3)}
    days |= {date(year, 10, 1) + n * DAY: "国庆节" for n in range(5)}
    if year in NEW_YEARS:
        days |= {NEW_YEARS[year] + n * DAY: "春节" for n in range(-1, 7)}
    return days


def zone() -> ZoneInfo:
    """The plant's zone."""
    return ZoneInfo(settings.TIME_ZONE)


def works_on(day: date) -> bool:
    """Whether people work on that day."""
    return day.weekday() < 6 and day not in holidays(day.year)


def later(moment: datetime, hours: float) -> datetime:
    """So many working hours after a moment; the next working minute when none."""
    left = timedelta(hours=hours)
    for begins, ends in _spans(moment):
        start = max(begins, moment)
        if start + left <= ends:
            return start + left
        left -= max(ends - start, timedelta())
    raise AssertionError("unreachable: work never ends")


def earlier(moment: datetime, hours: float) -> datetime:
    """So many working hours before a moment."""
    left = timedelta(hours=hours)
    day = moment.astimezone(zone()).date()
    while True:
        for begins, ends in reversed(_on(day)):
            end = min(ends, moment)
            if end - left >= begins:
                return end - left
            left -= max(end - begins, timedelta())
        day -= DAY


def _on(day: date) -> list[tuple[datetime, datetime]]:
    if not works_on(day):
        return []
    spans = (MORNING, AFTERNOON)
    return [
        (
            datetime.combine(day, start, zone()).astimezone(UTC),
            datetime.combine(day, end, zone()).astimezone(UTC),
        )
        for start, end in spans
    ]


def _spans(moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The working spans that end after a moment, one after the other."""
    day = moment.astimezone(zone()).date()
    while True:
        yield from (span for span in _on(day) if span[1] > moment)
        day += DAY
