"""A whole list as a workbook or CSV file, typed by the fields behind its columns, so that it can be calculated with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from takt.conduct.actors import Actor
from takt.conduct.canonical import canonical, plain
from takt.conduct.reading import columns_for, matching, value_at
from takt.conduct.refusals import Refusal, refuse
from takt.conduct.resources import Column, Resource
from takt.exchange.tables import MAX_ROWS, Choice, Kind, Sheet, write_csv, write_xlsx
from takt.exchange.tables import Column as SheetColumn
from takt.exchange.tables.text import FORBIDDEN

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_KINDS: tuple[tuple[type["models.Field[Any, Any]"], Kind], ...] = (
    (models.DateTimeField, Kind.DATETIME),
    (models.DateField, Kind.DATE),
    (models.BooleanField, Kind.BOOLEAN),
    (models.DecimalField, Kind.QUANTITY),
    (models.IntegerField, Kind.INTEGER),
)
_CHUNK_ROWS = 2000


@dataclass(frozen=True)
class TooManyRows(Refusal):
    """A file holds only so many rows."""

    code, clause, status, field = "too_many_rows", "IV", 422, "filter"
    sentence = _("The export would have more than %(limit)s rows.")
    expects = _("a filter that leaves at most %(limit)s rows")
    limit: int


def export(
    resource: Resource,
    reader: Actor,
    form: str,
    language: str,
    *,
    filters: Mapping[str, str] | None = None,
    search: str = "",
    also: models.Q | None = None,
) -> bytes:
    """All rows of a filter (and of `also`) as "xlsx" or "csv" in a language. Refused: TooManyRows, and what a page refuses."""
    rows = matching(resource, reader, filters or {}, search, also=also)
    if rows.order_by()[: MAX_ROWS + 1].count() > MAX_ROWS:
        raise refuse(TooManyRows(limit=MAX_ROWS))
    columns = [(column, _field(resource.model, column.path)) for column in columns_for(resource, reader)]
    sheet = sheet_of(resource, columns)
    values = _values(rows, columns, sheet)
    zone = timezone.get_current_timezone()
    if form == "csv":
        return write_csv(sheet, values, language, zone=zone)
    return write_xlsx([(sheet, values)], language, zone=zone)


def sheet_of(resource: Resource, columns: list[tuple[Column, "models.Field[Any, Any] | None"]]) -> Sheet:
    """The table's shape, with titles in both languages."""
    zh, en = _both(lambda: str(resource.model._meta.verbose_name))
    return Sheet(resource.name, [_sheet_column(c, f) for c, f in columns], zh=zh, en=en)


def _sheet_column(column: Column, field: "models.Field[Any, Any] | None") -> SheetColumn:
    zh, en = _both(lambda: str(column.heading))
    kind = _kind(field)
    choices: tuple[Choice, ...] = ()
    if kind is Kind.CHOICE and field is not None:
        choices = tuple(_choice(str(value), label) for value, label in field.flatchoices)
    places = field.decimal_places if isinstance(field, models.DecimalField) else None
    return SheetColumn(
        column.name, kind, zh=zh, en=en, choices=choices, places=places, digits=18, max_length=4000
    )


def _choice(value: str, label: Any) -> Choice:
    return Choice(value, *_both(lambda: str(label)))


def _both(text: Callable[[], str]) -> tuple[str, str]:
    with override("zh-hans"):
        zh = text()
    with override("en"):
        return zh, text()


def _kind(field: "models.Field[Any, Any] | None") -> Kind:
    if field is None:
        return Kind.TEXT
    if field.choices:
        return Kind.CHOICE
    return next((kind for base, kind in _KINDS if isinstance(field, base)), Kind.TEXT)


def _field(model: type[models.Model], path: str) -> "models.Field[Any, Any] | None":
    """The field behind a column; None for what is calculated."""
    found: Any = None
    for name in path.split("."):
        try:
            found = model._meta.get_field(name)
        except FieldDoesNotExist:
            return None
        model = getattr(found, "related_model", None) or model
    return found if isinstance(found, models.Field) and not found.is_relation else None


def _values(
    rows: models.QuerySet[Any], columns: list[tuple[Column, "models.Field[Any, Any] | None"]], sheet: Sheet
) -> Iterator[dict[str, Any]]:
    kinds = {c.name: c.kind for c in sheet.columns}
    for row in rows.iterator(chunk_size=_CHUNK_ROWS):
        yield {c.name: _cell(value_at(row, c.path), kinds[c.name]) for c, __ in columns}


def _cell(value: Any, kind: Kind) -> Any:
    if isinstance(value, datetime):
        return value.replace(microsecond=0)  # a spreadsheet's moment has none
    if value is None or kind not in (Kind.TEXT, Kind.CHOICE):
        return value
    text = plain(value)
    words = canonical(text) if isinstance(text, dict | list) else str(text)
    return FORBIDDEN.sub("\ufffd", words)  # old rows may hold what no file can
