"""What can be imported from and exported to Excel and CSV, declared once per kind of row.

A kind is a sheet (columns, key), a function that takes its rows in by the actions of its folder, and
one that gives all rows out again, so that an export imports back unchanged. Pages, REST and the
command line are assembled from IMPORTS.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import Error as DatabaseError
from django.utils.translation import gettext

from takt.conduct import database_refusals
from takt.conduct.actors import Actor, Department
from takt.conduct.refusals import Refusal, Refused
from takt.exchange import tables
from takt.exchange.tables import Row, Sheet

IMPORTS: dict[str, "ImportKind"] = {}


@dataclass(frozen=True, slots=True)
class RowFault:
    """Something that cannot be taken: `row` as in the file (0: the whole file), `column` by name, in words."""

    row: int
    column: str
    value: str
    code: str
    sentence: str


class Stopped(Exception):
    """The database refused a row, so the transaction is over; the fault is in the tally."""


@dataclass(slots=True)
class Tally:
    """What became of a file's rows so far. `columns`: those that the file has; others stay as they are."""

    columns: frozenset[str]
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[RowFault] = field(default_factory=list)

    def refuse(self, row: Row, refusals: Iterable[Refusal], column: str = "") -> None:
        """A row cannot be taken, for these reasons."""
        for refusal in refusals:
            sentence = gettext("Row %(row)s: %(sentence)s") % {"row": row.number, "sentence": refusal}
            about = column or refusal.about
            self.faults.append(RowFault(row.number, about, str(refusal.value), refusal.code, sentence))

    def act(
        self,
        row: Row,
        outcome: str,
        act: Callable[..., object],
        /,
        *subject: Any,
        of_rows: int = 1,
        **given: Any,
    ) -> None:
        """Do the act of one row, or of several that belong together, and count them as `new` or `changed`.

        A refusal becomes the row's fault. Raises `Stopped` when the database itself refused.
        """
        try:
            act(*subject, **given)
        except Refused as refused:
            self.refuse(row, refused.refusals)
            return
        except DatabaseError as error:
            translated = database_refusals.translated(error)
            if not isinstance(translated, Refused):
                raise
            self.refuse(row, translated.refusals)
            raise Stopped from error
        setattr(self, outcome, getattr(self, outcome) + of_rows)


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of row. `order`: kinds of a smaller one are imported first, since later ones name their rows.

    `take_in(tally, rows, by)` runs inside the door and calls actions; `give_out()` yields every row by column name.
    `departments`: who may do the acts behind it (the acts themselves check); `money`: the rows show amounts.
    """

    name: str
    clause: str
    order: int
    sheet: Sheet
    departments: tuple[Department, ...]
    take_in: Callable[[Tally, Sequence[Row], Any], None]
    give_out: Callable[[], Iterable[Mapping[str, Any]]]
    money: bool = False


def importable(kind: ImportKind) -> ImportKind:
    """Register a kind."""
    if kind.name in IMPORTS and IMPORTS[kind.name].take_in.__module__ != kind.take_in.__module__:
        raise TypeError(f"two imports are called {kind.name}")
    IMPORTS[kind.name] = kind
    return kind


def in_order() -> list[ImportKind]:
    """Every kind, what others name first."""
    return sorted(IMPORTS.values(), key=lambda kind: (kind.order, kind.name))


def read_file(
    kind: ImportKind, data: bytes, filename: str
) -> tuple[list[Row], frozenset[str], list[RowFault]]:
    """The rows, the columns that the file has, and what was not understood."""
    reading = tables.read(data, filename, kind.sheet, zone=plant_zone())
    faults = [RowFault(e.row, e.column, str(e.value), e.code, e.sentence(gettext)) for e in reading.errors]
    return reading.rows, frozenset(reading.columns), faults


def template(kind: ImportKind, language: str) -> bytes:
    """An empty workbook to fill in."""
    return tables.template(kind.sheet, language)


def export(kind: ImportKind, language: str, file_format: str = "xlsx") -> bytes:
    """Every row as a workbook (`xlsx`) or as CSV (`csv`) that imports back unchanged."""
    if file_format == "csv":
        return tables.write_csv(kind.sheet, kind.give_out(), language, zone=plant_zone())
    return tables.write_xlsx([(kind.sheet, kind.give_out())], language, zone=plant_zone())


def plant_zone() -> tzinfo:
    """The zone of moments that a file gives without an offset."""
    return ZoneInfo(settings.TIME_ZONE)


def may_use(kind: ImportKind, by: Actor) -> bool:
    """Whether an actor belongs to those who may do the acts behind a kind."""
    return any(d in kind.departments for d in by.departments)
