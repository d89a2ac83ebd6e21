"""Write tables: Excel workbooks and CSV, in either language, so that `read` gives the same values back."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from takt.exchange.errors import ExchangeError
from takt.exchange.tables.columns import Column, Kind, Sheet
from takt.exchange.tables.limits import MAX_ROWS
from takt.exchange.tables.neutral import neutralise
from takt.exchange.tables.text import FORBIDDEN
from takt.exchange.tables.worksheet import SheetWriter, new_workbook

Rows = Iterable[Mapping[str, Any]]
_WORDS = {True: ("是", "yes"), False: ("否", "no")}


def checked(value: Any, column: Column, row: int) -> Any:
    """The value, if it is of the column's kind; raises `ExchangeError` naming row, column and value."""
    types: dict[Kind, tuple[type, ...]] = {
        Kind.INTEGER: (int,),
        Kind.DURATION: (int,),
        Kind.QUANTITY: (Decimal, int),
        Kind.MONEY: (Decimal, int),
        Kind.DATE: (date,),
        Kind.DATETIME: (datetime,),
        Kind.BOOLEAN: (bool,),
    }
    expected = types.get(column.kind, (str,))
    wrong_type = not isinstance(value, expected) or isinstance(value, bool) != (column.kind is Kind.BOOLEAN)
    if wrong_type or isinstance(value, datetime) != (column.kind is Kind.DATETIME):
        kinds = " or ".join(kind.__name__ for kind in expected)
        raise ExchangeError(f"row {row}, column {column.name}: {value!r} is not {kinds}")
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ExchangeError(f"row {row}, column {column.name}: {value!r} has no time zone")
    if isinstance(value, str) and FORBIDDEN.search(value):
        raise ExchangeError(f"row {row}, column {column.name}: {value!r} holds control characters")
    return value


def words(value: Any, column: Column, language: str, zone: tzinfo) -> str:
    """A value as text, as it stands in a CSV file (not yet neutralised)."""
    if column.kind is Kind.BOOLEAN:
        return _WORDS[value][0 if language.lower().startswith("zh") else 1]
    if column.kind is Kind.CHOICE:
        return next((choice.title(language) for choice in column.choices if choice.code == value), str(value))
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(sep=" ")
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def write_csv(sheet: Sheet, rows: Rows, language: str, *, zone: tzinfo = UTC) -> bytes:
    """One table as CSV: UTF-8 with byte order mark (Excel needs it), commas, moments with their offset."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([neutralise(column.heading(language)) for column in sheet.columns])
    for number, row in enumerate(rows, start=2):
        record = []
        for column in sheet.columns:
            value = row.get(column.name)
            shown = "" if value is None else words(checked(value, column, number), column, language, zone)
            record.append(neutralise(shown) if column.kind in {Kind.TEXT, Kind.CHOICE} else shown)
        writer.writerow(record)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(tables: Sequence[tuple[Sheet, Rows]], language: str, *, zone: tzinfo = UTC) -> bytes:
    """One workbook, a worksheet for each table: frozen header with units, widths, formats, drop-down lists.

    Moments stand in `zone`, since a workbook knows none; read them back with the same one.
    """
    packed = io.BytesIO()
    with new_workbook(packed) as book:
        for sheet, rows in tables:
            writer = SheetWriter(book, sheet, language, zone)
            for number, row in enumerate(rows, start=2):
                if number > MAX_ROWS + 1:
                    raise ExchangeError(f"sheet {sheet.name}: more than {MAX_ROWS} rows")
                for index, column in enumerate(sheet.columns):
                    value = row.get(column.name)
                    if value is not None:
                        value = checked(value, column, number)
                        writer.put(number, index, value, words(value, column, language, zone))
            writer.finish()
    return packed.getvalue()
