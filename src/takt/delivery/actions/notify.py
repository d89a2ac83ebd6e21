"""发货通知: the customer is told carrier and expected arrival BEFORE the goods leave (III.6.2)."""

from datetime import date

from django.utils import timezone

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.letters import send
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Short
from takt.delivery import letters, rules
from takt.delivery.models import Carrier, Notice, Shipment
from takt.delivery.states import ShipmentMove
from takt.departments.models import Person


@action("III.6.2", by=(Department.LOGISTICS, Department.SALES), moves=ShipmentMove.NOTIFY)
def notify(
    shipment: Shipment,
    *,
    by: Person,
    carrier: Carrier,
    expected_arrival: date,
    tracking_number: Short = "",
    told_by_phone: bool = False,
) -> None:
    """Tell the customer carrier and expected arrival; again when they change."""
    today = timezone.localdate(now())
    refuse_if(
        rules.reasons_not_to_notify(carrier.name, carrier.retired_at is not None, expected_arrival, today)
    )
    shipment.carrier, shipment.tracking_number, shipment.expected_arrival = (
        carrier,
        tracking_number,
        expected_arrival,
    )
    letter = letters.shipping_notice(shipment, carrier, tracking_number, expected_arrival)
    notice = Notice(
        shipment=shipment, carrier=carrier, tracking_number=tracking_number, expected_arrival=expected_arrival,
        letter=letter, told_by_phone=told_by_phone, given_by=by, given_at=now(),
    )  # fmt: skip
    send(letter, notice)
