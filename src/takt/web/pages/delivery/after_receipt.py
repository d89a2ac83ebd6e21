"""What is known when the customer is asked for their word: what arrived, what was asked by letter, who may be called."""

from typing import Any

from takt.conduct.models import Letter
from takt.delivery.letters import FEEDBACK_REQUEST
from takt.delivery.models import Feedback, FeedbackLink, FollowUp, Shipment
from takt.orders.models import Order


def after_receipt(order: Order) -> dict[str, Any]:
    """Shipments, the request by letter and its link, contact, earlier calls, the word if it is in. Six queries."""
    shipments = Shipment.objects.filter(order=order).exclude(state="unpacked").select_related("carrier")
    letters = Letter.objects.filter(letter_case=order.pk, kind=FEEDBACK_REQUEST.kind)
    return {
        "order": order,
        "shipments": list(shipments.order_by("packed_at")),
        "letter": letters.order_by("-written_at").first(),
        "link": FeedbackLink.objects.filter(order=order).order_by("-made_at").first(),
        "contact": order.contact if order.contact is not None and order.contact.retired_at is None else None,
        "word": Feedback.objects.filter(order=order).first(),
        "calls": list(FollowUp.objects.filter(order=order).select_related("done_by").order_by("due")),
    }
