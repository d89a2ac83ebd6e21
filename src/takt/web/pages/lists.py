"""A list page for every resource: views, filters in the address, keyset paging both ways; a handful of queries."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from takt.conduct import reading
from takt.conduct.actors import ActorKind
from takt.conduct.exports import MEDIA_TYPES, export
from takt.conduct.resources import RESOURCES, Resource
from takt.departments.models import Person
from takt.exchange.tables import MAX_ROWS
from takt.web.pages.access import signed_in
from takt.web.pages.listing.asking import Asked, asked_of
from takt.web.pages.listing.creating import creating
from takt.web.pages.listing.filters import chips, entries, menus
from takt.web.pages.listing.order_rows import LIGHTS, order_rows
from takt.web.pages.listing.own_pages import own_template
from takt.web.pages.listing.row import row_context
from takt.web.pages.listing.rows import headings_of, rows_of
from takt.web.pages.listing.saving import address_of_list
from takt.web.pages.listing.views import View, chosen, tabs
from takt.web.pages.names import list_title
from takt.web.rest.lists import as_file

ROWS = 50


@signed_in
def orders(request: HttpRequest, reader: Person) -> HttpResponse:
    """The list of orders, with where each stands."""
    resource, ask = RESOURCES["orders"], asked_of(request)
    view = chosen(resource, reader, ask)
    page = _page(resource, reader, ask, view)
    if reader.kind != ActorKind.EMPLOYEE:
        return _shown(request, reader, resource, ask, view, page, _plain_table(resource, page))
    table = {"table": "listing/orders.html", "rows": order_rows(page.rows, reader), "lights": LIGHTS}
    return _shown(request, reader, resource, ask, view, page, table)


@signed_in
def any_list(request: HttpRequest, reader: Person, name: str) -> HttpResponse:
    """The list of any resource."""
    resource, ask = _known(name), asked_of(request)
    view = chosen(resource, reader, ask)
    page = _page(resource, reader, ask, view)
    return _shown(request, reader, resource, ask, view, page, _plain_table(resource, page))


@signed_in
def any_row(request: HttpRequest, reader: Person, name: str, reference: str) -> HttpResponse:
    """One row of any resource."""
    resource = _known(name)
    row = reading.one(resource, reader, reference)
    return render(request, own_template(name), row_context(resource, row, reader))


@signed_in
def list_file(request: HttpRequest, reader: Person, name: str, form: str) -> HttpResponse:
    """The whole filter as a file."""
    resource, ask = _known(name), asked_of(request)
    if form not in MEDIA_TYPES:
        raise Http404
    content = export(
        resource,
        reader,
        form,
        get_language() or "en",
        filters=ask.filters,
        search=ask.search,
        also=_narrowed(chosen(resource, reader, ask), reader),
    )
    return as_file(content, f"{resource.name}.{form}", MEDIA_TYPES[form])


@signed_in
def list_count(request: HttpRequest, reader: Person, name: str) -> HttpResponse:
    """How many rows the whole filter has, for whoever is about to export it: counted up to what a file can hold."""
    resource, ask = _known(name), asked_of(request)
    also = _narrowed(chosen(resource, reader, ask), reader)
    rows = reading.matching(resource, reader, ask.filters, ask.search, also=also)
    count = rows.order_by().values("pk")[: MAX_ROWS + 1].count()
    if count > MAX_ROWS:
        return HttpResponse(_("more than %(limit)s rows: too many for one file") % {"limit": f"{MAX_ROWS:,}"})
    return HttpResponse(ngettext("%(count)s row", "%(count)s rows", count) % {"count": f"{count:,}"})


def _known(name: str) -> Resource:
    if name not in RESOURCES:
        raise Http404
    return RESOURCES[name]


def _narrowed(view: View, reader: Person) -> Any:
    return view.narrow(reader) if view.narrow is not None else None


def _page(resource: Resource, reader: Person, ask: Asked, view: View) -> reading.Page:
    return reading.page(
        resource,
        reader,
        filters=ask.filters,
        search=ask.search,
        cursor=ask.cursor,
        limit=ROWS,
        also=_narrowed(view, reader),
        turned=ask.turned,
        back=ask.back,
    )


def _plain_table(resource: Resource, page: reading.Page) -> dict[str, Any]:
    return {
        "table": "listing/plain.html",
        "rows": rows_of(resource, page),
        "headings": headings_of(resource, page),
    }


def _shown(
    request: HttpRequest,
    reader: Person,
    resource: Resource,
    ask: Asked,
    view: View,
    page: reading.Page,
    table: dict[str, Any],
) -> HttpResponse:
    ask = Asked(**asdict(ask) | {"view": view.key})
    typed = entries(resource, ask)
    files = [(form, reverse("list-file", args=[resource.name, form]) + ask.address()) for form in MEDIA_TYPES]
    context = table | {
        "resource": resource,
        "title": list_title(resource),
        "home": address_of_list(resource.name),
        "ask": ask,
        "tabs": tabs(resource, reader, ask, view),
        "menus": menus(resource, ask),
        "entries": typed,
        "chips": chips(resource, ask),
        "kept": [(n, v) for n, v in ask.filters.items() if n not in {e.name for e in typed}],
        "without_search": ask.without("q"),
        "turn": ask.address(turned="" if ask.turned else "1"),
        "next_page": ask.address(cursor=page.next_cursor) if page.next_cursor else "",
        "previous_page": ask.address(cursor=page.previous_cursor, back="1") if page.previous_cursor else "",
        "first_page": ask.address() if ask.cursor else "",
        "files": files,
        "count_address": reverse("list-count", args=[resource.name]) + ask.address(),
        "creating": creating(reader, resource.model),
        "everything": ask.address(view="all") if view.key != "all" else "",
    }
    return render(request, "list.html", context)
