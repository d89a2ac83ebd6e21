"""Read a table: every error of every row, none of a foreign library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any

from takt.exchange.tables.cells import is_blank, value_of
from takt.exchange.tables.columns import Column, Sheet
from takt.exchange.tables.delimited import grid_of_csv
from takt.exchange.tables.header import Header, placed_header, read_header, titles_of
from takt.exchange.tables.limits import MAX_BYTES, MAX_COLUMNS
from takt.exchange.tables.rows import Cell, Grid, Reading, Row
from takt.exchange.tables.sentences import CellError, FileError, RowError
from takt.exchange.tables.workbook import grid_of_workbook

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read(
    data: bytes, filename: str, sheet: Sheet, *, zone: tzinfo = UTC, places: Mapping[int, str] | None = None
) -> Reading:
    """Read an Excel workbook or a CSV file into the sheet's columns.

    `zone` is that of moments without an offset. `places` names the column of the sheet that stands at an index
    of the file (others are left alone); without it the titles say so. Rows with an error are left out of `rows`; a column that
    the file does not have is None in every row (see `Reading.columns`). Never raises for what the file holds.
    """
    try:
        grid = _grid(data, filename, sheet, zone)
        return _Table(sheet, grid, places=places).read()
    except FileError as refused:
        return Reading([], [refused.error])


def cells(
    data: bytes, filename: str, sheet: Sheet, *, zone: tzinfo = UTC
) -> tuple[list[tuple[int, list[Cell]]], list[RowError]]:
    """The rows that hold something, numbered, as they stand: the header first; or why there are none."""
    try:
        table = _Table(sheet, _grid(data, filename, sheet, zone))
        return list(table.filled_rows()), []
    except FileError as refused:
        return [], [refused.error]


def _grid(data: bytes, filename: str, sheet: Sheet, zone: tzinfo) -> Grid:
    if len(data) > MAX_BYTES:
        raise FileError("file_too_large", size=len(data), limit=MAX_BYTES)
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise FileError("file_empty")
    if data.startswith(_OLD_EXCEL):
        raise FileError("file_old_excel")
    if data.startswith(_ZIP):
        return grid_of_workbook(data, sheet, zone)
    if filename.lower().endswith((".xlsx", ".xlsm")):
        raise FileError("file_unreadable")
    return grid_of_csv(data, sheet, zone)


@dataclass
class _Table:
    sheet: Sheet
    grid: Grid
    places: Mapping[int, str] | None = None
    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    seen: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def read(self) -> Reading:
        filled = self.filled_rows()
        first = next(filled, None)
        if first is None:
            details = {"titles": titles_of(self.sheet.columns)}
            problem = RowError(0, "", "", "header_missing", "titles", "", details)
            return Reading([], [problem, *self.grid.broken])
        if self.places is None:
            header = read_header(first[0], first[1], self.sheet)
            titled = {index for index, cell in enumerate(first[1]) if not is_blank(cell)}
        else:
            header = placed_header(first[0], first[1], self.sheet, self.places)
            titled = set(range(MAX_COLUMNS))
        self.errors.extend(header.errors)
        for number, cells in filled:
            self._row(number, cells, header, titled)
        self.errors.extend(self.grid.broken)
        return Reading(self.rows, self.errors, tuple(column.name for column in header.places.values()))

    def filled_rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that hold something, and those with a flaw."""
        flawed = {row for row, _ in self.grid.flaws}
        for number, cells in self.grid.rows:
            if number in flawed or not all(is_blank(cell) for cell in cells):
                yield number, list(cells)

    def _row(self, number: int, cells: list[Cell], header: Header, titled: set[int]) -> None:
        errors = list(self._untitled(number, cells, titled))
        values: dict[str, Any] = dict.fromkeys(column.name for column in self.sheet.columns)
        for index, column in header.places.items():
            cell = cells[index] if index < len(cells) else ""
            try:
                values[column.name] = self._value(number, index, cell, column)
            except CellError as refused:
                label = header.labels[column.name]
                expectation, details = refused.expectation, refused.details
                error = RowError(number, column.name, str(cell), refused.code, expectation, label, details)
                errors.append(error)
        wrong = {error.column for error in errors}
        if self.sheet.key and set(self.sheet.key) <= set(header.labels) and not wrong & set(self.sheet.key):
            errors.extend(self._repeated(number, values, header))
        self.errors.extend(errors)
        if not errors:
            self.rows.append(Row(number, values))

    def _value(self, number: int, index: int, cell: Cell, column: Column) -> Any:
        flaw = self.grid.flaws.get((number, index))
        if flaw:
            raise CellError("value", flaw)
        if not is_blank(cell):
            return value_of(cell, column, self.grid.conventions)
        if column.required:
            raise _required(column)
        return None

    def _untitled(self, number: int, cells: list[Cell], titled: set[int]) -> Iterator[RowError]:
        for index, cell in enumerate(cells):
            if index not in titled and not is_blank(cell):
                details = {"titles": titles_of(self.sheet.columns)}
                yield RowError(number, "", str(cell), "cell_without_title", "titles", "", details)

    def _repeated(self, number: int, values: dict[str, Any], header: Header) -> Iterator[RowError]:
        key = tuple(values[name] for name in self.sheet.key)
        first = self.seen.setdefault(key, number)
        if first != number:
            label = " + ".join(header.labels[name] for name in self.sheet.key)
            shown = " + ".join(str(part) for part in key)
            details = {"other": first}
            yield RowError(number, self.sheet.key[0], shown, "duplicate_key", "unique", label, details)


def _required(column: Column) -> CellError:
    expectations = {"integer": "integer", "quantity": "decimal", "money": "decimal"}
    details: dict[str, str | int] = {
        "max_length": column.max_length,
        "digits": column.digits,
        "places": column.decimals,
        "choices": " / ".join(f"{choice.zh} ({choice.en})" for choice in column.choices),
    }
    return CellError(expectations.get(column.kind, column.kind.value), "required", **details)
