"""签收: the customer has the goods; sales will ask how satisfied they are (III.6.3)."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import lock, now
from takt.conduct.letters import send
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Short
from takt.delivery import letters, links, reads, rules
from takt.delivery.models import FollowUp, Shipment
from takt.delivery.states import ShipmentMove
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move, OrderState

RECEIVERS = (Department.LOGISTICS, Department.SALES, Department.CUSTOMER)


@action("III.6.3", by=RECEIVERS, moves=ShipmentMove.RECEIVE)
def receive(
    shipment: Shipment, *, by: Person, received_on: date | None = None, signed_by: Short = ""
) -> None:
    """The customer has received the shipment. When it was the last one, sales asks for feedback."""
    today = timezone.localdate(now())
    on = received_on or today
    left = timezone.localdate(shipment.shipped_at) if shipment.shipped_at else today
    refuse_if(rules.reasons_not_to_receive(on, left, today))
    shipment.received_on, shipment.signed_by, shipment.received_at = on, signed_by, now()
    order = lock(Order(id=shipment.order_id))
    if order.state == OrderState.SHIPPED and reads.last_to_arrive(shipment):
        receive_order(order, by=by)


@action("III.6.3", by=RECEIVERS, moves=Move.RECEIVE, within=("delivery.receive",))
def receive_order(order: Order, *, by: Person) -> None:
    """All of the order has arrived: plan the follow-up and ask for feedback by link. Done by the last receipt."""
    due = timezone.localdate(now()) + timedelta(days=settings.TAKT_FOLLOW_UP_DAYS)
    link, address = links.make(order, now())
    letter = letters.feedback_request(order, address, timezone.localdate(link.expires_at))
    send(letter, FollowUp(order=order, due=due), link)
