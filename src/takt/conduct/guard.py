"""Guarded rows: nothing is written to them except inside the door (VI.2 is code, not a request).

Every save inside the door notes what changed, for the journal. The guard is a tripwire, not a
vault: raw SQL goes round it, therefore triggers guard the journal and `takt verify` compares.
"""

import os
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models.base import ModelState

from takt.conduct.canonical import plain
from takt.conduct.ids import uuid7
from takt.conduct.shapes import scramble
from takt.conduct.writing import (
    fits_arrays,
    insert_row,
    insert_rows,
    insert_together,
    update_row,
    update_rows,
)

if TYPE_CHECKING:
    from takt.conduct.action import Action


M = TypeVar("M", bound=models.Model)


def salt() -> bytes:
    """A new salt for a row with personal data: what enters the journal means nothing without it."""
    return os.urandom(16)


class OutsideTheDoor(RuntimeError):
    """A guarded row was about to be written outside an action. A programming error, never a refusal."""


@dataclass(slots=True)
class Passage:
    """One passing of the door: who, what, when, and what it changed so far."""

    action: "Action[Any, Any]"
    at: datetime
    locked: dict[tuple[type[models.Model], UUID], "Subject"]
    subject: "Subject | None" = None
    outer: "Passage | None" = None
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    known: dict[UUID, Any] = field(default_factory=dict)
    """What the authority has read of whoever acts: asked once for an act with everything that it does."""

    waiting: "list[Guarded]" = field(default_factory=list)
    """New rows that are to be written together with the entry."""

    def note(self, row: models.Model, changes: dict[str, Any]) -> None:
        """Remember what changed in a row: {field: [before, after]}; a new row has {"+": {...}}."""
        if changes:
            self.changes.setdefault(f"{row._meta.label_lower}:{row.pk}", {}).update(changes)


_passage: ContextVar[Passage | None] = ContextVar("passage", default=None)


def passage() -> Passage:
    """The passing of the door that is going on."""
    current = _passage.get()
    if current is None:
        raise OutsideTheDoor("guarded rows are written by actions only")
    return current


class GuardedQuerySet(models.QuerySet[M]):
    """A queryset that reads freely and writes in bulk only inside the door, noting each row."""

    def update(self, **kwargs: Any) -> int:
        raise OutsideTheDoor(
            "load the rows and save them inside an action: an update leaves no before and after"
        )

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows one by one inside the door (allowed for rows whose model says `deletable`)."""
        rows = list(self)
        for row in rows:
            row.delete()
        return len(rows), {}

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        """Insert many rows at once inside the door; each is noted in the journal entry."""
        rows = list(objs)
        current = passage()
        for row in rows:
            current.note(row, {"+": snapshot(row)})
        if args or kwargs or not fits_arrays(self.model):
            super().bulk_create(rows, *args, **kwargs)
        else:
            insert_rows(rows)
        for row in rows:
            remember(row)
        return rows

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Update many loaded rows at once inside the door; each change is noted."""
        rows, names = list(objs), list(fields)
        columns = {
            f.attname for f in self.model._meta.concrete_fields if f.name in names or f.attname in names
        }
        current = passage()
        for row in rows:
            current.note(row, {n: c for n, c in changed(row).items() if n in columns})
        count = update_rows(rows, tuple(columns))
        for row in rows:
            remember(row)
        return count


class Guarded(models.Model):
    """A row that the procedure governs. `personal` names fields that enter the journal scrambled only."""

    personal: ClassVar[frozenset[str]] = frozenset()
    deletable: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Django builds a row from keywords, without asking every field again what its default is."""
        if args:
            super().__init__(*args, **kwargs)
            return
        self._state = ModelState()
        values = self.__dict__
        for name, default in _defaults(type(self)):
            values[name] = default() if callable(default) else default
        names = values.keys()
        for name, value in kwargs.items():
            if name in names:
                values[name] = value
            else:
                _set(self, name, value)

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **more: Any) -> Self:
        row = super().from_db(db, field_names, values, **more)
        remember(row)
        return row

    def save(self, *args: Any, **kwargs: Any) -> None:
        current = passage()
        if self._state.adding:
            current.note(self, {"+": snapshot(self)})
            insert_row(self)
        else:
            changes = changed(self)
            if not changes:
                return
            current.note(self, changes)
            update_row(self, tuple(changes))
        remember(self)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if not self.deletable:
            raise OutsideTheDoor(f"{self._meta.label} is never deleted; retire it or book the opposite")
        passage().note(self, {"-": snapshot(self)})
        return super().delete()


class Subject(Guarded):
    """A guarded row that actions act on: it has a version and a journal chain of its own.

    `version` counts the entries of its chain; `head` is the hash of the last. Only the door writes
    them. `life` (the table of moves) is given by subclasses that have a life, `case_column` by those that belong to an order.
    """

    life: ClassVar[Any] = None
    kind_name: ClassVar[str] = ""
    reference_field: ClassVar[str] = "number"
    case_column: ClassVar[str] = ""

    version = models.PositiveIntegerField(default=0, editable=False)
    head = models.BinaryField(max_length=32, default=bytes, editable=False)

    class Meta(Guarded.Meta):
        abstract = True

    @property
    def case_id(self) -> UUID | None:
        """The order (case) that the row belongs to, for the dossier; None for master data."""
        return getattr(self, self.case_column) if self.case_column else None

    @property
    def company_id(self) -> UUID | None:
        """The customer's company whose contacts may see and act on the row; None: nobody's."""
        return None

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and passage().subject is not self:
            raise OutsideTheDoor(
                f"{self._meta.label} {self.pk} is a subject: change it by an action of its own"
            )
        if self._state.adding:
            super().save(*args, **kwargs)


def create_together(*rows: Guarded) -> None:
    """New rows of several kinds, written by one statement; those of one kind stand side by side. Each is noted."""
    current = passage()
    for row in rows:
        current.note(row, {"+": snapshot(row)})
    insert_together(rows)
    for row in rows:
        remember(row)


def create_with_entry(*rows: Guarded) -> None:
    """New rows that are written by the same statement as the act's journal entry: no query of the act finds them."""
    current = passage()
    for row in rows:
        current.note(row, {"+": snapshot(row)})
    current.waiting += rows


# Columns that are the chain itself or change with it, or that prove nothing.
_OUTSIDE_THE_JOURNAL = {"id", "version", "head", "password", "last_login", "salt"}


@cache
def _defaults(model: type[models.Model]) -> tuple[tuple[str, Any], ...]:
    """What each column of a new row holds before anything is said: a value, or a function that makes one."""
    fields = (f for f in model._meta.concrete_fields if not f.generated)
    return tuple((f.attname, f.default if f.has_default() else f.get_default()) for f in fields)


def _set(row: models.Model, name: str, value: Any) -> None:
    """A relation, the primary key by its short name, or a property; anything else is a mistake, named as Django does."""
    if name != "pk" and not hasattr(type(row), name):
        raise TypeError(f"{type(row).__name__}() got unexpected keyword arguments: {name!r}")
    setattr(row, name, value)


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields if not f.generated)


@cache
def _journalled(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(name for name in _columns(model) if name not in _OUTSIDE_THE_JOURNAL)


_NUMBERS = (int, Decimal)  # zero and False say something, an empty text does not


def snapshot(row: models.Model) -> dict[str, Any]:
    """All journalled columns of a new row that say something, as plain JSON."""
    personal: frozenset[str] = getattr(row, "personal", frozenset())
    values = row.__dict__
    return {
        name: scramble(row, value) if name in personal else plain(value)
        for name in _journalled(type(row))
        if (value := values.get(name)) or isinstance(value, _NUMBERS)
    }


def changed(row: models.Model) -> dict[str, list[Any]]:
    """Columns that differ from what was loaded: {column: [before, after]}; secrets as "changed" only."""
    values = row.__dict__
    loaded: dict[str, Any] = values.get("_loaded", {})
    personal: frozenset[str] = getattr(row, "personal", frozenset())
    result: dict[str, list[Any]] = {}
    for column, before in loaded.items():
        after = values.get(column, before)
        if after is before or after == before or column in ("version", "head"):
            continue
        if column in _OUTSIDE_THE_JOURNAL:
            result[column] = ["hidden", "changed"]
        elif column in personal:
            result[column] = [scramble(row, before), scramble(row, after)]
        else:
            result[column] = [plain(before), plain(after)]
    return result


def remember(row: models.Model) -> None:
    """Keep the loaded values, to tell later what changed."""
    values = row.__dict__
    values["_loaded"] = {name: values[name] for name in _columns(type(row)) if name in values}
