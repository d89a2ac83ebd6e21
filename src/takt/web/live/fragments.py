"""Parts of live pages: made anew only when something happened to the case since the reader's copy (ETag, RFC 9110)."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from takt.conduct import reading
from takt.conduct.actors import Actor
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.live.positions import position


def seen_order(reader: Actor, reference: str) -> Order:
    """The order of a part, if the reader may see it. Refused: NotYours, NotYourDepartment. One query."""
    discover()
    row = reading.one(RESOURCES["orders"], reader, reference)
    if not isinstance(row, Order):
        raise TypeError(f"the list of orders holds a {type(row).__name__}")
    return row


def fragment(
    request: HttpRequest, reader: Person, case: UUID, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """What `make` makes, with its ETag; or 304 without making it. The reader's right was asked before, by `seen_order`."""
    etag = _etag(request, reader, position(case))
    unchanged = get_conditional_response(request, etag)
    if isinstance(unchanged, HttpResponseNotModified):
        return unchanged
    response = make()
    if response.status_code == 200:
        response["ETag"] = etag
    return response


def _etag(request: HttpRequest, reader: Person, come_to: int) -> str:
    """All that a part is made from: the case, whoever reads and in which language, the day, and the program itself."""
    facts = (
        request.get_full_path(), come_to, reader.pk, reader.version, get_language(), timezone.localdate(), _program(),
    )  # fmt: skip
    return f'W/"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


@cache
def _program() -> str:
    return version("takt")
