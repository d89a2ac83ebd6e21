"""CSV and its relatives: UTF-8 (with or without BOM), UTF-16 with BOM, GB18030; comma, semicolon or tab."""

import csv
import io
from datetime import tzinfo

from takt.exchange.tables.columns import Sheet
from takt.exchange.tables.header import known_titles
from takt.exchange.tables.limits import MAX_COLUMNS, MAX_ROWS
from takt.exchange.tables.rows import Cell, Conventions, Grid
from takt.exchange.tables.sentences import FileError, RowError
from takt.exchange.tables.text import compact

_DELIMITERS = ",;\t"
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def grid_of_csv(data: bytes, sheet: Sheet, zone: tzinfo) -> Grid:
    """The rows of a delimited text file, empty lines counted. Raises `FileError`."""
    text = _decoded(data)
    delimiter = _delimiter(text, sheet)
    # Where the semicolon separates columns, the comma is the decimal sign of the program that wrote the file.
    conventions = Conventions(comma_groups_thousands=delimiter != ";", zone=zone)
    rows: list[tuple[int, list[Cell]]] = []
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            if number > MAX_ROWS + 1 and any(record):
                raise FileError("too_many_rows", limit=MAX_ROWS)
            if len(record) > MAX_COLUMNS and any(record[MAX_COLUMNS:]):
                raise FileError("too_many_columns", limit=MAX_COLUMNS)
            rows.append((number, list(record[:MAX_COLUMNS])))
    except csv.Error:
        broken = RowError(row=number + 1, column="", value="", code="file_quotes")
        return Grid(rows, conventions, broken=(broken,))
    return Grid(rows, conventions)


def _decoded(data: bytes) -> str:
    encodings = [_BOMS[data[:2]]] if data[:2] in _BOMS else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileError("file_encoding")


def _delimiter(text: str, sheet: Sheet) -> str:
    """The sign that makes the most titles of the first line known ones; a comma when none does."""
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    titles = known_titles(sheet)

    def known(delimiter: str) -> int:
        cells = first_line.split(delimiter)
        return sum(compact(cell.strip('"')).casefold().strip("*") in titles for cell in cells)

    return max(_DELIMITERS, key=lambda delimiter: (known(delimiter), first_line.count(delimiter)))
