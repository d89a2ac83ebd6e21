"""While an order is typed: what the server makes of it so far, what items there are, and the draft."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from takt.conduct.authority import authority
from takt.conduct.narrowing import MAX_SEARCH_CHARACTERS
from takt.conduct.reading import matching
from takt.conduct.requests import look_up
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.factory.models import Item
from takt.orders.actions.enter import enter
from takt.orders.actions.revise import revise
from takt.orders.drafts import drop_draft, keep_draft
from takt.orders.models import Order
from takt.web.pages.access import signed_in
from takt.web.pages.acting.given import given
from takt.web.pages.acting.shapes import shapes_of
from takt.web.pages.orders.desk import Desk, DeskLine, address_choices, contact_choices, desk_of
from takt.web.pages.orders.revise import changes, revised_desk
from takt.web.pages.orders.typed import row_numbers, the_only
from takt.web.pages.shown import named, words

FOUND = 12
MOST_GUESSES = 3


@require_POST
@signed_in
def look(request: HttpRequest, reader: Person) -> JsonResponse:
    """What the order amounts to as it is typed: lines, totals, the customer's people and places, what to read back."""
    authority().grant(reader, enter, {})
    order = look_up(Order, request.GET["order"]) if "order" in request.GET else None
    values = given(request, shapes_of(revise if order is not None else enter), {})
    numbers = row_numbers(request.POST)
    if isinstance(order, Order):
        desk = revised_desk(order, reader, values, numbers)
        changed = list(changes(order, desk, values))
    else:
        desk, changed = desk_of(values, reader, numbers), []
    template = "orders/parts/changes.html" if order is not None else "orders/parts/panel.html"
    answer = {
        "customer": named(desk.customer) if desk.customer is not None else "",
        "contacts": _pairs(contact_choices(desk.contacts)),
        "addresses": _pairs(address_choices(desk.addresses)),
        "lines": {str(line.number): _line(line) for line in desk.lines},
        "wrong": _wrong(desk),
        "meant": _meant(values, desk, reader),
        "panel": render_to_string(template, {"desk": desk, "changes": changed}, request),
    }
    return JsonResponse(answer)


def _pairs(choices: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in choices]


def _line(line: DeskLine) -> dict[str, str]:
    quoted = line.quoted
    if quoted.item is None:
        return {"name": "", "unit": "", "list_price": "", "amount": ""}
    return {
        "name": item_words(quoted.item),
        "unit": quoted.item.unit.code,
        "list_price": words(quoted.list_price),
        "amount": words(quoted.amount, money=True),
    }


def item_words(item: Item) -> str:
    """What an item is called beside its number."""
    return " · ".join(part for part in (named(item), item.drawing_number, item.revision) if part)


def _wrong(desk: Desk) -> dict[str, str]:
    """What would be refused, by the field's name; the lines by their places in the form."""
    places = {f"lines.{n}": f"lines.{line.number}" for n, line in enumerate(desk.lines)}
    wrong: dict[str, str] = {}
    for refusal in [*desk.quote.against, *desk.taken]:
        head, _, name = refusal.about.rpartition(".")
        wrong.setdefault(f"{places[head]}.{name}" if head in places else refusal.about, str(refusal))
    return wrong


def _meant(values: dict[str, Any], desk: Desk, reader: Person) -> dict[str, str]:
    """Where the letters typed can mean one row only: its number."""
    meant = {}
    if values.get("customer") and desk.customer is None:
        meant["customer"] = the_only("customers", reader, str(values["customer"]))
    unknown = [line for line in desk.lines if line.quoted.item is None][:MOST_GUESSES]
    for line in unknown:
        meant[f"lines.{line.number}.item"] = the_only("items", reader, line.quoted.line.item)
    return {name: number for name, number in meant.items() if number}


@signed_in
def items(request: HttpRequest, reader: Person) -> JsonResponse:
    """The items that can be sold, for the letters typed so far: number, name, drawing, pinyin or initials."""
    typed = " ".join(request.GET.get("q", "")[:MAX_SEARCH_CHARACTERS].split()[:4])
    filters = {"sellable": "true", "retired_at__isnull": "true"}
    rows = matching(RESOURCES["items"], reader, filters, typed)[:FOUND]
    return JsonResponse(
        {"choices": [{"value": i.number, "label": f"{i.number} · {item_words(i)}"} for i in rows]}
    )


@require_POST
@signed_in
def draft(request: HttpRequest, reader: Person) -> HttpResponse:
    """Keep what is typed, or throw it away (`drop`)."""
    authority().grant(reader, enter, {})
    if "drop" in request.POST:
        drop_draft(reader)
        return HttpResponse(status=204)
    given(request, shapes_of(enter), {})
    sent = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "key", "version", "next"):
        sent.pop(name, None)
    return HttpResponse(status=204 if keep_draft(reader, sent.urlencode()) else 413)
