"""One cell to one value, by the kind of its column."""

from functools import lru_cache
from typing import Any

from takt.exchange.tables.columns import Choice, Column, Kind
from takt.exchange.tables.dates import date_of, datetime_of
from takt.exchange.tables.neutral import restore
from takt.exchange.tables.numbers import number_of
from takt.exchange.tables.rows import Cell, Conventions
from takt.exchange.tables.sentences import CellError
from takt.exchange.tables.text import compact, text_of, trim

_YES = frozenset({"true", "yes", "y", "1", "是", "对", "真", "√", "✓"})
_NO = frozenset({"false", "no", "n", "0", "否", "错", "假", "×", "✗"})


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but white space."""
    return isinstance(cell, str) and not trim(cell)


def value_of(cell: Cell, column: Column, conventions: Conventions) -> Any:
    """The value of a cell that is not blank, in the type of the column's `Kind`. Raises `CellError`."""
    if column.kind is Kind.TEXT:
        return text_of(cell, column)
    if column.kind is Kind.DATE:
        return date_of(cell, conventions)
    if column.kind is Kind.DATETIME:
        return datetime_of(cell, conventions)
    if column.kind is Kind.BOOLEAN:
        return _boolean(cell)
    if column.kind is Kind.CHOICE:
        return _choice(cell, column)
    return number_of(cell, column, conventions)


def _word(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return compact(str(cell)).casefold()


def _boolean(cell: Cell) -> bool:
    word = _word(cell)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError("boolean")


@lru_cache(maxsize=256)
def _codes(choices: tuple[Choice, ...]) -> dict[str, str]:
    """The code of every accepted word; where words of two choices agree, the first one has it."""
    words: dict[str, str] = {}
    for choice in choices:
        for name in (choice.code, choice.zh, choice.en):
            words.setdefault(compact(name).casefold(), choice.code)
    return words


def _choice(cell: Cell, column: Column) -> str:
    word = _word(restore(trim(cell)) if isinstance(cell, str) else cell)
    code = _codes(column.choices).get(word)
    if code is not None:
        return code
    raise CellError("choice", choices=" / ".join(f"{choice.zh} ({choice.en})" for choice in column.choices))
