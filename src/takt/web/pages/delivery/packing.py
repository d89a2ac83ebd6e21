"""包装: what is ready of each line, what is packed already, and the packages (III.6.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from takt.conduct.requests import Outcome
from takt.delivery import reads
from takt.delivery.models import Shipment
from takt.delivery.refusals import NothingToPack
from takt.departments.models import Person
from takt.orders.models import Order, OrderLine
from takt.web.pages.access import for_everybody
from takt.web.pages.acting.steps import step
from takt.web.pages.delivery.shipment import SHIPMENT, facts, to_the_shipment
from takt.web.pages.shown import named
from takt.web.rest.shipments import shipment_for, slip_file


@dataclass(frozen=True, slots=True)
class Packable:
    """A line of the order: ordered, in shipments already, and how much of the rest lies ready for it."""

    line: OrderLine
    ordered: Decimal
    packed: Decimal
    ready: Decimal

    @property
    def left(self) -> Decimal:
        """Still to be packed."""
        return max(self.ordered - self.packed, Decimal(0))


def packable(order: Order) -> list[Packable]:
    """Each line with what may be packed of it now; an item's stock serves its first line first. Three queries."""
    known = reads.delivery_lines(order.pk)
    ready = reads.ready_to_pack(order.pk, known)
    rows = {r.position: r for r in OrderLine.objects.filter(order=order).select_related("item__unit")}
    found = []
    for position, each in known.items():
        here = max(min(each.ordered - each.packed, ready.get(each.item, Decimal(0))), Decimal(0))
        ready[each.item] = ready.get(each.item, Decimal(0)) - here
        found.append(Packable(rows[position], each.ordered, each.packed, here))
    return found


def _positions(order: Order, reader: Person) -> list[tuple[str, str]]:
    rows = OrderLine.objects.filter(order=order).select_related("item").order_by("position")
    return [(str(r.position), f"{r.position} · {r.item.number} {named(r.item)}") for r in rows]


def _kinds(order: Order, reader: Person) -> Iterator[tuple[str, str]]:
    yield "carton", _("carton")
    yield "wooden case", _("wooden case")
    yield "pallet", _("pallet")


def _all_that_is_ready(order: Order, reader: Person) -> dict[str, Any]:
    lines = [{"position": p.line.position, "quantity": p.ready} for p in packable(order) if p.ready]
    return {"lines": lines, "packages": [{"kind": "wooden case"}]}


def _to_the_new_one(order: Order, outcome: Outcome) -> str:
    return reverse("row", args=["shipments", outcome.answer["reference"]])


@step(
    "delivery.pack",
    initial=_all_that_is_ready,
    choices={
        "lines.position": _positions,
        "packages.kind": _kinds,
        "packages.content.position": _positions,
    },
    then=_to_the_new_one,
)
def pack(order: Order, reader: Person) -> dict[str, Any]:
    """The packing list: what is ready, where it goes, what was packed before."""
    row = Order.objects.select_related("customer", "ship_to", "contact").get(pk=order.pk)
    earlier, lines = Shipment.objects.filter(order=order).order_by("packed_at"), packable(order)
    found = {"order": row, "packable": lines, "earlier": list(earlier)}
    nothing_left = {} if any(p.left for p in lines) else {"hindrances": [str(NothingToPack(order.number))]}
    return found | nothing_left


@step("delivery.unpack", then=to_the_shipment, joins=SHIPMENT)
def unpack(shipment: Shipment, reader: Person) -> dict[str, Any]:
    """What is in the shipment that is taken apart."""
    return facts(shipment)


@for_everybody
def slip(request: HttpRequest, reader: Person, reference: str) -> HttpResponse:
    """The packing slip as a PDF, to be put into the packages; `?language=` asks for another language than the customer's."""
    return slip_file(shipment_for(reader, reference), request.GET.get("language", ""))


@for_everybody
def scanned(request: HttpRequest, reader: Person, reference: str) -> HttpResponse:
    """Where the slip's code leads: to the shipment, or for a customer's contact to their order."""
    shipment = shipment_for(reader, reference)
    if reader.company_id is not None:
        return HttpResponseRedirect(reverse("portal-order", args=[shipment.order.number]))
    return HttpResponseRedirect(reverse("row", args=["shipments", shipment.number]))
