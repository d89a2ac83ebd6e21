"""What the page of any row shows: its columns in words, what belongs to it, what may be done with it, its history."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from takt.conduct import reading
from takt.conduct.action import ACTIONS
from takt.conduct.guard import Subject
from takt.conduct.models import Letter
from takt.conduct.reading import reference_of
from takt.conduct.resources import RESOURCES, Resource
from takt.conduct.wording import step_title
from takt.departments.models import Person, SegregationRule
from takt.web.pages.acting.possible import Act, acts_for, departments_now
from takt.web.pages.listing.detail_words import Detail, Link, detail_in_words
from takt.web.pages.listing.history import history
from takt.web.pages.listing.own_pages import own_facts, own_template
from takt.web.pages.listing.rows import address_of
from takt.web.pages.listing.used_for import used_for
from takt.web.pages.names import list_title
from takt.web.pages.shown import Cell, cell, named
from takt.web.pages.spoken import one_tongue, step

_FOR_PROGRAMS = (models.JSONField, models.BinaryField)


def row_context(resource: Resource, row: models.Model, reader: Person) -> dict[str, Any]:
    """Everything that a row's page shows."""
    links = list(_links(resource, row, reader))
    cells = [link.cell for link in links]
    departments = departments_now(reader) if isinstance(row, Subject) else set()
    acts = acts_for(row, reader, departments) if isinstance(row, Subject) else []
    first = next((act for act in acts if act.moves and not _steps_back(act)), None)
    plain = own_template(resource.name) == "row.html"
    return {
        "row": row,
        "first": first,
        "others": [act for act in acts if act is not first],
        "state": next((each for each in cells if each.tone), None),
        "resource": resource,
        "list": list_title(resource),
        "title": title_of(row, cells),
        "cells": cells,
        "links": links,
        "detail": _detail(resource, row, reader) if plain else None,
        "used_for": used_for(resource, row, reader),
        "history": history(row, reader),
        **own_facts(resource.name, row, reader, departments),
    }


def _steps_back(act: Act) -> bool:
    """A step back or out (drop, pause, unpack, withdraw) asks for a reason: it is never what is offered first."""
    return any(name == "reason" for name in ACTIONS[act.name].parameters)


def title_of(row: models.Model, cells: list[Cell]) -> str:
    """The row's own name; without one the first thing that is said of it, and its number or code."""
    if isinstance(row, SegregationRule):
        return f"{step(row.first)} / {step(row.second)}"
    if isinstance(row, Letter):
        return step_title(row.kind)
    if "object (" not in str(row):
        return one_tongue(str(row))
    if hasattr(row, "name"):
        return named(row)
    own = (str(getattr(row, name, "")) for name in ("number", "code"))
    first = cells[0].text if cells else ""
    return " · ".join(dict.fromkeys(part for part in (first, *own) if part))


def _links(resource: Resource, row: models.Model, reader: Person) -> Iterator[Link]:
    """The columns that say something in words; those that name another row lead to it."""
    for column in reading.columns_for(resource, reader):
        if is_for_programs(resource.model, column.path):
            continue
        shown = cell(row, column)
        if shown.text:
            yield Link(shown, _leads_to(row, column.path, reader))


def is_for_programs(model: type[models.Model], path: str) -> bool:
    """Whether a column holds what only programs read: JSON, bytes, ids and paths of fields."""
    field = next((f for f in model._meta.concrete_fields if path in (f.name, f.attname)), None)
    if isinstance(field, ArrayField):
        return not getattr(field.base_field, "choices", None) and path == "voided_fields"
    is_id = isinstance(field, models.UUIDField) and not field.is_relation
    return is_id or isinstance(field, _FOR_PROGRAMS)


def _leads_to(row: models.Model, path: str, reader: Person) -> str:
    """The page of the row that a column names; "" where it names none, or one that the reader may not see."""
    holder, __, name = path.rpartition(".")
    other = reading.value_at(row, holder) if holder else None
    if not isinstance(other, models.Model) or name not in ("number", "code", "name", "login"):
        return ""
    lists = (r for r in RESOURCES.values() if r.model is type(other) and reading.may_read(r, reader))
    found = next(lists, None)
    return address_of(found, other) if found is not None and reference_of(other) else ""


def _detail(resource: Resource, row: models.Model, reader: Person) -> Detail:
    told = resource.detail(row, reader) if resource.detail is not None else {}
    return detail_in_words(told)
