"""One order as its customer sees it: steps with dates, lines, shipments, documents, what was changed. No inner facts."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse

from takt.delivery.models import Shipment
from takt.delivery.reads import tracking_url
from takt.delivery.states import ShipmentState
from takt.orders.content import differences, told
from takt.orders.models import Order, OrderLine, OrderVersion
from takt.orders.states import OrderState
from takt.records.dossier import Dossier, dossier
from takt.records.evidence import Evidence, evidence
from takt.web.pages.order import letters as posted
from takt.web.pages.order.wording import field_in_words, value_in_words
from takt.web.pages.portal.access import Visitor, for_contacts, shown
from takt.web.pages.portal.steps import in_a_word, made_of, steps_of

GIVEN_BACK = (OrderState.WITHDRAWN, OrderState.REFUSED, OrderState.CLOSED)


@dataclass(frozen=True, slots=True)
class Sent:
    """A shipment: what is in it, and where the carrier tells its way."""

    shipment: Shipment
    contents: list[tuple[OrderLine, Decimal]]
    packages: int
    tracking_url: str
    is_on_the_way: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A version of the order after the first: when, and which fields read otherwise since."""

    number: int
    at: datetime
    fields: list[tuple[str, str, str]]


@for_contacts
def order(request: HttpRequest, visitor: Visitor, reference: str) -> HttpResponse:
    """The order's page. Refused: NotYours for other companies' orders."""
    return shown(request, visitor, "portal/order.html", context_of(visitor, reference))


def context_of(visitor: Visitor, reference: str) -> dict[str, Any]:
    """Everything that the page shows. At most eight queries."""
    found = dossier(reference, visitor.person)
    seen = evidence(found, visitor.person)
    row, living = found.order, [s for s in found.shipments if s.state != ShipmentState.UNPACKED]
    steps = steps_of(row, living, made_of([row.pk]).get(row.pk), _reached(found))
    letters = posted.letters(found, seen)
    return {
        "order": row,
        "dossier": found,
        "steps": steps,
        "words": in_a_word(row, steps),
        "sent": [_sent(s, found, seen) for s in living],
        "documents": [each for each in letters if each.has_document],
        "letters": letters,
        "changes": _changes(row),
        "word": next((e for e in found.timeline if e.event == "feedback"), None),
        "deeds": _deeds(row, living),
    }


def _reached(found: Dossier) -> dict[str, datetime]:
    at: dict[str, datetime] = {OrderState(OrderState.PLACED): found.order.entered_at}
    for event in found.timeline:
        state = event.facts.get("changed", {}).get("state")
        if event.event == "act" and event.kind == "orders.order" and state:
            at[state[1]] = event.at
    return at


def _sent(shipment: Shipment, found: Dossier, seen: Evidence) -> Sent:
    lines = {line.position: line for line in found.lines}
    contents = [
        (lines[c["position"]], Decimal(c["quantity"]))
        for c in seen.contents
        if c["shipment"] == shipment.number and c["position"] in lines
    ]
    packages = sum(1 for p in seen.packages if p["shipment"] == shipment.number)
    return Sent(shipment, contents, packages, tracking_url(shipment), shipment.state == ShipmentState.SHIPPED)


def _changes(order: Order) -> list[Change]:
    """What the customer was told otherwise, version by version, newest first; without the reasons that we noted."""
    versions = list(OrderVersion.objects.filter(order_id=order.pk).order_by("number"))
    found = []
    for before, after in pairwise(versions):
        fields = [
            (field_in_words(d.field), value_in_words(d.field, d.before), value_in_words(d.field, d.after))
            for d in differences(told(before.content), told(after.content))
            if d.field not in ("contact", "number") and (d.field, d.before) != ("promised_date", None)
        ]
        if fields:
            found.append(Change(after.number, after.made_at, fields))
    return found[::-1]


def _deeds(order: Order, living: list[Shipment]) -> dict[str, bool]:
    """What the customer may do with the order as it stands; the door has the last word."""
    return {
        "withdraw": order.state == OrderState.PLACED,
        "receive": any(s.state == ShipmentState.SHIPPED for s in living),
        "feedback": order.state == OrderState.RECEIVED,
        "attach": order.state not in GIVEN_BACK,
    }
