"""One worksheet of a workbook that is being written."""

import io
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no types

from takt.exchange.errors import ExchangeError
from takt.exchange.tables.columns import NUMBERS, Column, Kind, Sheet
from takt.exchange.tables.limits import MAX_ROWS
from takt.exchange.tables.neutral import FORMULA_SIGNS, neutralise

_HEADER = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "border_color": "#9AA5B1", "text_wrap": True}
_MIN_WIDTH, _MAX_WIDTH = 10, 48
_EXACT_DIGITS = 15  # what a spreadsheet keeps of a number
_FIRST_DATE = date(1900, 3, 1)  # before it, serial numbers disagree between programs
_ASCII_END = 0x2E80  # from here on characters are about two columns wide
_LIST_CHARACTERS = 255  # what Excel allows for a drop-down list given as text


def new_workbook(packed: io.BytesIO) -> Any:
    """A workbook that is written into memory when its `with` block ends."""
    return xlsxwriter.Workbook(packed, {"in_memory": True})


def display_width(text: str) -> int:
    """How many narrow characters a text takes."""
    return sum(2 if ord(character) >= _ASCII_END else 1 for character in text)


def number_format(column: Column) -> str:
    """The Excel number format of a column."""
    if column.kind is Kind.MONEY:
        return "#,##0." + "0" * column.decimals if column.decimals else "#,##0"
    formats = {
        Kind.DATE: "yyyy-mm-dd",
        Kind.DATETIME: "yyyy-mm-dd hh:mm:ss",
        Kind.TEXT: "@",
        Kind.CHOICE: "@",
    }
    return formats.get(column.kind, "General")


class SheetWriter:
    """Puts values into cells; row numbers count from 1 as on the screen, and the header is row 1."""

    def __init__(self, book: Any, sheet: Sheet, language: str, zone: tzinfo) -> None:
        self.sheet, self.language, self.zone = sheet, language, zone
        self.page = book.add_worksheet(sheet.title(language)[:31])
        header = book.add_format(_HEADER)
        headings = [column.heading(language) for column in sheet.columns]
        self.widths = [display_width(heading) + 2 for heading in headings]
        self.formats = [book.add_format({"num_format": number_format(column)}) for column in sheet.columns]
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        self.page.freeze_panes(1, 0)
        for index, heading in enumerate(headings):
            self._text(0, index, heading, header)

    def put(self, number: int, index: int, value: Any, words: str) -> None:
        """Put one value; `words` is its text, used where a spreadsheet could not keep the value exactly."""
        row, column, cell_format = number - 1, self.sheet.columns[index], self.formats[index]
        self.widths[index] = max(self.widths[index], max(map(display_width, words.split("\n"))) + 2)
        if column.kind in NUMBERS and len(Decimal(value).as_tuple().digits) <= _EXACT_DIGITS:
            self.page.write_number(row, index, float(value), cell_format)
        elif isinstance(value, datetime) and value.date() > _FIRST_DATE and not value.microsecond:
            moment = value.astimezone(self.zone).replace(tzinfo=None)
            self.page.write_datetime(row, index, moment, cell_format)
        elif column.kind is Kind.DATE and value >= _FIRST_DATE:
            self.page.write_datetime(row, index, value, cell_format)
        else:
            self._text(row, index, words, cell_format)

    def _text(self, row: int, index: int, text: str, cell_format: Any) -> None:
        if text[:1] in set(FORMULA_SIGNS):
            # A quoted cell is text for good, and shows no apostrophe.
            status = self.page.write_string(row, index, text, self.quoted)
        else:
            status = self.page.write_string(row, index, neutralise(text), cell_format)
        if status:
            name = self.sheet.columns[index].name
            raise ExchangeError(
                f"row {row + 1}, column {name}: the text is longer than a cell of Excel holds"
            )

    def finish(self) -> None:
        """Set widths and drop-down lists; a filter over what was written."""
        for index, column in enumerate(self.sheet.columns):
            width = min(max(self.widths[index], _MIN_WIDTH), _MAX_WIDTH)
            self.page.set_column(index, index, width, self.formats[index])
            options = self._options(column)
            if options and len(",".join(options)) <= _LIST_CHARACTERS:
                rule = {"validate": "list", "source": options, "ignore_blank": not column.required}
                self.page.data_validation(1, index, MAX_ROWS, index, rule)

    def _options(self, column: Column) -> list[str]:
        if column.kind is Kind.BOOLEAN:
            return ["是", "否"] if self.language.lower().startswith("zh") else ["yes", "no"]
        return [choice.title(self.language) for choice in column.choices]
