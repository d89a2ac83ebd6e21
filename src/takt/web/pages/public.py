"""Pages without sign-in: is a printed document genuine, and the customer's word by link (III.6.3)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from takt.conduct.refusals import Refused
from takt.conduct.requests import perform
from takt.delivery.actions.feedback import feedback
from takt.delivery.links import order_of
from takt.departments.people import the_clock
from takt.orders.reads import by_hash

SCORES = range(1, 6)


def check(request: HttpRequest, content_hash: str) -> HttpResponse:
    """Whether the version of an order with this hash is one of ours: what its printed code leads to."""
    version = by_hash(content_hash.lower())
    status = 200 if version is not None else 404
    return render(request, "check.html", {"version": version, "hash": content_hash}, status=status)


def customers_word(request: HttpRequest, token: str) -> HttpResponse:
    """The form that the feedback link opens, and its answer. The link works once."""
    order_id = order_of(token)
    if order_id is None:
        refused = [_("This link is not valid, or no longer.")]
        return render(request, "feedback.html", {"refused": refused, "closed": True}, status=404)
    if request.method != "POST":
        return render(request, "feedback.html", {"scores": SCORES, "given": {}})
    given = {
        name: value
        for name, value in request.POST.items()
        if name in ("score", "quality_score", "delivery_score", "comment") and value
    }
    try:
        perform(feedback, order_id, the_clock(), _numbers(given) | {"link": token}, via="link")
    except Refused as no:
        return render(
            request,
            "feedback.html",
            {"scores": SCORES, "given": given, "refused": [str(r) for r in no.refusals]},
            status=no.status,
        )
    return render(request, "feedback.html", {"thanks": True})


def _numbers(given: dict[str, Any]) -> dict[str, Any]:
    return {n: int(v) if n != "comment" and str(v).isdecimal() else v for n, v in given.items()}
