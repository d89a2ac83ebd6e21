"""Standards, stock, customers and orders from our own templates: send a file, look at what it would do, take it in."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from takt.conduct import imports
from takt.conduct.discover import discover
from takt.conduct.exports import MEDIA_TYPES
from takt.conduct.imports import IMPORTS, ImportKind, may_use
from takt.conduct.refusals import NotYours, refuse
from takt.departments.models import Person
from takt.factory.importing import ImportResult, run_import
from takt.factory.models import FileImport
from takt.web.pages.access import signed_in
from takt.web.pages.orders import uploads
from takt.web.rest.lists import as_file

RECENT = 10


@signed_in
def kinds(request: HttpRequest, reader: Person) -> HttpResponse:
    """The kinds of rows that the reader may bring in, and what was brought in last."""
    discover()
    mine = [_named(kind) for kind in imports.in_order() if may_use(kind, reader)]
    if not mine:
        raise refuse(NotYours(reference="imports", kind="list"))
    recent = FileImport.objects.select_related("imported_by").order_by("-imported_at", "-id")[:RECENT]
    return render(request, "orders/imports.html", {"kinds": mine, "recent": recent})


def _named(kind: ImportKind) -> dict[str, object]:
    language = get_language() or "en"
    columns = ", ".join(c.title(language) for c in kind.sheet.columns)
    return {"name": kind.name, "title": kind.sheet.title(language), "columns": columns}


@signed_in
def one_kind(request: HttpRequest, reader: Person, name: str) -> HttpResponse:
    """One kind: its columns and template; a file is rehearsed first, then taken in, whole or not at all."""
    kind = _kind(name, reader)
    context: dict[str, object] = {
        "kind": _named(kind), "columns": kind.sheet.columns, "limit_bytes": settings.TAKT_UPLOAD_LIMIT_BYTES,
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        result = _taken(request, reader, kind, context)
        status = 422 if result is None or result.faults else 200
    return render(request, "orders/one_import.html", context, status=status)


def _taken(
    request: HttpRequest, reader: Person, kind: ImportKind, context: dict[str, object]
) -> ImportResult | None:
    sent = request.FILES.get("file")
    note = request.POST.get("note", "")
    if sent is not None and (sent.size or 0) <= settings.TAKT_UPLOAD_LIMIT_BYTES:
        note = uploads.keep(sent.name or "", sent.read(), reader)
    upload = uploads.found(note, reader)
    if upload is None:
        context["no_file"] = True
        return None
    rehearse = sent is not None or "take" not in request.POST
    key = "" if rehearse else f"{kind.name}:{note[-60:]}"
    result = run_import(kind.name, upload.content, upload.name, reader, dry_run=rehearse, key=key, via="page")
    context |= {"result": result, "note": note}
    return result


@signed_in
def template(request: HttpRequest, reader: Person, name: str) -> HttpResponse:
    """An empty workbook to fill in."""
    kind = _kind(name, reader)
    content = imports.template(kind, get_language() or "en")
    return as_file(content, f"{kind.name}.xlsx", MEDIA_TYPES["xlsx"])


@signed_in
def export(request: HttpRequest, reader: Person, name: str) -> HttpResponse:
    """Every row as it would import back unchanged."""
    kind = _kind(name, reader)
    return as_file(imports.export(kind, get_language() or "en"), f"{kind.name}.xlsx", MEDIA_TYPES["xlsx"])


def _kind(name: str, reader: Person) -> ImportKind:
    discover()
    kind = IMPORTS.get(name)
    if kind is None or not may_use(kind, reader):
        raise Http404
    return kind
