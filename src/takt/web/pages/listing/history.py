"""The history of a row: who changed what and when, as the journal's chain tells it, and whether the chain still proves it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from takt.conduct.actors import ActorKind, Department
from takt.conduct.chain import Entry, Head, wrong_entries
from takt.conduct.guard import Subject
from takt.conduct.models import JournalEntry
from takt.conduct.resources import RESOURCES
from takt.conduct.wording import clause_title, kind_title
from takt.departments.models import Person
from takt.records.dossier import sees_money
from takt.records.timeline import MONEY
from takt.web.pages.listing.called import called
from takt.web.pages.names import deed_title, field_title, field_words
from takt.web.pages.shown import tone

LONGEST = 500  # entries of a chain that one page reads and recomputes
NEWEST = 10
SILENT = frozenset(
    {
        "search",
        "content_hash",
        "inputs_hash",
        "input_hash",
        "sha256",
        "digest",
        "salt",
        "counters",
        "media_type",
    }
)
_COLUMNS = ("kind", "action", "clause", "department", "actor", "for", "case", "at")
_MORE_MONEY = frozenset({"subcontract_cost", "unit_price", "credit_limit"})
Changes = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Deed:
    """One act as people read it. `state` is the row's new state, when the act changed it."""

    at: datetime
    title: str
    clause: str
    who: str
    notes: list[str]
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class History:
    """Newest first. `is_genuine`: the chain, recomputed now, ends where the row says; None where it was not asked:
    the row has no chain of its own, or one that is too long for a page."""

    newer: list[Deed]
    older: list[Deed]
    is_genuine: bool | None


def history(row: models.Model, reader: Person) -> History | None:
    """The history of a row for people of the company; None for customers' contacts. At most six queries."""
    if reader.kind == ActorKind.CUSTOMER:
        return None
    own = isinstance(row, Subject)
    found = list(_entries(row))
    changes = [json.loads(e.body)["changes"] for e in found]
    known = _known(found, changes)
    money = sees_money(reader)
    deeds = [_deed(e, c, row, known, money=money) for e, c in zip(found, changes, strict=True)][::-1]
    whole = own and len(found) < LONGEST
    return History(deeds[:NEWEST], deeds[NEWEST:], _is_genuine(found, row) if whole else None)


def _entries(row: models.Model) -> Iterable[JournalEntry]:
    """The row's chain; for a row without one, what the chains of the rows that it belongs to say of it."""
    entries = JournalEntry.objects.order_by("at", "subject_id", "seq")
    if isinstance(row, Subject):
        return entries.filter(subject_id=row.pk).order_by("seq")[:LONGEST]
    above = [
        value
        for f in row._meta.concrete_fields
        if isinstance(f, models.ForeignKey) and issubclass(f.related_model, Subject)
        and (value := getattr(row, f.attname)) is not None
    ]  # fmt: skip
    mine = f'"{row._meta.label_lower}:{row.pk}"'
    return entries.filter(subject_id__in=above, body__contains=mine)[:LONGEST] if above else []


def _is_genuine(found: Sequence[JournalEntry], row: Any) -> bool:
    entries = [Entry(str(e.subject_id), e.seq, e.body, bytes(e.hash), _columns(e)) for e in found]
    head = Head(row._meta.label_lower, str(row.pk), row.version, bytes(row.head))
    return next(iter(wrong_entries(entries, {str(row.pk): head})), None) is None


def _columns(entry: JournalEntry) -> dict[str, Any]:
    other = entry.on_behalf_of_id
    values = (
        entry.kind, entry.action, entry.clause, entry.department, str(entry.actor_id), str(other) if other else None,
        str(entry.case_id) if entry.case_id else None, entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    )  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


def _known(found: Iterable[JournalEntry], changes: Iterable[Changes]) -> dict[str, str]:
    """What the rows are called that the entries speak of, by id. One query, whatever kinds they are of."""
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for entry in found:
        wanted[Person] |= {str(each) for each in (entry.actor_id, entry.on_behalf_of_id) if each}
    for kind, name, value in _values(changes):
        field = _field(kind, name)
        if isinstance(field, models.ForeignKey) and value:
            wanted[field.related_model].add(str(value))
    return called(wanted)


def _values(changes: Iterable[Changes]) -> Iterator[tuple[str, str, Any]]:
    for change in changes:
        for key, facts in change.items():
            kind = key.partition(":")[0]
            for name, pair in _changed(facts):
                yield from ((kind, name, value) for value in pair)


def _changed(facts: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    for name, value in facts.items():
        if name == "+":
            yield from ((each, [None, given]) for each, given in value.items())
        elif name != "-":
            yield name, value


def _deed(
    entry: JournalEntry, changes: Changes, row: models.Model, known: dict[str, str], *, money: bool
) -> Deed:
    own = f"{row._meta.label_lower}:{row.pk}"
    mine = changes.get(own, {})
    state, colour = _state(row, mine)
    notes = list(_notes(row._meta.label_lower, mine, known, money=money))
    if isinstance(row, Subject):
        notes += _beside({key: facts for key, facts in changes.items() if key != own}, known, money=money)
    return Deed(
        entry.at,
        deed_title(entry.action),
        clause_title(entry.clause),
        _who(entry, known),
        notes,
        state,
        colour,
    )


def _who(entry: JournalEntry, known: Mapping[str, str]) -> str:
    more = [str(Department(entry.department).label)] if entry.department else []
    if entry.on_behalf_of_id:
        more.append(_("for %(name)s") % {"name": known.get(str(entry.on_behalf_of_id), "")})
    name = known.get(str(entry.actor_id), "")
    return f"{name} ({', '.join(more)})" if name and more else name or ", ".join(more)


def _state(row: models.Model, mine: Mapping[str, Any]) -> tuple[str, str]:
    after = mine["state"][1] if "state" in mine else mine.get("+", {}).get("state")
    if after is None:
        return "", ""
    field: Any = row._meta.get_field("state")
    return str(dict(field.flatchoices).get(after, after)), tone(after)


def _notes(kind: str, facts: Mapping[str, Any], known: Mapping[str, str], *, money: bool) -> Iterator[str]:
    for name, pair in _changed(facts):
        if name in SILENT or name == "state" or (not money and name.removesuffix("_id") in _money_fields()):
            continue
        before, after = (_scrambled(v) or field_words(kind, name, v, known) for v in pair)
        if before or after:
            change = f"{before} → {after or '–'}" if before and before != after else after
            yield f"{field_title(kind, name)}: {change}"


def _beside(changes: Changes, known: Mapping[str, str], *, money: bool) -> Iterator[str]:
    """What became of the rows that belong to this one: how many were made and taken away, and what changed in others."""
    made: Counter[tuple[str, bool]] = Counter()
    for key, facts in changes.items():
        kind = key.partition(":")[0]
        if "+" in facts or "-" in facts:
            made[kind, "+" in facts] += 1
            continue
        told = ", ".join(_notes(kind, facts, known, money=money))
        if told:
            yield f"{capfirst(kind_title(kind))} · {told}"
    for (kind, is_new), count in made.items():
        words = {"kind": kind_title(kind), "count": count}
        yield (_("Added, %(kind)s: %(count)s") if is_new else _("Taken away, %(kind)s: %(count)s")) % words


def _scrambled(value: Any) -> str:
    """Personal data stands in the journal as a salted hash."""
    is_so = isinstance(value, str) and value.startswith("#") and len(value) == 25
    return _("(personal)") if is_so else ""


@cache
def _money_fields() -> frozenset[str]:
    columns = (c.path.rpartition(".")[2] for r in RESOURCES.values() for c in r.columns if c.money)
    return MONEY | _MORE_MONEY | frozenset(columns)


def _field(kind: str, name: str) -> Any:
    try:
        return apps.get_model(kind)._meta.get_field(name.removesuffix("_id"))
    except (LookupError, FieldDoesNotExist):
        return None
