"""发货 and 签收: the goods leave after the notice, and arrive (III.6.1, III.6.3)."""

from typing import Any

from django.utils import timezone

from takt.delivery.models import Shipment
from takt.departments.models import Person
from takt.web.pages.acting.steps import step
from takt.web.pages.delivery.shipment import SHIPMENT, facts, is_told, to_the_shipment


@step("delivery.ship", then=to_the_shipment, joins=SHIPMENT)
def ship(shipment: Shipment, reader: Person) -> dict[str, Any]:
    """What leaves, and whether the customer has been told."""
    found = facts(shipment)
    return found | {"is_told": is_told(found["notices"])}


@step(
    "delivery.receive",
    initial=lambda row, reader: {"received_on": timezone.localdate()},
    then=to_the_shipment,
    joins=SHIPMENT,
)
def receive(shipment: Shipment, reader: Person) -> dict[str, Any]:
    """What was on its way, when it left and when it was expected."""
    return facts(shipment)
