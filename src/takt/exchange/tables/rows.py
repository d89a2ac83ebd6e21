"""What reading a table gives, and the raw grid that each file format is turned into first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from takt.exchange.tables.sentences import RowError

Cell = str | int | float | bool | date | datetime | time | timedelta

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Conventions:
    """How to understand a cell: the file's way with numbers and dates, and the reader's time zone."""

    comma_groups_thousands: bool = True
    epoch: date = EPOCH_1900
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbered rows of raw cells; `flaws`: formulas and errors by row number and column index."""

    rows: Sequence[tuple[int, Sequence[Cell]]]
    conventions: Conventions
    flaws: Mapping[tuple[int, int], str] = field(default_factory=dict)
    broken: tuple[RowError, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row without errors: its number in the file (the header counts) and a value for each column."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Rows with an error are in `errors` only; `columns` are those that the file had."""

    rows: list[Row]
    errors: list[RowError]
    columns: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether every row was understood."""
        return not self.errors
