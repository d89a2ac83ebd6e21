"""What a row shows beside its columns, in words: facts, and tables of what belongs to it.

A value without a name in words is for programs (REST has it): a page leaves it out rather than show its key.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from takt.conduct.actors import Department
from takt.conduct.models import LetterState
from takt.conduct.refusals import Sentence
from takt.departments.models import Rank
from takt.factory.models import Sourcing
from takt.orders.states import OrderState
from takt.stock.models import MovementKind
from takt.web.pages.shown import Cell, words

NAMES: dict[str, Sentence] = {
    "position": _("position"), "item": _("item number"), "name": _("name"), "level": _("level"),
    "levels": _("levels above"), "sourcing": _("sourcing"), "quantity_per": _("quantity for one"),
    "unit": _("unit"), "scrap_share": _("scrap share"), "sequence": _("sequence"), "work_center": _("work centre"), "setup_minutes": _("setup minutes"),
    "run_minutes_per_unit": _("run minutes for one"), "skill": _("skill"), "inspection": _("inspection"),
    "instructions": _("instructions"), "subcontract_cost": _("subcontract cost for one"),
    "supplier": _("supplier"), "lead_time_days": _("lead time in days"), "price": _("price"), "currency": _("currency"), "weekday": _("weekday"), "start": _("begins"), "end": _("ends"),
    "date": _("date"), "reason": _("reason"), "code": _("code"), "lane": _("lane"),
    "department": _("department"), "rank": _("rank"), "since": _("since"), "until": _("until"),
    "quantity": _("quantity"), "number": _("number"), "kind": _("kind"), "content": _("content"),
    "gross_weight_kg": _("gross weight in kg"), "carrier": _("carrier"),
    "tracking_number": _("tracking number"), "expected_arrival": _("expected arrival"),
    "letter_state": _("letter"), "told_by_phone": _("told by phone"), "given_at": _("told at"),
    "booked_at": _("booked at"), "made_at": _("made"),
}  # fmt: skip
"""Names of values by their keys."""
TITLES: dict[str, Sentence] = {
    "tree": _("Bill of material"), "route": _("Route"), "used_in": _("Where it is used"),
    "suppliers": _("Suppliers"), "lines": _("Bill lines"), "operations": _("Operations"),
    "shifts": _("Weekly shifts"), "exceptions": _("Days with other hours"), "machines": _("Machines"),
    "items": _("Items"), "duties": _("Duties"), "skills": _("Skills"), "packages": _("Packages"),
    "notices": _("Shipping notices"), "movements": _("Movements"), "reservations": _("Reservations"),
}  # fmt: skip
"""Titles of tables, and of lists of words, by their keys."""
_CHOICES: dict[str, Any] = {
    "sourcing": Sourcing, "department": Department, "rank": Rank, "letter_state": LetterState, "state": OrderState,
}  # fmt: skip
_LISTS = {"item": "items", "supplier": "suppliers", "work_center": "work-centers", "skill": "skills"}
_SHARES = frozenset({"scrap_share"})
WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
    _("Sunday"),
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Link:
    """A cell, and where it leads ("" nowhere)."""

    cell: Cell
    address: str


@dataclass(frozen=True, slots=True)
class Table:
    """What belongs to a row: a title, headings, rows of cells; `more`: the address of all of them where these are the first."""

    title: str
    headings: list[str]
    rows: list[list[Link]]
    more: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """Facts (heading and words) and tables."""

    facts: list[tuple[str, str]]
    tables: list[Table]


def detail_in_words(values: Mapping[str, Any]) -> Detail:
    """What of a row's detail has words."""
    facts: list[tuple[str, str]] = []
    tables: list[Table] = []
    for name, value in values.items():
        if value in (None, "", [], {}):
            continue
        if isinstance(value, list) and isinstance(value[0], Mapping) and name in TITLES:
            tables.append(table(str(TITLES[name]), name, value))
        elif isinstance(value, list) and name in TITLES:
            facts.append((str(TITLES[name]), ", ".join(map(str, value))))
        elif name in NAMES:
            facts.append((capfirst(str(NAMES[name])), value_in_words(name, value)))
    return Detail(facts, tables)


def table(title: str, of: str, rows: Iterable[Mapping[str, Any]]) -> Table:
    """Rows of values as a table; columns that are empty everywhere are left out."""
    found = [_in_language(row) for row in rows]
    names = [n for n in NAMES if any(row.get(n) not in (None, "") for row in found)]
    headings = [capfirst(str(NAMES[n])) for n in names]
    return Table(title, headings, [[_link(of, n, row.get(n)) for n in names] for row in found])


def value_in_words(name: str, value: Any, of: str = "") -> str:
    """One value."""
    if value in (None, ""):
        return ""
    if name == "kind" and of == "movements":
        return str(MovementKind(value).label)
    if name == "weekday":
        return str(WEEKDAYS[int(value)])
    if name in _CHOICES:
        return str(_CHOICES[name](value).label)
    if name in _SHARES:
        return f"{words(Decimal(value) * 100)}%"
    return words(_typed(value))


def _typed(value: Any) -> Any:
    """Times and dates that stand as text."""
    if isinstance(value, str) and len(value) >= 10 and value[4:5] == "-":
        return (parse_datetime(value) if "T" in value or " " in value else parse_date(value)) or value
    return value.strftime("%H:%M") if hasattr(value, "strftime") and not hasattr(value, "year") else value


def _link(of: str, name: str, value: Any) -> Link:
    text = value_in_words(name, value, of)
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool) and name != "weekday"
    is_number = is_number or (
        name not in _LISTS and bool(_NUMBER.fullmatch(str(value or ""))) and name != "code"
    )
    heading = capfirst(str(NAMES[name]))
    address = reverse("row", args=[_LISTS[name], value]) if name in _LISTS and value else ""
    return Link(Cell(text, "number" if is_number else "", heading), address)


def _in_language(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row with its name in the reader's language."""
    english = not (get_language() or "").startswith("zh") and row.get("name_en")
    return {**row, "name": row["name_en"]} if english else row
