"""Letters: what was told to whom, whether it arrived, and what to do with those that did not."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from takt.conduct import reading
from takt.conduct.letterbox import may_read_words
from takt.conduct.letters import LETTERS
from takt.conduct.models import Letter, LetterState
from takt.conduct.rendering import words
from takt.conduct.resources import RESOURCES, Resource
from takt.conduct.wording import clause_title, step_title
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.pages.access import signed_in
from takt.web.pages.acting.possible import acts_for
from takt.web.rest.lists import asked

ROWS = 50
NEEDS_A_LOOK = (LetterState.DEAD, LetterState.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the list: its key in the address, its name, how many letters it holds (None: not counted)."""

    key: str
    name: str
    count: int | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A letter in the list."""

    letter: Letter
    kind: str
    order: str


@signed_in
def letters(request: HttpRequest, reader: Person) -> HttpResponse:
    """The list, with those that need a look as a view of its own."""
    filters, own = asked(request)
    view, search, resource = filters.pop("view", ""), own.get("q", ""), RESOURCES["letters"]
    page = reading.page(
        resource,
        reader,
        filters=filters,
        search=search,
        cursor=own.get("cursor", ""),
        limit=ROWS,
        also=_VIEWS.get(view),
    )
    kept = {n: v for n, v in (("view", view), ("q", search)) if v} | filters
    context = {
        "tabs": _tabs(resource, reader, view),
        "view": view,
        "lines": _lines(page.rows),
        "search": search,
        "more": f"?{urlencode(kept | {'cursor': page.next_cursor})}" if page.next_cursor else "",
        "first": f"?{urlencode(kept)}" if own.get("cursor") else "",
    }
    return render(request, "system/letters.html", context)


@signed_in
def letter(request: HttpRequest, reader: Person, reference: str) -> HttpResponse:
    """One letter: what it said, how its posting went, what can be done."""
    found = reading.one(RESOURCES["letters"], reader, reference)
    if not isinstance(found, Letter):
        raise TypeError(f"the list of letters holds a {type(found).__name__}")
    kind = LETTERS.get(found.kind)
    readable = may_read_words(found, reader)
    is_erased = not bytes(found.salt)
    said = words(found) if readable and not is_erased else None
    context = {
        "letter": found,
        "title": kind_of(found),
        "clause": clause_title(found.clause),
        "said": said,
        "is_erased": is_erased,
        "has_document": said is not None and kind is not None and kind.document is not None,
        "order": _orders([found]).get(found.letter_case),
        "postings": list(found.postings.order_by("began_at", "id")) if reader.company_id is None else [],
        "acts": acts_for(found, reader),
        "needs_a_look": found.state in NEEDS_A_LOOK,
    }
    return render(request, "system/letter.html", context)


def kind_of(letter: Letter) -> str:
    """What kind of letter it is, in the reader's words."""
    return step_title(letter.kind)


_VIEWS = {
    "look": Q(state__in=NEEDS_A_LOOK),
    "waiting": Q(state=LetterState.WAITING),
    "sent": Q(state=LetterState.SENT),
}


def _tabs(resource: Resource, reader: Person, view: str) -> list[Tab]:
    counts = reading.readable_rows(resource, reader).aggregate(
        look=Count("id", filter=_VIEWS["look"]), waiting=Count("id", filter=_VIEWS["waiting"])
    )
    names = {"": _("All"), "look": _("Need a look"), "waiting": _("Waiting"), "sent": _("Sent")}
    return [Tab(key, name, counts.get(key), key == view) for key, name in names.items()]


def _lines(rows: Sequence[models.Model]) -> list[Line]:
    found = [row for row in rows if isinstance(row, Letter)]
    orders = _orders(found)
    return [Line(row, kind_of(row), orders.get(row.letter_case, "")) for row in found]


def _orders(found: Sequence[Letter]) -> dict[UUID | None, str]:
    """The numbers of the orders that letters are about, in one query."""
    cases = {row.letter_case for row in found if row.letter_case is not None}
    return dict(Order.objects.filter(pk__in=cases).values_list("pk", "number"))
