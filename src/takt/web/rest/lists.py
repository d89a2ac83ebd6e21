"""Three operations for each resource: its list, one row, and the list as a file."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from takt.conduct import reading
from takt.conduct.exports import MEDIA_TYPES, export
from takt.conduct.narrowing import printable
from takt.conduct.refusals import InvalidInput, refuse
from takt.conduct.resources import RESOURCES, Resource
from takt.web.rest.auth import reader_of
from takt.web.rest.describing import READING, answer, describe_list, file_answer, refused_answers, row_schema
from takt.web.rest.names import dashed

_OWN = frozenset({"q", "cursor", "limit"})


def add_lists(api: NinjaAPI) -> None:
    """Register the reads of every resource."""
    for name, resource in sorted(RESOURCES.items()):
        place, words = f"/{dashed(name)}", str(resource.model._meta.verbose_name)
        tags = [resource.clause]
        api.get(
            place,
            operation_id=f"list_{name}",
            summary=f"List: {words}",
            tags=tags,
            openapi_extra=describe_list(resource),
        )(_list(resource))
        for form in MEDIA_TYPES:
            api.get(
                f"{place}.{form}",
                operation_id=f"export_{name}_{form}",
                summary=f"The whole filter as a file ({form}): {words}",
                tags=tags,
                openapi_extra=_describe_file(resource, form),
            )(_file(resource, form))
        api.get(
            f"{place}/{{reference}}",
            operation_id=f"read_{name}",
            summary=f"One row: {words}",
            tags=tags,
            openapi_extra=_describe_row(resource),
        )(_row(resource))


def _describe_file(resource: Resource, form: str) -> dict[str, Any]:
    parameters = [p for p in describe_list(resource)["parameters"] if p["name"] not in ("cursor", "limit")]
    answers = {
        "200": file_answer("The file.", MEDIA_TYPES[form].partition(";")[0]),
        **refused_answers(*READING),
    }
    return {"parameters": parameters, "responses": answers}


def _describe_row(resource: Resource) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{row_schema(resource)}"}
    return {
        "responses": {
            "200": answer("The row, with its version as ETag.", schema),
            **refused_answers(*READING),
        }
    }


def _list(resource: Resource) -> Callable[[HttpRequest], HttpResponse]:
    def operation(request: HttpRequest) -> HttpResponse:
        reader = reader_of(request)
        filters, own = asked(request)
        found = reading.page(
            resource,
            reader,
            filters=filters,
            search=own.get("q", ""),
            cursor=own.get("cursor", ""),
            limit=limit_of(own.get("limit")),
        )
        rows = [reading.listed(resource, row, found.columns) for row in found.rows]
        return as_json({"rows": rows, "next": found.next_cursor or None})

    return operation


def _row(resource: Resource) -> Callable[..., HttpResponse]:
    def operation(request: HttpRequest, reference: str) -> HttpResponse:
        reader = reader_of(request)
        row = reading.one(resource, reader, reference)
        response = as_json(reading.detail(resource, reader, row))
        if hasattr(row, "version"):
            response["ETag"] = f'"{row.version}"'
        return response

    return operation


def _file(resource: Resource, form: str) -> Callable[[HttpRequest], HttpResponse]:
    def operation(request: HttpRequest) -> HttpResponse:
        reader = reader_of(request)
        filters, own = asked(request)
        content = export(
            resource, reader, form, get_language() or "en", filters=filters, search=own.get("q", "")
        )
        return as_file(content, f"{resource.name}.{form}", MEDIA_TYPES[form])

    return operation


def asked(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    """The query parameters: filters, and the list's own. Refused: InvalidInput for one given twice."""
    for name, values in request.GET.lists():
        if len(values) > 1:
            raise refuse(
                InvalidInput(given=", ".join(values)[:60], where=name[:60], expectation=_("one value"))
            )
    given = {printable(name, "query"): printable(str(value), name) for name, value in request.GET.items()}
    return {n: v for n, v in given.items() if n not in _OWN and v != ""}, {
        n: v for n, v in given.items() if n in _OWN
    }


def limit_of(given: str | None) -> int:
    """How many rows are asked for; fifty when nothing is said. Refused: InvalidInput for what is no number."""
    if given is None or (given.isdecimal() and given.isascii() and len(given) < 6):
        return int(given or 50)
    expectation = _("a whole number from %(least)s to %(most)s") % {"least": 1, "most": reading.MAX_LIMIT}
    raise refuse(InvalidInput(given=given[:20], where="limit", expectation=expectation))


def as_json(value: Any) -> HttpResponse:
    """Plain values as an answer that no cache keeps."""
    response = JsonResponse(value, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def as_file(content: bytes, name: str, media_type: str, *, inline: bool = False) -> HttpResponse:
    """A file to keep; only what we made ourselves may be shown in place."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=not inline, filename=name) or "attachment"
    )
    response["Cache-Control"] = "no-store"
    return response
