"""A list page for every resource: search, filter chips in the URL, keyset paging; at most a handful of queries."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takt.conduct import reading
from takt.conduct.exports import MEDIA_TYPES, export
from takt.conduct.resources import RESOURCES, Resource
from takt.departments.models import Person
from takt.web.pages.access import signed_in
from takt.web.pages.names import list_title
from takt.web.pages.shown import cell, tone
from takt.web.rest.lists import as_file, asked

ROWS = 50
# What a page has no room for: the exported files, REST and the row's own page have every column.
_NO_ROOM = (
    "origin currency net_amount tax_amount content_version round name_en tax_number hash content checklist letter_id"
    " letter_case about_id document_sha256 document_media_type measurements shortages instructions skill_code"
    " sequence duration_minutes job_quantity job_item_number inspection started_at ended_at item_revision"
    " lead_time_days standard_cost"
)
_IN_FILES_ONLY = frozenset(_NO_ROOM.split())


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that one click sets or clears."""

    label: str
    address: str
    is_set: bool
    tone: str


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
    seen = reading.columns_for(resource, reader)
    told = {c.name for c in seen} | {"id", "version", "state", "content_hash"}
    more = [
        (capfirst(_(name.replace("_", " "))), value)
        for name, value in reading.detail(resource, reader, row).items()
        if name not in told and value not in (None, "", [], {})
    ]
    cells = [each for c in seen if (each := cell(row, c)).text]
    context = {
        "resource": resource,
        "list": list_title(resource),
        "title": str(row) if "object (" not in str(row) else cells[0].text,
        "cells": cells,
        "more": more,
    }
    return render(request, "row.html", context)


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
    shown = [c for c in page.columns if c.name not in _IN_FILES_ONLY]
    rows = [(_address(resource, row), [cell(row, c) for c in shown]) for row in page.rows]
    context = {
        "resource": resource,
        "title": list_title(resource),
        "headings": rows[0][1] if rows else [],
        "rows": rows,
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
        address = urlencode(rest if is_set else rest | {"state": value})
        chips.append(Chip(str(label), f"?{address}", is_set, tone(value)))
    return chips


def _address(resource: Resource, row: models.Model) -> str:
    reference = reading.reference_of(row)
    if resource.name == "orders":
        return reverse("order", args=[reference])
    return reverse("row", args=[resource.name, row.pk if "/" in reference else reference])
