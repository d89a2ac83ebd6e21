"""The order's dossier: everything about it on one timeline, in at most eight queries, as far as the reader may see."""

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
from takt.orders.models import Order, OrderLine
from takt.orders.reads import lines_of
from takt.planning.models import Operation, Plan
from takt.records.attached import Attached, attached
from takt.records.next_step import Next, next_step
from takt.records.plans import plans_of
from takt.records.timeline import Event, acts_of, events_of, is_genuine, without_money

JOINS = ("customer", "contact", "ship_to", "entered_by")  # what an order is never shown without
_CUSTOMER_SEES = frozenset({"orders.order", "delivery.shipment"})


@dataclass(slots=True)
class Dossier:
    """An order as one reader may see it. `genuine` is the verify mark of its journal chains."""

    order: Order
    sees_money: bool
    lines: list[OrderLine]
    next: Next | None
    shipments: list[Shipment]
    attachments: list[Attached]
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
    row = reading.one(RESOURCES["orders"], reader, reference, JOINS)
    if not isinstance(row, Order):
        raise TypeError(f"the list of orders holds a {type(row).__name__}")
    return _for_customer(row) if reader.kind == ActorKind.CUSTOMER else _inside(row, reader)


def _inside(order: Order, reader: Actor) -> Dossier:
    plans, operations = plans_of(order.pk)
    shipments = _shipments(order)
    acts, events = acts_of(order.pk), events_of(order.pk)
    chained: list[Subject] = [order, *plans, *operations, *shipments]
    return Dossier(
        order=order,
        sees_money=sees_money(reader),
        lines=lines_of(order),
        next=next_step(order, operations, plans, shipments),
        shipments=shipments,
        attachments=attached(events, by_name=True),
        timeline=_in_sequence(_told(acts.events, reader), events),
        genuine=is_genuine(acts.entries, chained),
        reviews=_reviews(order),
        plans=plans,
        operations=operations,
    )


def before_deciding(order: Order, reader: Actor) -> Dossier:
    """What somebody decides on about an order that is not made yet: lines, opinions and plans, without the timeline. Three queries."""
    plans, operations = plans_of(order.pk)
    return Dossier(
        order=order,
        sees_money=sees_money(reader),
        lines=lines_of(order),
        next=None,  # whoever decides is about to say so
        shipments=[],
        attachments=[],
        timeline=[],
        genuine=False,  # the chains are not looked at here
        reviews=_reviews(order),
        plans=plans,
        operations=operations,
    )


def _reviews(order: Order) -> list[Review]:
    rows = Review.objects.filter(order_id=order.pk).select_related("reviewed_by")
    return list(rows.order_by("reviewed_at"))


def _for_customer(order: Order) -> Dossier:
    """What the customer's contact sees: the order, its shipments, the letters to the company; departments, not people."""
    acts, shipments = acts_of(order.pk), _shipments(order)
    seen = [
        Event(e.at, e.event, e.what, e.clause, "", "", e.department, e.about, e.kind, _turn(e))
        for e in acts.events
        if _is_public(e)
    ]
    events = events_of(order.pk)
    letters = [e for e in events if e.event == "feedback" or e.facts.get("company") == str(order.customer_id)]
    return Dossier(
        order=order,
        sees_money=True,
        lines=lines_of(order),
        next=next_step(order, shipments=shipments),
        shipments=shipments,
        attachments=attached(events, by_name=False),
        timeline=_in_sequence(seen, letters),
        genuine=is_genuine(acts.entries, [order, *shipments]),
    )


def _in_sequence(acts: list[Event], events: list[Event]) -> list[Event]:
    """As it happened; that a file came is told by its act."""
    return sorted([*acts, *(e for e in events if e.event != "attachment")], key=attrgetter("at"))


def _is_public(event: Event) -> bool:
    """A step of the order's or a shipment's life, not an opinion or a note."""
    return event.kind in _CUSTOMER_SEES and "state" in event.facts.get("changed", {})


def _turn(event: Event) -> dict[str, Any]:
    """Of what the act changed only the state: from which to which."""
    return {"changed": {"state": event.facts["changed"]["state"]}}


def _told(events: list[Event], reader: Actor) -> list[Event]:
    return events if sees_money(reader) else [without_money(e) for e in events]


def _shipments(order: Order) -> list[Shipment]:
    return list(Shipment.objects.filter(order_id=order.pk).select_related("carrier").order_by("packed_at"))


def sees_money(reader: Actor) -> bool:
    """Whether amounts are shown."""
    return reader.kind == ActorKind.SYSTEM or bool(
        MONEY_READERS & {Department(d) for d in reading.serves(reader)}
    )
