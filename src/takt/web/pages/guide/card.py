"""What the guide's card shows on a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.http import HttpRequest
from django.urls import reverse

from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.demo import secret

if TYPE_CHECKING:
    from takt.web.demo.guided import Step

COOKIE = "takt_guide"
HIDDEN = "hidden"
INVITING = ("home", "inbox", "sign-in")


@dataclass(frozen=True, slots=True)
class Card:
    """The present step: `person` does it on the page `url`. No step: the order has ended, well when `is_done`."""

    number: int
    count: int
    sentence: str
    url: str
    person: Person | None
    duty: str
    order: Order | None
    is_done: bool
    is_theirs: bool
    is_here: bool


def is_inviting(request: HttpRequest) -> bool:
    """Whether this page asks a newcomer to begin."""
    place = request.resolver_match.url_name if request.resolver_match is not None else ""
    return place in INVITING and COOKIE not in request.COOKIES and secret.kept() is not None


def card(request: HttpRequest) -> Card | None:
    """The card; None where the guide has not begun, or this is no demonstration."""
    if COOKIE not in request.COOKIES or secret.kept() is None:
        return None
    value = request.get_signed_cookie(COOKIE, default=HIDDEN)
    if value in (None, HIDDEN):
        return None
    from takt.web.demo import guided  # noqa: PLC0415  # only a demonstration loads its guide

    found = guided.progress(datetime.fromisoformat(value))
    if found.step is None:
        return Card(guided.COUNT, guided.COUNT, "", "", None, "", found.order, found.is_done, False, False)
    person, url = guided.person_of(found.step), _url(found.step, found.order)
    duty = str(Department(person.departments[0]).label) if person is not None and person.departments else ""
    theirs = person is not None and getattr(request.user, "pk", None) == person.pk
    return Card(
        found.step.number, guided.COUNT, str(found.step.sentence), url, person, duty, found.order, False, theirs,
        request.path == unquote(url),
    )  # fmt: skip


def _url(step: "Step", order: Order | None) -> str:
    reference = step.about or (order.number if order is not None else "")
    return reverse("act", args=[step.action, reference] if reference else [step.action])
