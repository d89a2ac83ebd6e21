"""What a reader sees of a resource: a page of its list by keyset, one row, or the values of a row.

Whoever reads is checked here: departments by `readers`, money by `visible`, contacts narrowed to
their own company's rows. Nothing else reads rows for people generically.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import DataError, models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takt.conduct.actors import Actor, ActorKind, Department
from takt.conduct.canonical import plain
from takt.conduct.cursors import cursor_after, read_cursor
from takt.conduct.narrowing import filtered, is_printable
from takt.conduct.refusals import InvalidInput, NotYourDepartment, NotYours, refuse
from takt.conduct.requests import reference_name
from takt.conduct.resources import Column, Resource, visible
from takt.conduct.searching import Known, searched

MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list: the columns that the reader may see, the rows, and the cursors of what follows ("" at the end)
    and of what goes before ("" at the beginning; read it with `back`)."""

    columns: list[Column]
    rows: list[models.Model]
    next_cursor: str
    previous_cursor: str = ""


def serves(reader: Actor) -> list[str]:
    """The parties for which somebody reads."""
    if reader.kind == ActorKind.EMPLOYEE:
        return [str(d) for d in reader.departments]
    return [Department.CUSTOMER if reader.kind == ActorKind.CUSTOMER else Department.SYSTEM]


def columns_for(resource: Resource, reader: Actor) -> list[Column]:
    """The columns that the reader may see; Takt's own actors see all."""
    if reader.kind == ActorKind.SYSTEM:
        return list(resource.columns)
    return visible(resource, serves(reader))


def may_read(resource: Resource, reader: Actor) -> bool:
    """Whether the reader may look at the list at all."""
    if reader.kind == ActorKind.SYSTEM:
        return True
    if reader.kind == ActorKind.CUSTOMER:
        return (
            Department.CUSTOMER in resource.readers
            and bool(resource.company)
            and reader.company_id is not None
        )
    return bool(resource.readers & {Department(d) for d in reader.departments})


def _called(resource: Resource) -> str:
    chinese = (get_language() or "").startswith("zh")
    name = resource.model._meta.verbose_name if chinese else resource.name.replace("-", " ")
    return _("Reading the list of %(list)s") % {"list": name}


def readable_rows(resource: Resource, reader: Actor) -> models.QuerySet[Any]:
    """The rows that the reader may see, joined for their columns. Refused: NotYourDepartment; NotYours for contacts."""
    if not may_read(resource, reader):
        if reader.kind == ActorKind.CUSTOMER:
            raise refuse(NotYours(reference=resource.name, kind=_("list")))
        needs = ", ".join(str(d.label) for d in Department if d in resource.readers)
        yours = ", ".join(str(Department(d).label) for d in reader.departments) or _("no department")
        raise refuse(NotYourDepartment(action=_called(resource), needs=needs, yours=yours))
    rows = resource.model._default_manager.all()
    if joins := _joins(resource):
        rows = rows.select_related(*joins)
    if reader.kind == ActorKind.CUSTOMER:
        rows = rows.filter(**{resource.company: reader.company_id})
    narrowed = resource.narrow(reader) if resource.narrow is not None else None
    return rows.filter(narrowed) if narrowed is not None else rows


def matching(
    resource: Resource,
    reader: Actor,
    filters: Mapping[str, str],
    search: str,
    *,
    also: Q | None = None,
    known: Known | None = None,
) -> models.QuerySet[Any]:
    """All rows of a filter and search, newest first; `also` narrows them further. `known`: what the words mean, if it
    was looked up before."""
    rows = readable_rows(resource, reader).filter(filtered(resource, filters))
    if also is not None:
        rows = rows.filter(also)
    if search.strip():
        rows = rows.filter(searched(resource, search, known))
    return _sorted(rows, *order_of(resource))


def _sorted(rows: models.QuerySet[Any], field: "models.Field[Any, Any]", sign: str) -> models.QuerySet[Any]:
    return rows.order_by(*([f"{sign}{field.name}"] if field.name != "id" else []), f"{sign}id")


def page(
    resource: Resource,
    reader: Actor,
    *,
    filters: Mapping[str, str] | None = None,
    search: str = "",
    cursor: str = "",
    limit: int = 50,
    also: Q | None = None,
    turned: bool = False,
    back: bool = False,
    known: Known | None = None,
) -> Page:
    """A page of a list. Refused: InvalidInput for filters, search, cursor and limit that do not fit.

    `also` narrows the list further; `turned` reads it from its other end; `back` is the page before the cursor.
    `known`: what the words mean, if it was looked up before (`searching.look_up`).
    """
    if not 1 <= limit <= MAX_LIMIT:
        expectation = _("a whole number from %(least)s to %(most)s") % {"least": 1, "most": MAX_LIMIT}
        raise refuse(InvalidInput(given=str(limit)[:20], where="limit", expectation=expectation))
    rows = matching(resource, reader, filters or {}, search, also=also, known=known)
    field, sign = order_of(resource)
    back = back and bool(cursor)
    if turned != back:
        sign = "" if sign else "-"
        rows = _sorted(rows, field, sign)
    if cursor:
        rows = rows.filter(_after(field, sign, *read_cursor(cursor, resource.name, field)))
    found = _fetched(rows[: limit + 1])
    more, shown = len(found) > limit, found[:limit]
    if back:
        shown.reverse()
    follows, precedes = (bool(shown), more) if back else (more, bool(cursor and shown))
    return Page(
        columns_for(resource, reader),
        shown,
        cursor_after(shown[-1], resource.name, field.name) if follows else "",
        cursor_after(shown[0], resource.name, field.name) if precedes else "",
    )


def _fetched(rows: models.QuerySet[Any]) -> list[models.Model]:
    try:
        return list(rows)
    except DataError as error:
        raise refuse(InvalidInput(given="", where="filter", expectation=_("a value in range"))) from error


def one(resource: Resource, reader: Actor, reference: str, joins: Sequence[str] = ()) -> models.Model:
    """A row by the number that people use, or by id. Refused: NotYours (also for what the reader may not know of)."""
    rows = readable_rows(resource, reader)
    if joins:
        rows = rows.select_related(*joins)
    row = rows.filter(is_called(resource.model, reference)).first()
    if row is None:
        raise refuse(NotYours(reference=reference[:120], kind=str(resource.model._meta.verbose_name)))
    return row  # type: ignore[no-any-return]


def is_called(model: type[models.Model], reference: str) -> Q:
    """What finds the row of this number or id."""
    try:
        return Q(pk=UUID(reference))
    except ValueError:
        name = reference_name(model)
    return Q((name, reference)) if name and is_printable(reference) else Q(pk__in=[])


def reference_of(row: models.Model) -> str:
    """The number that people use for the row; its id when it has none."""
    return str(getattr(row, reference_name(type(row)) or "pk"))


def cells(row: models.Model, columns: Sequence[Column]) -> dict[str, Any]:
    """The row's values by column name, as plain JSON."""
    return {c.name: plain(value_at(row, c.path)) for c in columns}


def listed(resource: Resource, row: models.Model, columns: Sequence[Column]) -> dict[str, Any]:
    """One row of a list: its id, and its visible columns."""
    return {"id": str(row.pk), **cells(row, columns)}


def detail(resource: Resource, reader: Actor, row: models.Model) -> dict[str, Any]:
    """Everything that the reader may see of one row."""
    shown = listed(resource, row, columns_for(resource, reader))
    for name in ("version", "state"):
        if hasattr(row, name):
            shown.setdefault(name, plain(getattr(row, name)))
    if resource.detail is not None:
        shown |= plain(resource.detail(row, reader))
    return shown


def value_at(row: Any, path: str) -> Any:
    """The value at the end of a path of attributes; None where the path breaks off."""
    for name in path.split("."):
        if row is None:
            return None
        row = getattr(row, name)
        row = row() if callable(row) and not isinstance(row, type) else row
    return row


def order_of(resource: Resource) -> tuple["models.Field[Any, Any]", str]:
    """The field of the keyset order and its sign; a field that may be empty gives no order, so the id is taken."""
    name = resource.newest.lstrip("-")
    field = resource.model._meta.get_field(name)
    sign = "-" if resource.newest.startswith("-") else ""
    return (resource.model._meta.get_field("id") if field.null else field), sign  # type: ignore[return-value]


def _after(field: "models.Field[Any, Any]", sign: str, value: Any, pk: UUID) -> Q:
    side = "lt" if sign else "gt"
    if field.name == "id":
        return Q((f"id__{side}", pk))
    # The first condition lets the index find the place; the second breaks ties.
    return Q((f"{field.name}__{side}e", value)) & (
        Q((f"{field.name}__{side}", value)) | Q((f"id__{side}", pk))
    )


def _joins(resource: Resource) -> list[str]:
    """The declared joins, and those that the columns' paths need: no list asks a query for each row."""
    found = dict.fromkeys(resource.joins)
    for column in resource.columns:
        model, path = resource.model, []
        for name in column.path.split("."):
            try:
                field = model._meta.get_field(name)
            except FieldDoesNotExist:
                break
            if not isinstance(field, models.ForeignKey):
                break
            path.append(name)
            model = field.related_model
        if path and len(path) < len(column.path.split(".")) + 1:
            found["__".join(path)] = None
    return list(found)
