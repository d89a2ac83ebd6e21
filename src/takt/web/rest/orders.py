"""Beside the lists: the dossier, search, letters' documents, attachments."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop, override
from ninja import NinjaAPI

from takt.conduct.letters import LETTERS
from takt.conduct.models import Letter
from takt.conduct.refusals import NotYours, refuse
from takt.records.dossier import dossier
from takt.records.letters import letter_for
from takt.records.search import search
from takt.web.rest.auth import reader_of
from takt.web.rest.describing import READING, answer, file_answer, query, refused_answers
from takt.web.rest.lists import as_file, as_json, asked

_HITS = {
    "type": "object",
    "properties": {"hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}}},
}
_WORDS = query(
    "q", "Words: number, name, the customer's number, pinyin or its initials.", type="string", maxLength=200
)


def add_orders(api: NinjaAPI) -> None:
    """Register what is read beside the lists."""
    api.get(
        "/orders/{reference}/dossier",
        operation_id="read_dossier",
        summary=gettext_noop("Everything about an order on one timeline"),
        tags=["IV"],
        openapi_extra=_gives(answer("The dossier.", {"$ref": "#/components/schemas/Dossier"})),
    )(_dossier)
    api.get(
        "/search",
        operation_id="search",
        summary=gettext_noop("Find orders, customers and items"),
        tags=["IV"],
        openapi_extra={"parameters": [_WORDS], **_gives(answer("What was found.", _HITS))},
    )(_search)
    api.get(
        "/letters/{reference}/document",
        operation_id="read_letter_document",
        summary=gettext_noop("The document that a letter encloses"),
        tags=["III.1.3"],
        openapi_extra=_gives(file_answer("The enclosed PDF.", "application/pdf")),
    )(_letter_document)


def _gives(good: dict[str, Any]) -> dict[str, Any]:
    return {"responses": {"200": good, **refused_answers(*READING)}}


def _dossier(request: HttpRequest, reference: str) -> HttpResponse:
    return as_json(dossier(reference, reader_of(request)).as_dict())


def _search(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    _, own = asked(request)
    return as_json({"hits": [asdict(hit) for hit in search(own.get("q", ""), reader)]})


def _letter_document(request: HttpRequest, reference: str) -> HttpResponse:
    return letter_document(letter_for(reference, reader_of(request)))


def letter_document(letter: Letter) -> HttpResponse:
    """The letter's PDF. Refused: NotYours when it encloses none."""
    kind = LETTERS.get(letter.kind)
    if kind is None or kind.document is None:
        raise refuse(NotYours(reference=str(letter.pk), kind="document"))
    with override(letter.language):
        name = str(kind.document_name) % letter.facts
        content = kind.document(letter)
    return as_file(content, name, "application/pdf", inline=True)
