"""The API page: every operation with its clause, made from the OpenAPI document; nothing from other hosts."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from takt.conduct.clauses import CLAUSES
from takt.conduct.refusals import REFUSALS
from takt.conduct.resources import RESOURCES
from takt.web.pages.names import list_title
from takt.web.rest.assembly import the_document


def api_page(request: HttpRequest) -> HttpResponse:
    """For people who write programs."""
    document: dict[str, Any] = the_document()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for tag in operation.get("tags", ()):
                groups.setdefault(tag, []).append(_shown(path, method, operation))
    clauses = [(c, groups[c.number]) for c in CLAUSES.values() if c.number in groups]
    # As data: a template would call the classes.
    known = sorted(REFUSALS.values(), key=lambda r: (r.clause, r.code))
    refusals = [
        {"clause": r.clause, "status": r.status, "code": r.code, "sentence": r.sentence} for r in known
    ]
    return render(request, "api.html", {"clauses": clauses, "refusals": refusals})


def _shown(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    example = json.dumps(body["example"], ensure_ascii=False, indent=2) if body.get("example") else ""
    return {
        "path": f"/api/v1{path.removeprefix('/api/v1')}",
        "method": method.upper(),
        "summary": _summary(operation),
        "example": example,
    }


def _summary(operation: dict[str, Any]) -> str:
    """What the operation does, in the reader's language; the document itself is English."""
    verb, __, name = operation["operationId"].partition("_")
    resource = RESOURCES.get(name.removesuffix("_xlsx").removesuffix("_csv"))
    if resource is None or verb not in ("list", "export", "read"):
        return _(operation["summary"])
    words = {"words": list_title(resource)}
    if verb == "list":
        return _("List: %(words)s") % words
    return (_("One row: %(words)s") if verb == "read" else _("The whole filter as a file: %(words)s")) % words
