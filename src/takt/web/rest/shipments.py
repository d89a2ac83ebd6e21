"""The packing slip of a shipment as a file."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import NinjaAPI

from takt.conduct import reading
from takt.conduct.actors import Actor
from takt.conduct.refusals import InvalidInput, refuse
from takt.conduct.resources import RESOURCES
from takt.delivery.documents import packing_slip
from takt.delivery.models import Shipment
from takt.web.rest.auth import reader_of
from takt.web.rest.describing import READING, file_answer, query, refused_answers
from takt.web.rest.lists import as_file, asked

_LANGUAGE = query(
    "language",
    "The slip's language; the customer's without it.",
    type="string",
    enum=[n for n, __ in settings.LANGUAGES],
)


def add_shipments(api: NinjaAPI) -> None:
    """Register the packing slip."""
    api.get(
        "/shipments/{reference}/slip",
        operation_id="read_packing_slip",
        summary=gettext_noop("The packing slip of a shipment"),
        tags=["III.6.1"],
        openapi_extra={
            "parameters": [_LANGUAGE],
            "responses": {
                "200": file_answer("The packing slip.", "application/pdf"),
                **refused_answers(*READING),
            },
        },
    )(_slip)


def _slip(request: HttpRequest, reference: str) -> HttpResponse:
    shipment = shipment_for(reader_of(request), reference)
    return slip_file(shipment, asked(request)[0].get("language", ""))


def shipment_for(reader: Actor, reference: str) -> Shipment:
    """A shipment that the reader may see. Refused: NotYours, NotYourDepartment."""
    found = reading.one(RESOURCES["shipments"], reader, reference)
    if not isinstance(found, Shipment):
        raise TypeError(f"the list of shipments holds a {type(found).__name__}")
    return found


def slip_file(shipment: Shipment, language: str) -> HttpResponse:
    """The PDF, shown in place. Refused: InvalidInput for a language that Takt does not speak."""
    name, content = packing_slip(shipment, checked_language(language))
    return as_file(content, name, "application/pdf", inline=True)


def checked_language(language: str) -> str:
    """A language that Takt speaks, or "". Refused: InvalidInput."""
    known = [name for name, __ in settings.LANGUAGES]
    if language and language not in known:
        raise refuse(InvalidInput(given=language[:20], where="language", expectation=", ".join(known)))
    return language
