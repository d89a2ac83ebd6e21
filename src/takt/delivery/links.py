"""Feedback links: signed, expiring, single-use. The database keeps the SHA-256 only."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing

from takt.conduct.ids import uuid7
from takt.delivery.models import FeedbackLink
from takt.orders.models import Order

SALT = "takt.delivery.feedback"


def make(order: Order, at: datetime) -> tuple[FeedbackLink, str]:
    """A new link, not saved yet, and its address, which is not kept."""
    token = signing.dumps({"order": str(order.pk), "once": str(uuid7())}, salt=SALT)
    until = at + timedelta(days=settings.TAKT_FEEDBACK_LINK_DAYS)
    link = FeedbackLink(order=order, digest=digest(token), made_at=at, expires_at=until)
    return link, f"{settings.TAKT_BASE_URL}/feedback/{token}"


def digest(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def order_of(token: str) -> str | None:
    """The id of the order that a link speaks of; None for a forged or expired one."""
    try:
        content = signing.loads(token, salt=SALT, max_age=timedelta(days=settings.TAKT_FEEDBACK_LINK_DAYS))
    except signing.BadSignature:
        return None
    return str(content["order"])
