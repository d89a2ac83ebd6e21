"""The order's dossier: everything about it on one timeline, in at most nine queries, as far as the reader may see."""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from takt.approval.models import Review
from takt.conduct import reading
from takt.conduct.actors import Actor, ActorKind, Department
from takt.conduct.discover import discover
from takt.conduct.guard import Subject
from takt.conduct.resources import MONEY_READERS, RESOURCES
from takt.delivery.models import Shipment
from takt.orders.models import Attachment, Order, OrderLine
from takt.orders.reads import attachments_of, lines_of
from takt.planning.models import Operation, Plan
from takt.records.next_step import Next, next_step
from takt.records.timeline import Event, acts_of, events_of, is_genuine, without_money

_JOINS = ("customer", "contact", "ship_to", "entered_by")
_CUSTOMER_SEES = frozenset({"orders.order", "delivery.shipment"})


@dataclass(slots=True)
class Dossier:
    """An order as one reader may see it. `genuine` is the verify mark of its journal chains."""

    order: Order
    sees_money: bool
    lines: list[OrderLine]
    next: Next | None
    shipments: list[Shipment]
    attachments: list[Attachment]
    timeline: list[Event]
    genuine: bool
    reviews: list[Review] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        from takt.records.printed import as_plain  # noqa: PLC0415  # the printed form needs this class

        return as_plain(self)


def dossier(reference: str, reader: Actor) -> Dossier:
    """The dossier of an order by number or id. Refused: NotYours, NotYourDepartment."""
    discover()
    row = reading.one(RESOURCES["orders"], reader, reference, _JOINS)
    if not isinstance(row, Order):
        raise TypeError(f"the list of orders holds a {type(row).__name__}")
    return _for_customer(row) if reader.kind == ActorKind.CUSTOMER else _inside(row, reader)


def _inside(order: Order, reader: Actor) -> Dossier:
    plans = list(
        Plan.objects.filter(order_id=order.pk).select_related("proposed_by").order_by("-proposed_at")
    )
    operations = list(
        Operation.objects.filter(order_id=order.pk)
        .select_related("machine", "person", "work_center", "job__item")
        .order_by("planned_start", "number")
    )
    shipments = _shipments(order)
    reviews = list(
        Review.objects.filter(order_id=order.pk).select_related("reviewed_by").order_by("reviewed_at")
    )
    acts = acts_of(order.pk)
    chained: list[Subject] = [order, *plans, *operations, *shipments]
    return Dossier(
        order=order,
        sees_money=sees_money(reader),
        lines=lines_of(order),
        next=next_step(order, reviews, operations),
        shipments=shipments,
        attachments=list(attachments_of(order)),
        timeline=sorted([*_told(acts.events, reader), *events_of(order.pk)], key=attrgetter("at")),
        genuine=is_genuine(acts.entries, chained),
        reviews=reviews,
        plans=plans,
        operations=operations,
    )


def _for_customer(order: Order) -> Dossier:
    """What the customer's contact sees: the order, its shipments, the letters to the company; departments, not people."""
    acts, shipments = acts_of(order.pk), _shipments(order)
    seen = [
        Event(e.at, e.event, e.what, e.clause, "", "", e.department, e.about, e.kind)
        for e in acts.events
        if _is_public(e)
    ]
    letters = [
        e
        for e in events_of(order.pk)
        if e.event == "feedback" or e.facts.get("company") == str(order.customer_id)
    ]
    return Dossier(
        order=order,
        sees_money=True,
        lines=lines_of(order),
        next=next_step(order, (), ()),
        shipments=shipments,
        attachments=list(attachments_of(order)),
        timeline=sorted([*seen, *letters], key=attrgetter("at")),
        genuine=is_genuine(acts.entries, [order, *shipments]),
    )


def _is_public(event: Event) -> bool:
    """A step of the order's or a shipment's life, not an opinion or a note."""
    return event.kind in _CUSTOMER_SEES and "state" in event.facts.get("changed", {})


def _told(events: list[Event], reader: Actor) -> list[Event]:
    return events if sees_money(reader) else [without_money(e) for e in events]


def _shipments(order: Order) -> list[Shipment]:
    return list(Shipment.objects.filter(order_id=order.pk).select_related("carrier").order_by("packed_at"))


def sees_money(reader: Actor) -> bool:
    """Whether amounts are shown."""
    return reader.kind == ActorKind.SYSTEM or bool(
        MONEY_READERS & {Department(d) for d in reading.serves(reader)}
    )
