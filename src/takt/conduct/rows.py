"""Whole rows by statements kept ready: a model's columns are named once, rows of several models may come together.

    _LOOK = f"select {columns(OrderVersion, 'v')}, {columns(Customer, 'c')}, p.read_back from orders_orderversion v ..."
    version, customer, read_back = first(_LOOK, {"order": order.pk}, OrderVersion, Customer)

For the reads of every act: the query builder costs more there than the database. The text of a statement never
changes, so that it stays prepared; what varies are its parameters.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

from takt.conduct.database.ready import Params
from takt.conduct.guard import Guarded, remember
from takt.conduct.statements import answer, answers

M = TypeVar("M", bound=models.Model)
Reading = Callable[[Any, Any, Any], Any]


@cache
def columns(model: type[models.Model], alias: str = "t") -> str:
    """All columns of a model, for the list of a select in which its table is called `alias`."""
    return ", ".join(f'{alias}."{f.column}"' for f in model._meta.concrete_fields if not f.generated)


@cache
def _shape(model: type[models.Model]) -> tuple[list[str], list[tuple[str, Reading]]]:
    fields = [f for f in model._meta.concrete_fields if not f.generated]
    readings = [(f.attname, f.from_db_value) for f in fields if hasattr(f, "from_db_value")]
    return [f.attname for f in fields], readings


def built(model: type[M], values: Sequence[Any]) -> M | None:
    """The row that these values of all its columns make; None when an outer join found none."""
    names, readings = _shape(model)
    if values[0] is None:
        return None
    row = model.__new__(
        model
    )  # as from_db does, less the constructor: a row of every column needs no defaults
    row._state = ModelState()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    kept = row.__dict__
    kept.update(zip(names, values, strict=True))
    for name, read in readings:
        kept[name] = read(kept[name], None, connection)
    if issubclass(model, Guarded):
        remember(row)
    return row


def _split(values: Sequence[Any], kinds: Sequence[type[models.Model]]) -> tuple[Any, ...]:
    found: list[Any] = []
    start = 0
    for kind in kinds:
        end = start + len(_shape(kind)[0])
        found.append(built(kind, values[start:end]))
        start = end
    return (*found, *values[start:])


def every(statement: str, params: Params, *kinds: type[models.Model]) -> list[tuple[Any, ...]]:
    """What a statement finds: in each tuple a row of each kind, in the order of their columns, then the other values."""
    return [_split(values, kinds) for values in answers(statement, params)]


def first(statement: str, params: Params, *kinds: type[models.Model]) -> tuple[Any, ...] | None:
    """The first of them; None when there is none."""
    values = answer(statement, params)
    return _split(values, kinds) if values is not None else None


@cache
def _by(kind: type[models.Model], column: str, lock: str) -> str:
    return f'select {columns(kind)} from "{kind._meta.db_table}" t where t."{column}" = %s {lock}'  # noqa: S608  # names from the model


def row_by(kind: type[M], column: str, value: Any, *, locked: bool = False) -> M | None:
    """The row whose unique column has this value; None when there is none.

    `locked`: FOR NO KEY UPDATE, so that writers wait for each other, foreign keys to the row do not.
    """
    values = answer(_by(kind, column, "for no key update" if locked else ""), (value,))
    return built(kind, values) if values is not None else None
