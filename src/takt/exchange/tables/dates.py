"""Dates and times: spreadsheet cells, serial numbers, ISO text and the usual Chinese ways of writing."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from takt.exchange.tables.rows import Cell, Conventions
from takt.exchange.tables.sentences import CellError
from takt.exchange.tables.text import trim

_DATE = re.compile(
    r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?|(\d{2})(\d{2}))(?=[T\s]|\Z)"
)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_SERIAL = re.compile(r"\d{1,7}(\.\d+)?", re.ASCII)
# 1927-05-18: a smaller number in a date column is more likely a year or a slip than a serial number.
_FIRST_SERIAL = 10_000
_LAST_SERIAL = 2_958_465


def date_of(cell: Cell, conventions: Conventions) -> date:
    """A date; a time of day other than midnight is refused rather than dropped."""
    found = _moment(cell, conventions, "date")
    if found.time() != time(0):
        raise CellError("date")
    return found.date()


def datetime_of(cell: Cell, conventions: Conventions) -> datetime:
    """An aware moment in UTC; text and cells without an offset are in the reader's zone."""
    found = _moment(cell, conventions, "datetime")
    try:
        return (found if found.tzinfo else found.replace(tzinfo=conventions.zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        raise CellError("datetime") from None


def _moment(cell: Cell, conventions: Conventions, expectation: str) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time(0))
    if isinstance(cell, bool | time | timedelta):
        raise CellError(expectation)
    try:
        if isinstance(cell, int | float):
            return _from_number(cell, conventions)
        return _from_text(trim(cell), conventions)
    except (ValueError, OverflowError):
        raise CellError(expectation) from None


def _from_number(number: float, conventions: Conventions) -> datetime:
    if number > _LAST_SERIAL and number == int(number):
        return _from_text(str(int(number)), conventions)
    if not _FIRST_SERIAL <= number < _LAST_SERIAL:
        raise ValueError(number)
    return datetime.combine(conventions.epoch, time(0)) + timedelta(seconds=round(number * 86_400))


def _from_text(text: str, conventions: Conventions) -> datetime:
    plain = unicodedata.normalize("NFKC", text)
    if _SERIAL.fullmatch(plain):
        return _from_number(float(plain), conventions)
    match = _DATE.match(plain)
    if not match:
        raise ValueError(text)
    day = date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5]))
    return datetime.combine(day, _time_of_day(plain[match.end() :].removeprefix("T").strip()))


def _time_of_day(text: str) -> time:
    if not text:
        return time(0)
    match = _TIME.fullmatch(text)
    if not match:
        raise ValueError(text)
    hour, minute, second, fraction, offset = match.groups()
    microsecond = int((fraction or "0").ljust(6, "0"))
    zone = datetime.strptime(offset, "%z").tzinfo if offset else None
    return time(int(hour), int(minute), int(second or 0), microsecond, tzinfo=zone)
