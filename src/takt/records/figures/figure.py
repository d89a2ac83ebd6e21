"""What a figure is: its question and definition, who reads it, how it is answered, and the rows behind the answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from takt.conduct.actors import Department
from takt.conduct.canonical import plain
from takt.conduct.refusals import Sentence
from takt.conduct.statements import with_values
from takt.records.figures.question import Question


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a figure's table or of its rows.

    `unit`: count, share (0 to 1), hours, days, score (1 to 5), minutes, quantity, money, text, date, time, and for keys
    that are shown in words bucket, stage, desk, state, operation_state, verdict, reason. `money`: MONEY_READERS only.
    """

    name: str
    heading: Sentence
    unit: str = "count"
    money: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure's answer. `value` and `before`: the one number of this period and of the period before, in the figure's unit,
    None where there is nothing to calculate from; `base`: how many orders (or parts) it rests on. `parts`: the table
    behind the chart. `facts`: other numbers that its sentence names."""

    value: float | None
    before: float | None
    base: int
    parts: list[dict[str, Any]]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows behind a figure: SQL that selects the columns of `Figure.row_fields`, and its parameters."""

    statement: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. `better`: whether "more" or "less" of it is good ("" neither). `heads`: the departments whose heads read it
    (management and administration read all). `groups`: the words that `group` may be. `takes_long`: a page shows it later."""

    name: str
    title: Sentence
    definition: Sentence
    source: str
    unit: str
    fields: tuple[Field, ...]
    row_fields: tuple[Field, ...]
    heads: frozenset[Department]
    answer: Callable[[Question], Reading]
    rows: Callable[[Question, str, str], Rows]
    sentence: Callable[[Reading], str]
    missing: Sentence
    better: str = "more"
    groups: tuple[str, ...] = ()
    takes_long: bool = False

    def shown_fields(self, *, sees_money: bool) -> tuple[Field, ...]:
        """The table's columns for a reader."""
        return tuple(f for f in self.fields if sees_money or not f.money)

    def shown_rows(self, *, sees_money: bool) -> tuple[Field, ...]:
        """The columns of the rows for a reader."""
        return tuple(f for f in self.row_fields if sees_money or not f.money)


def without_money(figure: Figure, reading: Reading) -> Reading:
    """The reading for somebody who may not see amounts."""
    kept = {f.name for f in figure.shown_fields(sees_money=False)}
    facts = {n: v for n, v in reading.facts.items() if not n.startswith("amount")}
    return replace(
        reading, facts=facts, parts=[{n: v for n, v in p.items() if n in kept} for p in reading.parts]
    )


def described(figure: Figure) -> dict[str, Any]:
    """A figure without an answer: its name, title, definition, source and unit."""
    return {
        "name": figure.name,
        "title": str(figure.title),
        "definition": str(figure.definition),
        "source": figure.source,
        "unit": figure.unit,
    }


def as_dict(figure: Figure, question: Question, reading: Reading) -> dict[str, Any]:
    """A figure's answer as plain JSON, with its definition and its sentence in the reader's language."""
    return {
        **described(figure),
        "asked": question.as_dict(),
        "value": reading.value,
        "before": reading.before,
        "base": reading.base,
        "sentence": figure.sentence(reading) if reading.base else str(figure.missing),
        "facts": _json(reading.facts),
        "parts": _json(reading.parts),
    }


def _json(value: Any) -> Any:
    """Plain JSON with measured numbers as numbers; amounts are text, as everywhere."""
    if isinstance(value, dict):
        return {name: _json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    return value if isinstance(value, float | int) else plain(value)


def found(statement: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a statement finds, by the names of its columns."""
    with connection.cursor() as cursor:
        cursor.execute(with_values(statement, values))
        names = [c.name for c in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def share(part: Any, whole: Any) -> float | None:
    """A part of a whole, 0 to 1; None of nothing."""
    return round(float(part) / float(whole), 4) if whole else None


def filled(
    question: Question, parts: Sequence[dict[str, Any]], nothing: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """A part for every bucket of the period: a week in which nothing happened is a point too."""
    known = {p["bucket"]: p for p in parts}
    return [known.get(b, {"bucket": b, **nothing}) for b in question.buckets()]
