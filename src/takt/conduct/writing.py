"""Rows written by short statements kept ready per model: their text never changes, so they stay prepared.

The guard writes through these rather than through the query builder: they run in every act and cost a
fraction. Many rows go as one array a column, whatever their number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField, RangeField
from django.db import connection, models

from takt.conduct.statements import do

AnyField = Any  # django-stubs makes Field generic, Django itself does not

# What the driver takes as it is; the field's own preparation would cost more than all the rest.
_AS_IT_IS: dict[str, type] = {
    "UUIDField": UUID,
    "ForeignKey": UUID,
    "OneToOneField": UUID,
    "CharField": str,
    "TextField": str,
    "BooleanField": bool,
    "DecimalField": Decimal,
    "DateTimeField": datetime,
    "DateField": date,
    "IntegerField": int,
    "PositiveIntegerField": int,
    "PositiveSmallIntegerField": int,
    "BinaryField": bytes,
}


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A column that is written, with what is asked of its field for every value."""

    field: AnyField
    attname: str
    column: str
    as_it_is: type | None
    sets_itself: bool
    is_range: bool

    def value(self, row: models.Model, *, new: bool) -> Any:
        """The row's value as the driver takes it."""
        value = self.field.pre_save(row, new) if new and self.sets_itself else row.__dict__[self.attname]
        if value is None or type(value) is self.as_it_is:
            return value
        return self.field.get_db_prep_save(value, connection)

    def values(self, rows: Sequence[models.Model], *, new: bool) -> list[Any]:
        """The values of many rows, for an array."""
        found = [self.value(row, new=new) for row in rows]
        return [None if v is None else _range_text(v) for v in found] if self.is_range else found


@cache
def _fields(model: type[models.Model]) -> tuple[Slot, ...]:
    return tuple(_slot(f) for f in model._meta.concrete_fields if not f.generated)


def _slot(field: AnyField) -> Slot:
    itself = bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))
    as_it_is = _AS_IT_IS.get(field.get_internal_type())
    return Slot(field, field.attname, field.column, as_it_is, itself, isinstance(field, RangeField))


@cache
def _insert(model: type[models.Model]) -> str:
    fields = _fields(model)
    names = ", ".join(f'"{f.column}"' for f in fields)
    return f'insert into "{model._meta.db_table}" ({names}) values ({", ".join(["%s"] * len(fields))})'  # noqa: S608  # names from the model


@cache
def _insert_many(model: type[models.Model]) -> str:
    fields = _fields(model)
    names = ", ".join(f'"{f.column}"' for f in fields)
    arrays = ", ".join(_array(f.field) for f in fields)
    return f'insert into "{model._meta.db_table}" ({names}) select * from unnest({arrays})'  # noqa: S608


@cache
def _update(model: type[models.Model], columns: tuple[str, ...]) -> str:
    assignments = ", ".join(f'"{c}" = %s' for c in columns)
    return f'update "{model._meta.db_table}" set {assignments} where id = %s'  # noqa: S608


@cache
def _update_many(model: type[models.Model], fields: tuple[Slot, ...]) -> str:
    assignments = ", ".join(f'"{f.column}" = fresh."{f.column}"' for f in fields)
    names = ", ".join(["id", *(f'"{f.column}"' for f in fields)])
    arrays = ", ".join(["%s::uuid[]", *(_array(f.field) for f in fields)])
    return f'update "{model._meta.db_table}" t set {assignments} from unnest({arrays}) as fresh({names}) where t.id = fresh.id'  # noqa: S608


def _array(field: AnyField) -> str:
    """A column's placeholder as an array. Text carries no length here, so that too long a text is refused, not cut."""
    if isinstance(field, RangeField):
        return f"%s::text[]::{field.db_type(connection)}[]"
    kind = str(field.db_type(connection)).split("(")[0]
    return f"%s::{'text' if kind == 'varchar' else kind}[]"


def _range_text(value: Any) -> str:
    return "empty" if value.isempty else f"[{value.lower},{value.upper})"


def fits_arrays(model: type[models.Model]) -> bool:
    """Whether the model's rows can go as arrays: PostgreSQL has no arrays of arrays of different lengths."""
    return not any(isinstance(f.field, ArrayField) for f in _fields(model))


def insert_row(row: models.Model) -> None:
    """Insert one new row."""
    model = type(row)
    do(_insert(model), [f.value(row, new=True) for f in _fields(model)])
    saved(row)


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model."""
    if not rows:
        return
    model = type(rows[0])
    do(_insert_many(model), [f.values(rows, new=True) for f in _fields(model)])
    for row in rows:
        saved(row)


KEPT_VALUES = 50
"""psycopg keeps how a statement is understood up to so many values: two of that size cost less than one larger."""
Kinds = tuple[tuple[type[models.Model], bool], ...]
"""What is inserted together: of each group of rows the model, and whether they are many."""


@dataclass(frozen=True, slots=True)
class Group:
    """New rows of one model that stand side by side, and the values of their insert."""

    rows: Sequence[models.Model]
    values: Sequence[Any]


def in_groups(rows: Sequence[models.Model]) -> list[Group]:
    """Rows of several models as groups."""
    found: list[list[models.Model]] = []
    for row in rows:
        if found and type(found[-1][0]) is type(row) and fits_arrays(type(row)):
            found[-1].append(row)
        else:
            found.append([row])
    return [Group(group, _values(group)) for group in found]


def _values(group: Sequence[models.Model]) -> list[Any]:
    one = group[0] if len(group) == 1 else None
    fields = _fields(type(group[0]))
    return [f.values(group, new=True) if one is None else f.value(one, new=True) for f in fields]


def in_statements(groups: Sequence[Group], at_the_end: int = 0) -> list[list[Group]]:
    """The groups as few statements, each with no more values than are kept; the last has room for some `at_the_end`."""
    statements: list[list[Group]] = [[]]
    size = at_the_end
    for group in reversed(groups):
        if size and size + len(group.values) > KEPT_VALUES:
            statements.append([])
            size = 0
        statements[-1].insert(0, group)
        size += len(group.values)
    return statements[::-1]


def kinds_of(groups: Iterable[Group]) -> Kinds:
    """What names the statement of these groups."""
    return tuple((type(group.rows[0]), len(group.rows) > 1) for group in groups)


@cache
def inserts(kinds: Kinds) -> tuple[str, ...]:
    """The insert of each group; foreign keys are checked at the end of the statement that holds them all."""
    return tuple(_insert_many(model) if many else _insert(model) for model, many in kinds)


def insert_together(rows: Sequence[models.Model]) -> None:
    """Insert new rows of several models by as few statements as can be."""
    for groups in in_statements(in_groups(rows)):
        insert_groups(groups)


def insert_groups(groups: Sequence[Group]) -> None:
    """Insert groups of new rows by one statement."""
    *before, last = inserts(kinds_of(groups))
    named = ", ".join(f"w{n} as ({insert})" for n, insert in enumerate(before))
    do(f"with {named} {last}" if named else last, [v for group in groups for v in group.values])
    for row in (row for group in groups for row in group.rows):
        saved(row)


def saved(row: models.Model) -> None:
    """The row is in the database now."""
    row._state.adding = False
    row._state.db = connection.alias


def update_row(row: models.Model, attnames: Sequence[str]) -> None:
    """Write these columns of one loaded row."""
    model = type(row)
    fields = [f for f in _fields(model) if f.attname in attnames]
    values = [f.value(row, new=False) for f in fields]
    do(_update(model, tuple(f.column for f in fields)), [*values, row.pk])


def update_rows(rows: Sequence[models.Model], attnames: Sequence[str]) -> int:
    """Write these columns of loaded rows of one model; returns how many there were to write to."""
    if not rows:
        return 0
    model = type(rows[0])
    fields = tuple(f for f in _fields(model) if f.attname in attnames)
    arrays = [[row.pk for row in rows], *(f.values(rows, new=False) for f in fields)]
    return do(_update_many(model, fields), arrays)
