"""The portal's first page: what needs the customer, and the company's orders in plain steps."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from takt.conduct import reading
from takt.conduct.models import Letter
from takt.conduct.refusals import Refused
from takt.conduct.resources import RESOURCES
from takt.delivery.models import Shipment
from takt.delivery.states import ShipmentState
from takt.orders.letters import CONFIRMATION
from takt.orders.models import Order
from takt.orders.reads import OVER
from takt.orders.states import OrderState
from takt.web.pages.portal.access import Visitor, by_field, for_contacts, shown
from takt.web.pages.portal.steps import Step, in_a_word, made_of, steps_of
from takt.web.rest.lists import asked

OPEN = 60
ROWS = 30


@dataclass(slots=True)
class Card:
    """An order of the company: its steps, where it stands in words, its shipments."""

    order: Order
    steps: list[Step]
    words: str
    shipments: list[Shipment] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Steps that are behind it."""
        return sum(1 for s in self.steps if s.when == "done")


@dataclass(frozen=True, slots=True)
class Need:
    """Something that only the customer can do: what, for which order, where."""

    title: str
    order: Order
    action: str
    address: str
    icon: str


@for_contacts
def home(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Open orders, newest first, and what needs the reader. At most twelve queries."""
    orders = list(
        Order.objects.filter(customer_id=visitor.customer.pk)
        .exclude(state__in=OVER)
        .order_by("-entered_at", "-id")[:OPEN]
    )
    cards = cards_of(orders)
    return shown(request, visitor, "portal/home.html", {"cards": cards, "needs": _needs(cards)})


def cards_of(orders: list[Order]) -> list[Card]:
    """The orders in plain steps. Two queries."""
    made = made_of(o.pk for o in orders)
    shipments: dict[object, list[Shipment]] = {}
    for shipment in (
        Shipment.objects.filter(order_id__in=[o.pk for o in orders])
        .select_related("carrier")
        .order_by("packed_at")
    ):
        shipments.setdefault(shipment.order_id, []).append(shipment)
    found = []
    for order in orders:
        own = shipments.get(order.pk, [])
        steps = steps_of(order, own, made.get(order.pk), {})
        found.append(Card(order, steps, in_a_word(order, steps), own))
    return found


def _needs(cards: list[Card]) -> list[Need]:
    needs = []
    for card in cards:
        order = card.order
        for shipment in card.shipments:
            if shipment.state == ShipmentState.SHIPPED:
                address = reverse("portal-deed", args=[order.number, "receive"])
                address += f"?{urlencode({'shipment': shipment.number})}"
                title = _("Has shipment %(number)s arrived?") % {"number": shipment.number}
                needs.append(Need(title, order, _("Confirm receipt"), address, "package-import"))
        if order.state == OrderState.RECEIVED:
            address = reverse("portal-deed", args=[order.number, "feedback"])
            needs.append(
                Need(_("How satisfied are you?"), order, _("Give feedback"), address, "message-star")
            )
    return needs + _to_read(cards)


def _to_read(cards: list[Card]) -> list[Need]:
    """The confirmations of the orders that were confirmed and are not in preparation yet. One query."""
    fresh = {c.order.pk: c.order for c in cards if c.order.state == OrderState.CONFIRMED}
    newest: dict[object, Letter] = {}
    letters = Letter.objects.filter(letter_case__in=list(fresh), kind=CONFIRMATION.kind).order_by(
        "written_at"
    )
    for letter in letters if fresh else ():
        newest[letter.letter_case] = letter
    return [
        Need(
            _("Our confirmation: please read it"),
            fresh[case],  # type: ignore[index]  # letters of these orders only
            _("Open the PDF"),
            reverse("letter-document", args=[letter.pk]),
            "file-check",
        )
        for case, letter in newest.items()
    ]


@for_contacts
def orders(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Every order of the company, newest first; found by our number or theirs."""
    _given, own = asked(request)
    search, cursor = own.get("q", ""), own.get("cursor", "")
    wrong: list[str] = []
    try:
        page = reading.page(RESOURCES["orders"], visitor.person, search=search, cursor=cursor, limit=ROWS)
        rows, following = [o for o in page.rows if isinstance(o, Order)], page.next_cursor
    except Refused as no:
        rows, following = [], ""
        wrong = [s for said in by_field(no).values() for s in said]
    context = {
        "cards": cards_of(rows),
        "q": search,
        "wrong": wrong,
        "more": f"?{urlencode({'q': search, 'cursor': following})}" if following else "",
        "is_first": not cursor,
    }
    return shown(request, visitor, "portal/orders.html", context, status=422 if wrong else 200)
