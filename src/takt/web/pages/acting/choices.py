"""What may be chosen for a field that names a row: all of them when they are few, else found by typing."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest, JsonResponse

from takt.conduct import reading
from takt.conduct.narrowing import MAX_SEARCH_CHARACTERS
from takt.conduct.resources import RESOURCES, Resource
from takt.departments.models import Person
from takt.web.pages.access import signed_in
from takt.web.pages.shown import named

AT_A_GLANCE = 40
FOUND = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and what it is called."""

    value: str
    label: str


def chosen_from(model: type[models.Model], reader: Person, value: str) -> tuple[list[Choice] | None, str]:
    """The choices when there are few; otherwise None and the name of the list to search; ("" when there is no list)."""
    resource = list_of(model, reader)
    if resource is None:
        return None, ""
    rows = list(_in_use(reading.readable_rows(resource, reader))[: AT_A_GLANCE + 1])
    if len(rows) > AT_A_GLANCE:
        return None, resource.name
    return [choice_of(row) for row in rows], ""


def list_of(model: type[models.Model], reader: Person) -> Resource | None:
    """The list of a kind of row that the reader may read."""
    lists = (r for r in RESOURCES.values() if r.model is model and reading.may_read(r, reader))
    return next(lists, None)


def choice_of(row: Any) -> Choice:
    """A row as a choice: its reference, and beside it its name."""
    reference = reading.reference_of(row)
    name = named(row) if hasattr(row, "name") else str(row)
    return Choice(reference, name if reference in (name, str(row.pk)) else f"{reference} · {name}")


def _in_use(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    try:
        rows.model._meta.get_field("retired_at")
    except FieldDoesNotExist:
        return rows
    return rows.filter(retired_at=None)


@signed_in
def pick(request: HttpRequest, reader: Person, name: str) -> JsonResponse:
    """What a searching field offers for the letters typed so far: number, name, pinyin or initials."""
    resource = RESOURCES.get(name)
    if resource is None or not reading.may_read(resource, reader):
        return JsonResponse({"choices": []})
    typed = " ".join(request.GET.get("q", "")[:MAX_SEARCH_CHARACTERS].split()[:4])
    rows = _in_use(reading.matching(resource, reader, {}, typed))[:FOUND]
    found = [choice_of(row) for row in rows]
    return JsonResponse({"choices": [{"value": c.value, "label": c.label} for c in found]})
