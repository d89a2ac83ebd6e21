"""Rows written by short statements kept ready per model: their text never changes, so they stay prepared.

The guard writes through these rather than through the query builder: they run in every act and cost a
fraction. Many rows go as one array a column, whatever their number.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField, RangeField
from django.db import connection, models

AnyField = Any  # django-stubs makes Field generic, Django itself does not


@cache
def _fields(model: type[models.Model]) -> tuple[AnyField, ...]:
    return tuple(f for f in model._meta.concrete_fields if not f.generated)


@cache
def _insert(model: type[models.Model]) -> str:
    fields = _fields(model)
    names = ", ".join(f'"{f.column}"' for f in fields)
    return f'insert into "{model._meta.db_table}" ({names}) values ({", ".join(["%s"] * len(fields))})'  # noqa: S608  # names from the model


@cache
def _insert_many(model: type[models.Model]) -> str:
    fields = _fields(model)
    names = ", ".join(f'"{f.column}"' for f in fields)
    arrays = ", ".join(_array(f) for f in fields)
    return f'insert into "{model._meta.db_table}" ({names}) select * from unnest({arrays})'  # noqa: S608


@cache
def _update(model: type[models.Model], columns: tuple[str, ...]) -> str:
    assignments = ", ".join(f'"{c}" = %s' for c in columns)
    return f'update "{model._meta.db_table}" set {assignments} where id = %s'  # noqa: S608


@cache
def _update_many(model: type[models.Model], fields: tuple[AnyField, ...]) -> str:
    assignments = ", ".join(f'"{f.column}" = fresh."{f.column}"' for f in fields)
    names = ", ".join(["id", *(f'"{f.column}"' for f in fields)])
    arrays = ", ".join(["%s::uuid[]", *(_array(f) for f in fields)])
    return f'update "{model._meta.db_table}" t set {assignments} from unnest({arrays}) as fresh({names}) where t.id = fresh.id'  # noqa: S608


def _array(field: AnyField) -> str:
    """A column's placeholder as an array. Text carries no length here, so that too long a text is refused, not cut."""
    if isinstance(field, RangeField):
        return f"%s::text[]::{field.db_type(connection)}[]"
    kind = str(field.db_type(connection)).split("(")[0]
    return f"%s::{'text' if kind == 'varchar' else kind}[]"


def _value(field: AnyField, row: models.Model, *, new: bool) -> Any:
    value = field.pre_save(row, new) if new else getattr(row, field.attname)
    return field.get_db_prep_save(value, connection)


def _listed(field: AnyField, rows: Sequence[models.Model], *, new: bool) -> list[Any]:
    values = [_value(field, row, new=new) for row in rows]
    return (
        [None if v is None else _range_text(v) for v in values] if isinstance(field, RangeField) else values
    )


def _range_text(value: Any) -> str:
    return "empty" if value.isempty else f"[{value.lower},{value.upper})"


def fits_arrays(model: type[models.Model]) -> bool:
    """Whether the model's rows can go as arrays: PostgreSQL has no arrays of arrays of different lengths."""
    return not any(isinstance(f, ArrayField) for f in _fields(model))


def insert_row(row: models.Model) -> None:
    """Insert one new row."""
    model = type(row)
    with connection.cursor() as cursor:
        cursor.execute(_insert(model), [_value(f, row, new=True) for f in _fields(model)])
    saved(row)


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model."""
    if not rows:
        return
    model = type(rows[0])
    with connection.cursor() as cursor:
        cursor.execute(_insert_many(model), [_listed(f, rows, new=True) for f in _fields(model)])
    for row in rows:
        saved(row)


Kinds = tuple[tuple[type[models.Model], bool], ...]
"""What is inserted together: of each group of rows the model, and whether they are many."""


def in_groups(rows: Sequence[models.Model]) -> tuple[Kinds, list[Any]]:
    """Rows of several models for one statement: the kinds of its groups, and all values. Those of one model that
    stand side by side are a group."""
    groups: list[list[models.Model]] = []
    for row in rows:
        if groups and type(groups[-1][0]) is type(row) and fits_arrays(type(row)):
            groups[-1].append(row)
        else:
            groups.append([row])
    values: list[Any] = []
    for group in groups:
        one = group[0] if len(group) == 1 else None
        fields = _fields(type(group[0]))
        values += [_listed(f, group, new=True) if one is None else _value(f, one, new=True) for f in fields]
    return tuple((type(group[0]), len(group) > 1) for group in groups), values


@cache
def inserts(kinds: Kinds) -> tuple[str, ...]:
    """The insert of each group; foreign keys are checked at the end of the statement that holds them all."""
    return tuple(_insert_many(model) if many else _insert(model) for model, many in kinds)


def insert_together(rows: Sequence[models.Model]) -> None:
    """Insert new rows of several models by one statement."""
    kinds, values = in_groups(rows)
    *before, last = inserts(kinds)
    named = ", ".join(f"w{n} as ({insert})" for n, insert in enumerate(before))
    with connection.cursor() as cursor:
        cursor.execute(f"with {named} {last}" if named else last, values)
    for row in rows:
        saved(row)


def saved(row: models.Model) -> None:
    """The row is in the database now."""
    row._state.adding = False
    row._state.db = connection.alias


def update_row(row: models.Model, attnames: Sequence[str]) -> None:
    """Write these columns of one loaded row."""
    model = type(row)
    fields = [f for f in _fields(model) if f.attname in attnames]
    values = [_value(f, row, new=False) for f in fields]
    with connection.cursor() as cursor:
        cursor.execute(_update(model, tuple(f.column for f in fields)), [*values, row.pk])


def update_rows(rows: Sequence[models.Model], attnames: Sequence[str]) -> int:
    """Write these columns of loaded rows of one model; returns how many there were to write to."""
    if not rows:
        return 0
    model = type(rows[0])
    fields = tuple(f for f in _fields(model) if f.attname in attnames)
    with connection.cursor() as cursor:
        cursor.execute(
            _update_many(model, fields),
            [[row.pk for row in rows], *(_listed(f, rows, new=False) for f in fields)],
        )
        return int(cursor.rowcount)
