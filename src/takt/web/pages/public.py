"""Pages without sign-in: is a printed document genuine, and the customer's word by link (III.6.3)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from takt.conduct.refusals import Refused
from takt.conduct.requests import perform
from takt.delivery import links
from takt.delivery.actions.feedback import feedback
from takt.delivery.models import Feedback, FeedbackLink
from takt.departments.people import the_clock
from takt.orders.models import Order
from takt.orders.reads import by_hash
from takt.orders.states import OrderState
from takt.web.pages.portal.access import by_field
from takt.web.pages.scores import NAMES, questions, scores_given

_HASH_CHARACTERS = 64


def check_any(request: HttpRequest) -> HttpResponse:
    """The page on which a printed code is typed; an address that was scanned as text is understood too."""
    code = request.GET.get("code", "").strip().lower().rstrip("/").rpartition("/")[2]
    code = "".join(c for c in code if c.isascii() and c.isalnum())[:_HASH_CHARACTERS]
    if code:
        return HttpResponseRedirect(reverse("check", args=[code]))
    return _public(request, "public/check.html", {"hash": ""})


def check(request: HttpRequest, content_hash: str) -> HttpResponse:
    """Whether the version of an order with this hash is one of ours: what its printed code leads to."""
    code = content_hash.lower()
    is_a_hash = len(code) == _HASH_CHARACTERS and code.isascii() and code.isalnum()
    version = by_hash(code) if is_a_hash else None
    context = {
        "version": version,
        "hash": content_hash[:200],
        "is_superseded": version is not None and version.number < version.order.content_version,
    }
    return _public(request, "public/check.html", context, 200 if version is not None else 404)


def customers_word(request: HttpRequest, token: str) -> HttpResponse:
    """The form that the feedback link opens, and its answer. The link works once; one that does not says why, kindly."""
    order_id = links.order_of(token)
    if order_id is None:
        return _closed(request, *(_EXPIRED if _is_ours(token) else _UNKNOWN))
    order = Order.objects.filter(pk=UUID(order_id)).first()
    if order is None:
        return _closed(request, *_UNKNOWN)
    if request.method != "POST":
        shut = _why_shut(order, token)
        return _closed(request, *shut) if shut else _asked(request, order, {}, 200)
    try:
        given = scores_given(request) | {"link": token}
        perform(feedback, order_id, the_clock(), given, via="link")
    except Refused as no:
        shut = _why_shut(order, token)
        return _closed(request, *shut) if shut else _asked(request, order, by_field(no), no.status)
    return _public(request, "public/feedback.html", {"thanks": True})


def _public(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page without anybody's menu, whoever may be signed in in this browser."""
    return render(request, template, {"reader": None} | context, status=status)


def _asked(request: HttpRequest, order: Order, errors: dict[str, list[str]], status: int) -> HttpResponse:
    context = {
        "order": order,
        "typed": request.POST,
        "errors": errors,
        "questions": questions(request.POST, errors),
        "loose": [s for n, found in errors.items() for s in found if n not in (*NAMES, "comment")],
    }
    return _public(request, "public/feedback.html", context, status)


_EXPIRED, _UNKNOWN, _USED, _ANSWERED = ("expired", 410), ("unknown", 404), ("used", 410), ("answered", 410)


def _why_shut(order: Order, token: str) -> tuple[str, int] | None:
    """Why a link that is genuine opens nothing: it was used, is over, or we have the word already. At most two queries."""
    link = FeedbackLink.objects.filter(order=order, digest=links.digest(token)).first()
    if link is None:
        return _UNKNOWN
    if link.used_at is not None:
        return _USED
    if link.expires_at <= timezone.now():
        return _EXPIRED
    if order.state != OrderState.RECEIVED:
        return _ANSWERED if Feedback.objects.filter(order=order).exists() else _EXPIRED
    return None


def _is_ours(token: str) -> bool:
    """Whether we made the link once, however long ago."""
    try:
        signing.loads(token, salt=links.SALT, max_age=timedelta(days=settings.TAKT_FEEDBACK_LINK_DAYS * 1000))
    except signing.BadSignature:
        return False
    return True


def _closed(request: HttpRequest, why: str, status: int) -> HttpResponse:
    words = {
        "expired": (_("This link has expired."), _("Your word still counts: call your contact in our sales, or sign in to the portal.")),
        "unknown": (_("This link is not valid."), _("Open it from our letter once more, whole. If that does not help, call your contact in our sales.")),
        "used": (_("You have answered already. Thank you!"), _("The link works once. To add something, call your contact in our sales.")),
        "answered": (_("We have your word already. Thank you!"), _("Somebody of your company answered. To add something, call your contact in our sales.")),
    }  # fmt: skip
    icon = "circle-check" if why in ("used", "answered") else "clock-x" if why == "expired" else "link-off"
    context = {"closed": words[why], "closed_icon": icon}
    return _public(request, "public/feedback.html", context, status)
