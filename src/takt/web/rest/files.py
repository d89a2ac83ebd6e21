"""Files in and out: attachments of orders, and imports and templates of tables."""

import base64
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from takt.conduct import imports, reading
from takt.conduct.exports import MEDIA_TYPES
from takt.conduct.imports import IMPORTS, ImportKind, may_use
from takt.conduct.narrowing import TRUTH
from takt.conduct.refusals import InvalidInput, NotYourDepartment, NotYours, Refused, refuse
from takt.conduct.requests import perform
from takt.conduct.resources import RESOURCES
from takt.factory.importing import ImportResult, run_import
from takt.orders.actions.attach import attach
from takt.orders.files import content_of
from takt.orders.models import Attachment
from takt.web.rest.auth import reader_of
from takt.web.rest.bodies import uploaded
from takt.web.rest.describing import ACTING, READING, answer, file_answer, query, refused_answers
from takt.web.rest.lists import as_file, as_json

_OUTCOME = {"$ref": "#/components/schemas/Outcome"}
_UPLOAD = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        }
    },
}


def add_files(api: NinjaAPI) -> None:
    """Register the operations on files."""
    _add_attachments(api)
    _add_imports(api)
    for form, media_type in MEDIA_TYPES.items():
        api.get(
            f"/imports/{{kind}}/rows.{form}",
            operation_id=f"export_import_kind_{form}",
            summary=gettext_noop("All rows in the form that imports back"),
            tags=["III.4.1"],
            openapi_extra=_gives_file("The file.", media_type.partition(";")[0]),
        )(_exporting(form))
    api.get(
        "/imports/{kind}/template",
        operation_id="import_template",
        summary=gettext_noop("An empty workbook to fill in"),
        tags=["III.4.1"],
        openapi_extra=_gives_file("The workbook.", MEDIA_TYPES["xlsx"]),
    )(_template)


def _add_attachments(api: NinjaAPI) -> None:
    api.post(
        "/orders/{reference}/attachments",
        operation_id="upload_attachment",
        summary=gettext_noop("Add a file to an order"),
        tags=["III.1.2"],
        openapi_extra=_takes_file("Attached.", _OUTCOME),
    )(_attach)
    api.get(
        "/attachments/{reference}/content",
        operation_id="download_attachment",
        summary=gettext_noop("The bytes of an attachment"),
        tags=["III.1.2"],
        openapi_extra=_gives_file("The file.", "application/octet-stream"),
    )(_download)


def _add_imports(api: NinjaAPI) -> None:
    dry_run = query("dry_run", "With true: only say what would happen.", type="boolean")
    taken = _takes_file("Taken in, or rehearsed.", {"$ref": "#/components/schemas/ImportResult"})
    api.post(
        "/imports/{kind}",
        operation_id="import_file",
        summary=gettext_noop("Take in an Excel or CSV file"),
        tags=["III.4.1"],
        openapi_extra={"parameters": [dry_run], **taken},
    )(_import)


def _takes_file(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "requestBody": _UPLOAD,
        "responses": {"200": answer(description, schema), **refused_answers(*ACTING)},
    }


def _gives_file(description: str, media_type: str) -> dict[str, Any]:
    return {"responses": {"200": file_answer(description, media_type), **refused_answers(*READING)}}


def _attach(request: HttpRequest, reference: str) -> HttpResponse:
    by = reader_of(request)
    content, name = uploaded(request)
    given = {"name": name, "content": base64.b64encode(content).decode()}
    return as_json(perform(attach, reference, by, given, via="rest").as_dict())


def _download(request: HttpRequest, reference: str) -> HttpResponse:
    row = reading.one(RESOURCES["attachments"], reader_of(request), reference)
    return attachment_content(row)


def attachment_content(row: Any) -> HttpResponse:
    """The bytes of an attachment, always as a file to keep: what a stranger sent is never shown in place."""
    if not isinstance(row, Attachment) or row.removed_at is not None:
        raise refuse(NotYours(reference=str(row.pk), kind=str(Attachment._meta.verbose_name)))
    return as_file(content_of(row.document.sha256), row.document.name, "application/octet-stream")


def _kind(name: str) -> ImportKind:
    if name not in IMPORTS:
        raise refuse(NotYours(reference=name[:60].replace("\x00", "?"), kind="import"))
    return IMPORTS[name]


def _import(request: HttpRequest, kind: str) -> HttpResponse:
    by, found = reader_of(request), _kind(kind)
    given = request.GET.get("dry_run", "false").lower()
    if given not in TRUTH:
        raise refuse(InvalidInput(given=given[:20], where="dry_run", expectation=_("true or false")))
    content, name = uploaded(request)
    result = run_import(found.name, content, name, by, dry_run=TRUTH[given], via="rest")
    if result.faults and not result.rehearsed:
        raise Refused(result.faults)
    return as_json(as_plain(result))


def as_plain(result: ImportResult) -> dict[str, Any]:
    """What became of a file, as plain JSON; the faults in the reader's language."""
    counted = ("kind", "filename", "rehearsed", "new", "changed", "unchanged", "number")
    return {n: getattr(result, n) for n in counted} | {"faults": [f.as_dict() for f in result.faults]}


def _template(request: HttpRequest, kind: str) -> HttpResponse:
    reader_of(request)
    found = _kind(kind)
    return as_file(imports.template(found, get_language() or "en"), f"{found.name}.xlsx", MEDIA_TYPES["xlsx"])


def _exporting(form: str) -> Any:
    def operation(request: HttpRequest, kind: str) -> HttpResponse:
        by, found = reader_of(request), _kind(kind)
        if not may_use(found, by):
            needs = ", ".join(str(d.label) for d in found.departments)
            yours = ", ".join(reading.serves(by)) or _("no department")
            raise refuse(NotYourDepartment(action=f"imports.{found.name}", needs=needs, yours=yours))
        return as_file(
            imports.export(found, get_language() or "en", form), f"{found.name}.{form}", MEDIA_TYPES[form]
        )

    return operation
