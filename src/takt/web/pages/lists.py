"""A list page for every resource: search, filter chips in the URL, keyset paging; at most a handful of queries."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from takt.conduct import reading
from takt.conduct.exports import MEDIA_TYPES, export
from takt.conduct.resources import RESOURCES, Resource
from takt.departments.models import Person
from takt.web.pages.access import signed_in
from takt.web.pages.shown import cell
from takt.web.rest.lists import as_file, asked

ROWS = 50


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that one click sets or clears."""

    label: str
    address: str
    is_set: bool


@signed_in
def orders(request: HttpRequest, reader: Person) -> HttpResponse:
    """The list of orders."""
    return _list(request, reader, RESOURCES["orders"])


@signed_in
def any_list(request: HttpRequest, reader: Person, name: str) -> HttpResponse:
    """The list of any resource."""
    return _list(request, reader, _known(name))


@signed_in
def any_row(request: HttpRequest, reader: Person, name: str, reference: str) -> HttpResponse:
    """One row of any resource."""
    resource = _known(name)
    row = reading.one(resource, reader, reference)
    headings = {c.name: c.heading for c in resource.columns}
    facts = [
        (headings.get(n, n), v)
        for n, v in reading.detail(resource, reader, row).items()
        if n not in ("id", "head")
    ]
    return render(
        request,
        "row.html",
        {"resource": resource, "row": row, "facts": facts, "kind": resource.model._meta.verbose_name},
    )


@signed_in
def list_file(request: HttpRequest, reader: Person, name: str, form: str) -> HttpResponse:
    """The whole filter as a file."""
    resource = _known(name)
    if form not in MEDIA_TYPES:
        raise Http404
    filters, own = asked(request)
    content = export(resource, reader, form, get_language() or "en", filters=filters, search=own.get("q", ""))
    return as_file(content, f"{resource.name}.{form}", MEDIA_TYPES[form])


def _known(name: str) -> Resource:
    if name not in RESOURCES:
        raise Http404
    return RESOURCES[name]


def _list(request: HttpRequest, reader: Person, resource: Resource) -> HttpResponse:
    filters, own = asked(request)
    search, cursor = own.get("q", ""), own.get("cursor", "")
    page = reading.page(resource, reader, filters=filters, search=search, cursor=cursor, limit=ROWS)
    kept = filters | ({"q": search} if search else {})
    context = {
        "resource": resource,
        "kind": resource.model._meta.verbose_name,
        "columns": page.columns,
        "rows": [(_address(resource, row), [cell(row, c) for c in page.columns]) for row in page.rows],
        "search": search,
        "chips": _chips(resource, kept),
        "more": f"?{urlencode(kept | {'cursor': page.next_cursor})}" if page.next_cursor else "",
        "first": f"?{urlencode(kept)}" if cursor else "",
        "files": [
            (form, f"{reverse('list-file', args=[resource.name, form])}?{urlencode(kept)}")
            for form in MEDIA_TYPES
        ],
        "kept": filters,
        "narrowed": bool(kept),
    }
    return render(request, "list.html", context)


def _chips(resource: Resource, kept: dict[str, str]) -> list[Chip]:
    if "state" not in resource.filters:
        return []
    field: Any = resource.model._meta.get_field("state")
    chips = []
    for value, label in field.flatchoices:
        is_set = kept.get("state") == value
        rest = {n: v for n, v in kept.items() if n != "state"}
        chips.append(Chip(str(label), f"?{urlencode(rest if is_set else rest | {'state': value})}", is_set))
    return chips


def _address(resource: Resource, row: models.Model) -> str:
    reference = reading.reference_of(row)
    if resource.name == "orders":
        return reverse("order", args=[reference])
    return reverse("row", args=[resource.name, row.pk if "/" in reference else reference])
