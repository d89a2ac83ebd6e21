"""Numbers as people and spreadsheets write them; nothing is ever rounded silently."""

import re
from datetime import time, timedelta
from decimal import Decimal

from takt.exchange.tables.columns import Column, Kind
from takt.exchange.tables.rows import Cell, Conventions
from takt.exchange.tables.sentences import CellError
from takt.exchange.tables.text import compact

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)(:00)?", re.ASCII)
_MAX_CHARACTERS = 60


def number_of(cell: Cell, column: Column, conventions: Conventions) -> Decimal | int:
    """A Decimal (quantity, money) or an int (integer, duration in minutes) within the column's limits."""
    if column.kind is Kind.DURATION:
        minutes = _minutes_by_the_clock(cell)
        if minutes is not None:
            return _within_limits(Decimal(minutes), column)
    return _within_limits(_decimal(cell, column, conventions), column)


def _refusal(column: Column) -> CellError:
    if column.kind is Kind.DURATION:
        return CellError("duration")
    if column.kind is Kind.INTEGER:
        return CellError("integer", digits=column.digits)
    return CellError("decimal", digits=column.digits, places=column.decimals)


def _decimal(cell: Cell, column: Column, conventions: Conventions) -> Decimal:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise _refusal(column)
    if isinstance(cell, float):
        # A spreadsheet shows 15 significant digits: 0.1 + 0.2 is 0.3 there, and so it is here.
        number = Decimal(format(cell, ".15g"))
        if not number.is_finite():
            raise _refusal(column)
        return number
    text = compact(str(cell)).replace("−", "-")
    if "," in text and not conventions.comma_groups_thousands:
        raise CellError("decimal_point")
    if len(text) > _MAX_CHARACTERS or not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        raise _refusal(column)
    return Decimal(text.replace(",", ""))


def _minutes_by_the_clock(cell: Cell) -> int | None:
    """Minutes of 1:30, 1:30:00 and of spreadsheet times; None when the cell is not written so."""
    if isinstance(cell, time):
        cell = timedelta(
            hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond
        )
    if isinstance(cell, timedelta):
        if cell % timedelta(minutes=1):
            raise CellError("duration")
        return cell // timedelta(minutes=1)
    match = _CLOCK.fullmatch(compact(cell)) if isinstance(cell, str) else None
    return int(match[1]) * 60 + int(match[2]) if match else None


def _within_limits(number: Decimal, column: Column) -> Decimal | int:
    if number and number.adjusted() >= column.digits:
        raise _refusal(column)
    exponent = number.normalize().as_tuple().exponent
    whole_digits = max(number.adjusted() + 1, 0) if number else 0
    if not isinstance(exponent, int) or -exponent > column.decimals:
        raise _refusal(column)
    if max(-exponent, 0) + whole_digits > column.digits:
        raise _refusal(column)
    minimum = 0 if column.kind is Kind.DURATION and column.minimum is None else column.minimum
    if minimum is not None and number < minimum:
        raise CellError("minimum", minimum=str(minimum))
    if column.maximum is not None and number > column.maximum:
        raise CellError("maximum", maximum=str(column.maximum))
    return int(number) if column.kind in {Kind.INTEGER, Kind.DURATION} else number
