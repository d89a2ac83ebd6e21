"""What is told in III.1 and after a review: to the customer, and to who entered the order."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from takt.conduct.letters import LetterKind, Recipient, draft, letter_kind, write
from takt.conduct.models import Letter
from takt.orders.documents import confirmation_pdf, verify_url
from takt.orders.models import Order, OrderVersion
from takt.orders.reads import addressee

CONFIRMATION = letter_kind(
    LetterKind(
        kind="orders.confirmation",
        clause="III.1.3",
        subject=_("Confirmation of your order %(customer_order_number)s (our order %(number)s)"),
        body=_(
            "We have reviewed your order and confirm it: %(number)s, version %(version)s, %(gross)s %(currency)s"
            " with tax, delivery by %(promised_date)s. The enclosed confirmation holds every line. You can"
            " check that it is genuine here: %(verify_url)s"
        ),
        document=confirmation_pdf,
        document_name=_("order-confirmation-%(number)s-%(version)s.pdf"),
        money=True,
    )
)
WITHDRAWN = letter_kind(
    LetterKind(
        kind="orders.withdrawn",
        clause="III.1.2",
        subject=_("Your order %(number)s is withdrawn"),
        body=_("Your order %(customer_order_number)s (our order %(number)s) is withdrawn: %(reason)s"),
    )
)
SENT_BACK = letter_kind(
    LetterKind(
        kind="orders.sent_back",
        clause="III.2.3",
        subject=_("Order %(number)s was returned to you"),
        body=_(
            "Order %(number)s was returned in review: %(reason)s Revise it or confirm it anew; round %(round)s begins."
        ),
    )
)
REFUSED = letter_kind(
    LetterKind(
        kind="orders.refused",
        clause="III.2.3",
        subject=_("Order %(number)s was refused"),
        body=_("Order %(number)s was refused in review: %(reason)s"),
    )
)
NOT_ACCEPTED = letter_kind(
    LetterKind(
        kind="orders.not_accepted",
        clause="III.2.3",
        subject=_("We cannot accept your order %(customer_order_number)s"),
        body=_("We are sorry: we cannot accept your order %(customer_order_number)s (our order %(number)s)."),
    )
)


def confirmation(order: Order, version: OrderVersion, to: Recipient) -> Letter:
    """The confirmation letter of one version, drafted."""
    content = version.content
    facts = {
        "number": order.number,
        "version": version.number,
        "version_id": version.pk,
        "customer_order_number": order.customer_order_number,
        "gross": content["gross_amount"],
        "currency": order.currency,
        "promised_date": content["promised_date"],
        "content_hash": version.hash,
        "verify_url": verify_url(version.hash),
    }
    return draft(CONFIRMATION, to, facts, case_id=order.pk, company_id=order.customer_id, about_id=order.pk)


def withdrawn(order: Order, reason: str) -> Letter:
    """To the customer: the order is withdrawn."""
    return _about(order, WITHDRAWN, addressee(order), _facts(order, reason), company=True)


def sent_back(order: Order, reason: str) -> Letter:
    """To who entered it: the order came back, and why."""
    return _about(order, SENT_BACK, _who_entered(order), _facts(order, reason) | {"round": order.round})


def refused(order: Order, reason: str) -> None:
    """To who entered it: why; to the customer: that it cannot be accepted."""
    _about(order, REFUSED, _who_entered(order), _facts(order, reason))
    _about(order, NOT_ACCEPTED, addressee(order), _facts(order), company=True)


def _facts(order: Order, reason: str = "") -> dict[str, Any]:
    facts = {"number": order.number, "customer_order_number": order.customer_order_number or order.number}
    return facts | ({"reason": reason} if reason else {})


def _who_entered(order: Order) -> Recipient:
    person = order.entered_by
    return Recipient(person.name, person.email, person.language, person.pk)


def _about(
    order: Order, kind: LetterKind, to: Recipient, facts: dict[str, Any], *, company: bool = False
) -> Letter:
    """`company`: the customer's contacts may read it in the portal."""
    readers = order.customer_id if company else None
    return write(kind, to, facts, case_id=order.pk, company_id=readers, about_id=order.pk)
