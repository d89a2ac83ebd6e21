"""What the customer is told about the delivery (III.6.2, III.6.3)."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from takt.conduct import letters
from takt.conduct.models import Letter
from takt.delivery.models import Carrier, Shipment
from takt.orders.models import Order
from takt.orders.reads import addressee, order_and_addressee

SHIPPING_NOTICE = letters.letter_kind(
    letters.LetterKind(
        kind="delivery.shipping_notice",
        clause="III.6.2",
        subject=_("Your order %(order)s will be shipped"),
        body=_(
            "Dear %(name)s,\n\nyour order %(order)s (your number: %(customer_order_number)s) is packed as shipment %(shipment)s"
            " and will be shipped with %(carrier)s.\nTracking number: %(tracking_number)s\nExpected arrival: %(expected_arrival)s\n\n%(company)s"
        ),
    )
)
FEEDBACK_REQUEST = letters.letter_kind(
    letters.LetterKind(
        kind="delivery.feedback_request",
        clause="III.6.3",
        subject=_("How satisfied are you with order %(order)s?"),
        body=_(
            "Dear %(name)s,\n\nyou have received your order %(order)s. Please tell us in one minute how satisfied you are:\n%(link)s\n"
            "The link works once, until %(until)s.\n\n%(company)s"
        ),
    )
)


def shipping_notice(
    shipment: Shipment, carrier: Carrier, tracking_number: str, expected_arrival: object
) -> Letter:
    """Carrier and expected arrival, before the goods leave; drafted."""
    order, to = order_and_addressee(shipment.order_id)
    facts = notice_facts(order, to, shipment.number, carrier.name, tracking_number, expected_arrival)
    return letters.draft(
        SHIPPING_NOTICE, to, facts, case_id=order.pk, company_id=order.customer_id, about_id=shipment.pk
    )


def notice_facts(
    order: Order, to: letters.Recipient, shipment: str, carrier: str, tracking_number: str, arrival: object
) -> dict[str, object]:
    """What the shipping notice says; also for whoever looks at it before it is sent."""
    return {
        "name": to.name, "order": order.number, "customer_order_number": order.customer_order_number or "—",
        "shipment": shipment, "carrier": carrier, "tracking_number": tracking_number or "—",
        "expected_arrival": arrival, "company": settings.TAKT_COMPANY["name"],
    }  # fmt: skip


def feedback_request(order: Order, link: str, until: object) -> Letter:
    """Asks for the customer's word by a link; drafted."""
    to = addressee(order)
    facts = {
        "name": to.name,
        "order": order.number,
        "link": link,
        "until": until,
        "company": settings.TAKT_COMPANY["name"],
    }
    return letters.draft(
        FEEDBACK_REQUEST, to, facts, case_id=order.pk, company_id=order.customer_id, about_id=order.pk
    )
