"""Gzip CSV tables become dataclasses. A cell that is not what it should be is named: file, row, column, value."""

import csv
import dataclasses
import gzip
import html
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class UnreadableTable(ValueError):
    """The folder, a table or a cell is not what it should be; the message names it and what was expected."""


def rows(folder: Path, table: str, kind: type[T]) -> Iterator[T]:
    """The rows of `folder`/`table`.csv.gz as `kind`, whose fields name the columns (see `column`).

    Raises UnreadableTable: no such file, no such column, a cell that is not of its field's type.
    """
    path = folder / f"{table}.csv.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            yield from _read(csv.reader(file), path.name, kind)
    except FileNotFoundError as error:
        raise UnreadableTable(f"{path}: no such file; expected the table {table} as gzip CSV") from error
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableTable(f"{path}: not a gzip CSV file in UTF-8 ({error})") from error


def column(field: str) -> str:
    """The column of a field: `product_id` is ProductID, `from_date` is FromDate."""
    return "".join("ID" if part == "id" else part.title() for part in field.split("_"))


def _read(lines: Iterator[list[str]], file: str, kind: type[T]) -> Iterator[T]:
    header = next(lines, [])
    cells = _cells(kind)
    missing = [name for name, _ in cells if name not in header]
    if missing:
        raise UnreadableTable(
            f"{file}: no column {', '.join(missing)}; found {', '.join(header) or 'nothing'}"
        )
    wanted = [(header.index(name), name, convert) for name, convert in cells]
    for number, line in enumerate(lines, 2):
        if len(line) != len(header):
            raise UnreadableTable(f"{file}, row {number}: {len(line)} cells; expected {len(header)}")
        yield kind(*[_cell(line[at], convert, file, number, name) for at, name, convert in wanted])


def _cell(text: str, convert: Callable[[str], Any], file: str, number: int, name: str) -> Any:
    try:
        return convert(text)
    except (ValueError, InvalidOperation) as error:
        wanted = getattr(convert, "wanted", "a value of its type")
        raise UnreadableTable(f"{file}, row {number}, {name}: “{text}”; expected {wanted}") from error


def _cells(kind: Any) -> list[tuple[str, Callable[[str], Any]]]:
    hints = typing.get_type_hints(kind)
    return [(column(f.name), _converter(hints[f.name])) for f in dataclasses.fields(kind)]


def _converter(kind: Any) -> Callable[[str], Any]:
    if isinstance(kind, types.UnionType):
        inner = _converter(next(a for a in typing.get_args(kind) if a is not type(None)))

        def optional(text: str) -> Any:
            return inner(text) if text else None

        optional.wanted = getattr(inner, "wanted", "")  # type: ignore[attr-defined]  # a note on the function
        return optional
    return _CONVERTERS[kind]


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


def _flag(text: str) -> bool:
    return {"0": False, "1": True}[text] if text in ("0", "1") else bool(int("not a flag"))


def _date(text: str) -> date:
    return date.fromisoformat(text[:10])


_CONVERTERS: dict[Any, Callable[[str], Any]] = {
    int: int,
    str: html.unescape,
    Decimal: _number,
    bool: _flag,
    date: _date,
}
