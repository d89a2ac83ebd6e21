"""The header row: which column of the file is which column of the sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from takt.exchange.tables.columns import Column, Sheet
from takt.exchange.tables.rows import Cell
from takt.exchange.tables.sentences import RowError
from takt.exchange.tables.text import compact


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands (index to column), its title in the file, and what is wrong."""

    row: int
    places: dict[int, Column] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)


def titles_of(columns: Iterable[Column]) -> str:
    """The titles of columns in both languages, for a sentence."""
    return ", ".join(f"{column.heading('zh')} / {column.heading('en')}" for column in columns)


def _folded(title: str) -> str:
    return compact(title).casefold().strip("*")


def known_titles(sheet: Sheet) -> dict[str, Column]:
    """Every accepted title, folded: Chinese, English and code name, each with and without its unit."""
    titles: dict[str, Column] = {}
    for column in sheet.columns:
        for title in (column.zh, column.en, column.name):
            for unit in (column.unit, column.unit_zh):
                titles.update({_folded(full): column for full in (title, f"{title}({unit})") if title})
    return titles


def read_header(number: int, cells: Sequence[Cell], sheet: Sheet) -> Header:
    """Match the titles; unknown, missing and repeated columns and foreign units are all named."""
    header = Header(row=number)
    titles = known_titles(sheet)
    for index, cell in enumerate(cells):
        title = str(cell).strip()
        if title:
            _place(header, index, title, titles, sheet)
    found = {column.name for column in header.places.values()}
    found |= {error.column for error in header.errors if error.code == "column_unit"}
    for column in sheet.columns:
        if column.required and column.name not in found:
            header.errors.append(_error(header, column.name, "", "column_missing", [column]))
    return header


def placed_header(number: int, cells: Sequence[Cell], sheet: Sheet, places: Mapping[int, str]) -> Header:
    """The columns where somebody said that they stand; one that must be filled and stands nowhere is named."""
    header = Header(row=number)
    columns = {column.name: column for column in sheet.columns}
    for index, name in sorted(places.items()):
        header.places[index] = columns[name]
        header.labels[name] = str(cells[index]).strip() if index < len(cells) else ""
    for column in sheet.columns:
        if column.required and column.name not in header.labels:
            header.errors.append(_error(header, column.name, "", "column_missing", [column]))
    return header


def _place(header: Header, index: int, title: str, titles: dict[str, Column], sheet: Sheet) -> None:
    column = titles.get(_folded(title))
    if column is None:
        # The same title with other brackets behind it is the column in another unit: never guess a factor.
        column = titles.get(_folded(title).rpartition("(")[0])
        code = "column_unit" if column else "column_unknown"
        missing = [column] if column else list(sheet.columns)
        header.errors.append(_error(header, column.name if column else "", title, code, missing))
    elif column.name in header.labels:
        details = {"other": title}
        first = header.labels[column.name]
        header.errors.append(RowError(header.row, column.name, first, "column_twice", "", "", details))
    else:
        header.places[index] = column
        header.labels[column.name] = title


def _error(header: Header, name: str, title: str, code: str, columns: Sequence[Column]) -> RowError:
    return RowError(header.row, name, title, code, "titles", "", {"titles": titles_of(columns)})
