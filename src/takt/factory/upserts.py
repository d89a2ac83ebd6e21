"""Rows of a file against rows on record, in bulk: what is new, what differs, what it names."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet

from takt.conduct.guard import Subject
from takt.conduct.imports import Tally
from takt.conduct.refusals import Unknown
from takt.exchange.tables import Row, Sheet
from takt.exchange.tables.columns import NUMBERS, Kind
from takt.factory.references import known

S = TypeVar("S", bound=Subject)
Values = dict[str, Any]


def blank(sheet: Sheet) -> Values:
    """What an empty cell of each column means: no text, zero, no; for the other kinds nothing."""
    meaning: Values = {}
    for column in sheet.columns:
        if column.kind is Kind.TEXT:
            meaning[column.name] = ""
        elif column.kind in NUMBERS:
            meaning[column.name] = 0
        else:
            meaning[column.name] = False if column.kind is Kind.BOOLEAN else None
    return meaning


def filled(row: Row, meaning: Mapping[str, Any]) -> Values:
    """A row's values, empty cells filled with what they mean."""
    return {name: meaning[name] if value is None else value for name, value in row.values.items()}


def resolved(
    tally: Tally, rows: Sequence[Row], references: Mapping[str, type[Subject]]
) -> list[tuple[Row, Values]]:
    """The rows with the rows that they name; a name that finds nothing is a fault, its row left out."""
    found = {c: known(kind, {r.values[c] for r in rows if r.values.get(c)}) for c, kind in references.items()}
    good: list[tuple[Row, Values]] = []
    for row in rows:
        missing = [
            (c, row.values[c]) for c in references if row.values.get(c) and row.values[c] not in found[c]
        ]
        for column, name in missing:
            kind = str(references[column]._meta.verbose_name)
            tally.refuse(row, [Unknown(reference=name, where=column, kind=kind)])
        if not missing:
            named = {c: found[c].get(row.values.get(c) or "") for c in references}
            good.append((row, {**row.values, **named}))
    return good


def grouped(pairs: Iterable[tuple[Row, Values]], key: str) -> dict[Any, list[tuple[Row, Values]]]:
    """Rows that belong together, in the order of the file."""
    groups: dict[Any, list[tuple[Row, Values]]] = {}
    for row, values in pairs:
        groups.setdefault(values[key], []).append((row, values))
    return groups


def differing(current: object, wanted: Mapping[str, Any], columns: Iterable[str]) -> Values:
    """Of the columns that the file has, those that differ from the row on record."""
    has = set(columns)
    return {name: value for name, value in wanted.items() if name in has and getattr(current, name) != value}


def take_simple(
    tally: Tally,
    rows: Sequence[Row],
    by: Any,
    *,
    kind: type[S],
    sheet: Sheet,
    add: Callable[..., object],
    edit: Callable[..., object],
    references: Mapping[str, type[Subject]] | None = None,
) -> None:
    """One row of the file is one row on record, named by the sheet's key: added when new, edited when it differs."""
    (key,) = sheet.key
    meaning, on_record = blank(sheet), known(kind, [r.values[key] for r in rows], *(references or {}))
    for row, named in resolved(tally, rows, references or {}):
        wanted = {c: meaning[c] if v is None else v for c, v in named.items()}
        current = on_record.get(row.values[key])
        if current is None:
            tally.act(row, "new", add, by=by, **wanted)
        elif changes := differing(current, wanted, tally.columns):
            tally.act(row, "changed", edit, current, by=by, **changes)
        else:
            tally.unchanged += 1


def records(sheet: Sheet, rows: QuerySet[Any], *paths: str) -> Iterator[Values]:
    """Rows for an export: a lookup for each column of the sheet, in its order (none given: the column's name)."""
    names = [column.name for column in sheet.columns]
    for values in rows.values_list(*(paths or names)).iterator():
        yield dict(zip(names, values, strict=True))
