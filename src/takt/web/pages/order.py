"""The order page: where it stands, who acts next, and everything that happened, from its dossier."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.orders.states import OrderState
from takt.records.dossier import Dossier, dossier
from takt.records.letters import letter_for
from takt.records.search import search
from takt.web.pages.access import signed_in
from takt.web.pages.names import deed_title
from takt.web.pages.timeline import lines_of
from takt.web.rest.lists import asked
from takt.web.rest.orders import letter_document

MAIN_LINE = (
    OrderState.ENTERED, OrderState.CONFIRMED, OrderState.APPROVED, OrderState.PLANNED, OrderState.RELEASED, OrderState.IN_PRODUCTION,
    OrderState.PRODUCED, OrderState.SHIPPED, OrderState.RECEIVED, OrderState.ANSWERED, OrderState.CLOSED,
)  # fmt: skip
NEWEST_LINES = 60  # what is older is folded away


@signed_in
def order(request: HttpRequest, reader: Person, reference: str) -> HttpResponse:
    """One order."""
    found = dossier(reference, reader)
    lines = lines_of(found)[::-1]
    context = {
        "dossier": found,
        "order": found.order,
        "steps": _steps(found),
        "on_main_line": found.order.state not in (OrderState.REFUSED, OrderState.WITHDRAWN),
        "next": _next(found),
        "newer": lines[:NEWEST_LINES],
        "older": lines[NEWEST_LINES:],
    }
    return render(request, "order.html", context)


@signed_in
def letter(request: HttpRequest, reader: Person, reference: str) -> HttpResponse:
    """The document that a letter encloses."""
    return letter_document(letter_for(reference, reader))


@signed_in
def find(request: HttpRequest, reader: Person) -> HttpResponse:
    """What the search box found."""
    words_asked = asked(request)[1].get("q", "")
    return render(request, "search.html", {"search": words_asked, "hits": search(words_asked, reader)})


def _next(found: Dossier) -> dict[str, str] | None:
    if found.next is None:
        return None
    return {"department": str(Department(found.next.department).label), "step": deed_title(found.next.action)}


def _steps(found: Dossier) -> list[tuple[str, str]]:
    """The main line of the order's life: done, now, or still to come."""
    state = OrderState(found.order.state)
    at = {OrderState.PLACED: -1, OrderState.PARTLY_SHIPPED: MAIN_LINE.index(OrderState.PRODUCED)}.get(state)
    if at is None:
        at = MAIN_LINE.index(state) if state in MAIN_LINE else -1
    return [
        (str(s.label), "done" if i < at else "now" if i == at else "ahead") for i, s in enumerate(MAIN_LINE)
    ]
