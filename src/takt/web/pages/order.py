"""The order page: where it stands, who acts next, and everything that happened, from its dossier."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.conduct.letters import LETTERS
from takt.conduct.refusals import REFUSALS
from takt.conduct.wording import clause_title, kind_title, step_title
from takt.departments.models import Person
from takt.orders.states import OrderState
from takt.production.models import BookingKind, ExceptionKind
from takt.quality.models import InspectionVerdict
from takt.records.dossier import Dossier, dossier
from takt.records.letters import letter_for
from takt.records.search import search
from takt.records.timeline import Event
from takt.web.pages.access import signed_in
from takt.web.pages.shown import words
from takt.web.rest.lists import asked
from takt.web.rest.orders import letter_document

MAIN_LINE = (
    OrderState.ENTERED, OrderState.CONFIRMED, OrderState.APPROVED, OrderState.PLANNED, OrderState.RELEASED, OrderState.IN_PRODUCTION,
    OrderState.PRODUCED, OrderState.SHIPPED, OrderState.RECEIVED, OrderState.ANSWERED, OrderState.CLOSED,
)  # fmt: skip
NEWEST_EVENTS = 300
_SILENT = frozenset({"slot", "search", "content_hash"})  # columns that tell people nothing


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline as people read it."""

    at: Any
    title: str
    clause: str
    who: str
    notes: list[str]
    is_refused: bool
    letter: str = ""


@signed_in
def order(request: HttpRequest, reader: Person, reference: str) -> HttpResponse:
    """One order."""
    found = dossier(reference, reader)
    context = {
        "dossier": found,
        "order": found.order,
        "steps": _steps(found),
        "next": _next(found),
        "timeline": [_line(e) for e in reversed(found.timeline[-NEWEST_EVENTS:])],
        "left_out": max(0, len(found.timeline) - NEWEST_EVENTS),
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
    return {"department": str(Department(found.next.department).label), "step": step_title(found.next.action)}


def _steps(found: Dossier) -> list[tuple[str, str]]:
    """The main line of the order's life: done, now, or still to come."""
    state = OrderState(found.order.state)
    at = {OrderState.PLACED: -1, OrderState.PARTLY_SHIPPED: MAIN_LINE.index(OrderState.PRODUCED)}.get(state)
    if at is None:
        at = MAIN_LINE.index(state) if state in MAIN_LINE else -1
    return [
        (str(s.label), "done" if i < at else "now" if i == at else "ahead") for i, s in enumerate(MAIN_LINE)
    ]


def _line(event: Event) -> Line:
    who = (
        f"{event.who} ({_('for %(name)s') % {'name': event.on_behalf_of}})"
        if event.on_behalf_of
        else event.who
    )
    if event.department and not who:
        who = str(Department(event.department).label)
    return Line(
        at=event.at,
        title=_title(event),
        clause=clause_title(event.clause),
        who=who,
        notes=_notes(event),
        is_refused=event.event == "refused",
        letter=event.about if event.event == "letter" and _encloses(event.what) else "",
    )


def _encloses(kind: str) -> bool:
    known = LETTERS.get(kind)
    return known is not None and known.document is not None


def _title(event: Event) -> str:
    if event.event == "act":
        return f"{step_title(event.what)} · {kind_title(event.kind)}"
    if event.event == "refused":
        return _("Refused: %(step)s") % {"step": step_title(event.what)}
    if event.event == "letter":
        return _("Letter: %(kind)s") % {"kind": step_title(event.what)}
    labels = {"booking": BookingKind, "exception": ExceptionKind, "inspection": InspectionVerdict}
    choices = labels.get(event.event)
    word = str(choices(event.what).label) if choices is not None else _("customer's word")
    return f"{word} · {event.about}" if event.about else word


def _notes(event: Event) -> list[str]:
    if event.event == "act":
        changed = event.facts.get("changed", {}).items()
        telling = [
            (n, b, a) for n, (b, a) in changed if b is not None and n not in _SILENT and not _is_scrambled(a)
        ]
        return [f"{name}: {words(before)} → {words(after)}" for name, before, after in telling[:8]]
    if event.event == "refused":
        given = event.facts.get("given") or []
        return [
            _reason(code, given[i] if i < len(given) else {})
            for i, code in enumerate(event.facts.get("codes", ()))
        ]
    return [
        f"{name}: {words(value)}"
        for name, value in event.facts.items()
        if value not in (None, "", False, "0", "0.000000") and name != "company"
    ]


def _is_scrambled(value: Any) -> bool:
    """Personal data stands in the journal as a salted hash."""
    return isinstance(value, str) and value.startswith("#") and len(value) == 25


def _reason(code: str, facts: dict[str, Any]) -> str:
    known = REFUSALS.get(code)
    if known is None:
        return code
    try:
        return str(known.sentence) % facts
    except (KeyError, TypeError, ValueError):  # kept under an older wording: the code still says what it was
        return code
