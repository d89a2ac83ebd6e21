"""Text as it stands in cells: trimmed; and folded, where only its meaning counts."""

import re
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal

from takt.exchange.tables.columns import Column
from takt.exchange.tables.neutral import restore
from takt.exchange.tables.rows import Cell
from takt.exchange.tables.sentences import CellError

_EDGES = re.compile(r"\A[\s\u200b\ufeff]+|[\s\u200b\ufeff]+\Z")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
# Control characters other than tab and line ends, lone surrogates, and what XML cannot carry.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_EXACT_FLOAT = 10**15


def trim(text: str) -> str:
    """Without the white space and the invisible characters at both ends."""
    return _EDGES.sub("", text)


def compact(text: str) -> str:
    """Full-width forms made plain (NFKC), all white space gone: for numbers, dates, titles and choices."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def text_of(cell: Cell, column: Column) -> str:
    """The trimmed text of a cell; a number typed for a code becomes its digits, a date is refused."""
    text = trim(_typed(cell))
    text = restore(text)
    if FORBIDDEN.search(text):
        raise CellError("plain_text")
    if len(text) > column.max_length:
        raise CellError("text", max_length=column.max_length)
    return text


def _typed(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool | date | time | timedelta) or abs(cell) >= _EXACT_FLOAT:
        # The spreadsheet made something else of the code: of 1-2 a date, of 18 digits a rounded number.
        raise CellError("text_format")
    return format(Decimal(format(cell, ".15g")), "f")
