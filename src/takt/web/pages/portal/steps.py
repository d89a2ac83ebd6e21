"""An order in the plain steps that its customer cares for, without the words of the house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from takt.delivery.models import Shipment
from takt.delivery.states import ShipmentState
from takt.orders.models import Order
from takt.orders.states import OrderState as S
from takt.planning.models import Operation
from takt.planning.states import OperationState, PlanState

ENDED = (S.REFUSED, S.WITHDRAWN)
# The step on which an order in this state is: steps before it are done.
_AT = {
    S.PLACED: 1, S.ENTERED: 1, S.CONFIRMED: 2, S.APPROVED: 2, S.PLANNED: 2, S.RELEASED: 2, S.IN_PRODUCTION: 3,
    S.PRODUCED: 4, S.PARTLY_SHIPPED: 5, S.SHIPPED: 5, S.RECEIVED: 7, S.ANSWERED: 7, S.CLOSED: 7,
}  # fmt: skip
# When each step was reached: the states whose beginning ends it.
_REACHED_BY = (
    (S.PLACED, S.ENTERED), (S.CONFIRMED,), (S.IN_PRODUCTION,), (S.PRODUCED,), (), (), (S.RECEIVED,),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One plain step: `when` is done, now or ahead; `at` when it was reached; `more` says how far it is."""

    title: str
    icon: str
    when: str
    at: datetime | date | None = None
    more: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """How many operations of an order are done, of how many."""

    done: int
    of: int


def made_of(orders: Iterable[UUID]) -> dict[UUID, Made]:
    """The progress on the floor by order. One query."""
    rows = (
        Operation.objects.filter(order_id__in=list(orders), job__plan__state=PlanState.RELEASED)
        .exclude(state=OperationState.DROPPED)
        .values("order_id")
        .annotate(all=Count("id"), done=Count("id", filter=Q(state=OperationState.DONE)))
    )
    return {row["order_id"]: Made(row["done"], row["all"]) for row in rows}


def steps_of(
    order: Order, shipments: list[Shipment], made: Made | None, reached: dict[str, datetime]
) -> list[Step]:
    """The seven steps; nothing for an order that was refused or withdrawn. `reached`: when it came to each state."""
    if order.state in ENDED:
        return []
    living = [s for s in shipments if s.state != ShipmentState.UNPACKED]
    at = _AT[S(order.state)]
    if at == 4 and living:  # something is packed and has not left yet
        at = 5
    named = (
        (_("Order received"), "inbox", ""), (_("Confirmation"), "file-check", ""), (_("Preparation"), "clipboard-list", ""),
        (_("Production"), "settings-cog", _made(made)), (_("Packing"), "package", ""),
        (_("On the way"), "truck", _on_the_way(living)), (_("Delivered"), "home-check", ""),
    )  # fmt: skip
    found = []
    for number, (title, icon, more) in enumerate(named):
        when = "done" if number < at else "now" if number == at else "ahead"
        day = _day(number, living, reached) if when == "done" else None
        found.append(Step(title, icon, when, day, more if when == "now" else ""))
    return found


def _day(number: int, shipments: list[Shipment], reached: dict[str, datetime]) -> datetime | None:
    if number == 0:
        return min(reached.values(), default=None)
    if number == 4:
        return max((s.packed_at for s in shipments), default=None)
    if number == 5:
        return max((s.shipped_at for s in shipments if s.shipped_at), default=None)
    return next((reached[s] for s in _REACHED_BY[number] if s in reached), None)


def _made(made: Made | None) -> str:
    return _("%(done)s of %(all)s operations") % {"done": made.done, "all": made.of} if made else ""


def _on_the_way(shipments: list[Shipment]) -> str:
    last = next((s for s in reversed(shipments) if s.state == ShipmentState.SHIPPED), None)
    if last is None:
        return ""
    carrier = last.carrier.name if last.carrier is not None else ""
    arrival = last.expected_arrival.isoformat() if last.expected_arrival else ""
    return " · ".join(part for part in (carrier, arrival) if part)


def in_a_word(order: Order, steps: list[Step]) -> str:
    """Where the order stands, in the customer's words."""
    words = {
        S.PLACED: _("We have your order and look at it now."), S.ENTERED: _("We have your order and will confirm it."),
        S.CONFIRMED: _("Confirmed. We prepare production."), S.APPROVED: _("We prepare production."),
        S.PLANNED: _("We prepare production."), S.RELEASED: _("Production is about to start."),
        S.IN_PRODUCTION: _("In production."), S.PRODUCED: _("Finished; it will be shipped soon."),
        S.PARTLY_SHIPPED: _("A part is on its way; the rest follows."), S.SHIPPED: _("On its way to you."),
        S.RECEIVED: _("Delivered. How was it?"), S.ANSWERED: _("Delivered. Thank you for your word."),
        S.CLOSED: _("Delivered and closed."), S.REFUSED: _("We cannot accept this order."),
        S.WITHDRAWN: _("Withdrawn."),
    }  # fmt: skip
    more = next((s.more for s in steps if s.when == "now" and s.more), "")
    return f"{words[S(order.state)]} {more}".strip()
