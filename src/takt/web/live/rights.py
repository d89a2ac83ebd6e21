"""Who may listen to an order: whoever is signed in and may read it, asked anew every minute."""

from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from takt.conduct import reading
from takt.conduct.discover import discover
from takt.conduct.refusals import Refused
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.web.live.positions import position
from takt.web.security.sessions import MUST_SET_UP

SIGNED_OUT, NOT_YOURS = 401, 404


@dataclass(frozen=True, slots=True)
class Heard:
    """What a listener may hear: the order's id and number, and how far its case has come now."""

    case: UUID
    number: str
    position: int


def hearing(session_key: str, reference: str) -> Heard | int:
    """What the person of this session may hear of an order; else the status that says no. Four short queries."""
    close_old_connections()
    reader = _person_of(session_key)
    if reader is None:
        return SIGNED_OUT
    discover()
    try:
        row = reading.one(RESOURCES["orders"], reader, reference)
    except Refused as no:
        return no.status
    return Heard(row.pk, reading.reference_of(row), position(row.pk))


def _person_of(session_key: str) -> Person | None:
    """Who is signed in; nobody, as at the gate of the pages, while a second factor must still be set up."""
    if not session_key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    person = get_user(request)
    return person if isinstance(person, Person) and not request.session.get(MUST_SET_UP) else None
