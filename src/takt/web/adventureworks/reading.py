"""Gzip CSV tables become dataclasses. A cell that is not what it should be is named: file, row, column, value."""

import csv
import dataclasses
import gzip
import html
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

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
        words = {"file": path, "table": table}
        raise UnreadableTable(
            _("%(file)s: no such file; expected the table %(table)s as gzip CSV") % words
        ) from error
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError, csv.Error) as error:
        words = {"file": path, "error": error}
        raise UnreadableTable(_("%(file)s: not a gzip CSV file in UTF-8 (%(error)s)") % words) from error


def column(field: str) -> str:
    """The column of a field: `product_id` is ProductID, `from_date` is FromDate."""
    return "".join("ID" if part == "id" else part.title() for part in field.split("_"))


def _read(lines: Iterator[list[str]], file: str, kind: type[T]) -> Iterator[T]:
    header = next(lines, [])
    cells = _cells(kind)
    missing = [name for name, _ in cells if name not in header]
    if missing:
        words = {"file": file, "missing": ", ".join(missing), "found": ", ".join(header) or "—"}
        raise UnreadableTable(_("%(file)s: no column %(missing)s; found: %(found)s") % words)
    wanted = [(header.index(name), name, convert) for name, convert in cells]
    for number, line in enumerate(lines, 2):
        if len(line) != len(header):
            counts: dict[str, Any] = {
                "file": file,
                "row": number,
                "given": len(line),
                "expected": len(header),
            }
            raise UnreadableTable(_("%(file)s, row %(row)s: %(given)s cells; expected %(expected)s") % counts)
        yield kind(*[_cell(line[at], convert, file, number, name) for at, name, convert in wanted])


def _cell(text: str, convert: Callable[[str], Any], file: str, number: int, name: str) -> Any:
    try:
        return convert(text)
    except (ValueError, InvalidOperation) as error:
        words = {
            "file": file,
            "row": number,
            "column": name,
            "given": text[:80],
            "expected": _expected(convert),
        }
        message = _("%(file)s, row %(row)s, %(column)s: “%(given)s”; expected %(expected)s")
        raise UnreadableTable(message % words) from error


class Keyed(dict[int, T]):
    """The rows of a table by their key; a key that no row has is refused by name."""

    def __init__(self, table: str, found: Iterable[tuple[int, T]]) -> None:
        super().__init__(found)
        self.table = table

    def __missing__(self, key: int) -> T:
        words = {"table": self.table, "key": key}
        raise UnreadableTable(_("%(table)s: there is no row %(key)s, which another table names") % words)


def _cells(kind: Any) -> list[tuple[str, Callable[[str], Any]]]:
    hints = typing.get_type_hints(kind)
    return [(column(f.name), _converter(hints[f.name])) for f in dataclasses.fields(kind)]


def _converter(kind: Any) -> Callable[[str], Any]:
    if isinstance(kind, types.UnionType):
        inner = _CONVERTERS[next(a for a in typing.get_args(kind) if a is not type(None))]
        return partial(_optional, inner)
    return _CONVERTERS[kind]


def _optional(inner: Callable[[str], Any], text: str) -> Any:
    return inner(text) if text else None


def _expected(convert: Callable[[str], Any]) -> str:
    """What a converter accepts, in words."""
    inner = convert.args[0] if isinstance(convert, partial) else convert
    words = {
        int: _("a whole number"),
        _number: _("a number"),
        _flag: _("0 or 1"),
        _date: _("a date like 2026-11-30"),
    }
    return words.get(inner, _("text"))


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


def _flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(text)
    return text == "1"


def _date(text: str) -> date:
    return date.fromisoformat(text[:10])


_CONVERTERS: dict[Any, Callable[[str], Any]] = {
    int: int,
    str: html.unescape,
    Decimal: _number,
    bool: _flag,
    date: _date,
}
