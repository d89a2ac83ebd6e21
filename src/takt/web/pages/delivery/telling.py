"""发货通知: the letter as the customer will get it, before it is sent (III.6.2)."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_date

from takt.conduct import rendering
from takt.conduct.canonical import plain
from takt.conduct.models import Letter
from takt.delivery.letters import SHIPPING_NOTICE, notice_facts
from takt.delivery.models import Carrier, Shipment
from takt.departments.models import Person
from takt.orders.reads import order_and_addressee
from takt.web.pages.acting.steps import step
from takt.web.pages.delivery.shipment import SHIPMENT, facts, to_the_shipment


def _begin(shipment: Shipment, reader: Person) -> dict[str, Any]:
    """What the customer was told last, to be corrected; else nothing."""
    return {
        "carrier": shipment.carrier,
        "tracking_number": shipment.tracking_number,
        "expected_arrival": shipment.expected_arrival,
    }


@step("delivery.notify", initial=_begin, then=to_the_shipment, joins=SHIPMENT)
def notify(shipment: Shipment, reader: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    """The shipment, and the notice in the customer's language with what is typed so far."""
    order, to = order_and_addressee(shipment.order_id)
    carrier = values.get("carrier")
    found = carrier if isinstance(carrier, Carrier) else Carrier.objects.filter(code=carrier or "").first()
    arrival = values.get("expected_arrival")
    said = notice_facts(
        order, to, shipment.number, found.name if found else "…", str(values.get("tracking_number") or ""), _day(arrival)
    )  # fmt: skip
    letter = Letter(kind=SHIPPING_NOTICE.kind, facts=plain(said), language=to.language, salt=b"not kept")
    return facts(shipment) | {"letter": rendering.words(letter), "to": to}


def _day(given: Any) -> Any:
    try:
        return (parse_date(given) if isinstance(given, str) else given) or "…"
    except ValueError:
        return "…"
