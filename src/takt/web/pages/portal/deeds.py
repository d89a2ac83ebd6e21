"""What a customer does with an order: withdraw it, confirm a receipt, give their word, add a file. All through the door."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from takt.conduct import reading
from takt.conduct.action import Action
from takt.conduct.guard import Subject
from takt.conduct.refusals import NotYours, Refused, Sentence, refuse
from takt.conduct.requests import perform
from takt.conduct.resources import RESOURCES
from takt.delivery.actions.feedback import feedback
from takt.delivery.actions.receive import receive
from takt.delivery.models import Shipment
from takt.delivery.states import ShipmentState
from takt.orders.actions.attach import attach
from takt.orders.actions.withdraw import withdraw
from takt.orders.models import Order
from takt.web.pages.portal.access import Visitor, by_field, for_contacts, key_of, shown, version_of
from takt.web.pages.portal.held import said
from takt.web.pages.scores import questions, scores_given
from takt.web.rest.bodies import TooLarge

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """A step of the customer's: its action, its title, and how its form becomes what the action takes."""

    action: Action[Any, Any]
    title: Sentence
    done: Sentence
    given: Callable[[HttpRequest], Given]


def _reason(request: HttpRequest) -> Given:
    return {"reason": said(request.POST.get("reason", ""), 2000)}


def _receipt(request: HttpRequest) -> Given:
    names = ("received_on", "signed_by")
    return {n: text for n in names if (text := said(request.POST.get(n, ""), 200))}


def _file(request: HttpRequest) -> Given:
    sent, limit = request.FILES.get("file"), settings.TAKT_UPLOAD_LIMIT_BYTES
    if sent is None:
        return {}
    if (sent.size or 0) > limit:
        raise refuse(TooLarge(size_bytes=sent.size or 0, limit_bytes=limit))
    return {"name": said(sent.name or "", 200), "content": base64.b64encode(sent.read()).decode()}


DEEDS = {
    "withdraw": Deed(withdraw, _("Withdraw the order"), _("The order is withdrawn."), _reason),
    "receive": Deed(receive, _("Confirm receipt"), _("Thank you. The receipt is confirmed."), _receipt),
    "feedback": Deed(feedback, _("Your word"), _("Thank you. Your answer has reached us."), scores_given),
    "attach": Deed(attach, _("Add a file"), _("The file is with your order."), _file),
}  # fmt: skip


@for_contacts
def deed(request: HttpRequest, visitor: Visitor, reference: str, name: str) -> HttpResponse:
    """The form of a step, and its answer. Refused: NotYours for other companies' orders and shipments."""
    asked = DEEDS.get(name)
    if asked is None:
        raise Http404
    order = reading.one(RESOURCES["orders"], visitor.person, reference)
    if not isinstance(order, Order):
        raise Http404
    row: Subject = _shipment(request, order) if name == "receive" else order
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            _do(request, visitor, asked, row, name)
        except Refused as no:
            errors = by_field(no)
        else:
            messages.success(request, str(asked.done))
            return HttpResponseRedirect(reverse("portal-order", args=[order.number]), status=303)
    context = {
        "order": order, "row": row, "deed": name, "title": asked.title, "errors": errors,
        "loose": [s for field, found in errors.items() for s in found if field not in _FIELDS[name]],
        "typed": request.POST, "questions": questions(request.POST, errors), "today": timezone.localdate().isoformat(),
        "limit_bytes": settings.TAKT_UPLOAD_LIMIT_BYTES,
    }  # fmt: skip
    return shown(request, visitor, f"portal/{name}.html", context, status=422 if errors else 200)


_FIELDS = {
    "withdraw": ("reason",), "receive": ("received_on", "signed_by"), "attach": ("content", "name"),
    "feedback": ("score", "quality_score", "delivery_score", "comment"),
}  # fmt: skip


def _do(request: HttpRequest, visitor: Visitor, asked: Deed, row: Subject, name: str) -> None:
    version = None if name == "attach" else version_of(request)
    perform(
        asked.action, str(row.pk), visitor.person, asked.given(request),
        version=version, key=key_of(request), via="page",
    )  # fmt: skip


def _shipment(request: HttpRequest, order: Order) -> Shipment:
    """The shipment that was named; without a name the one that is on its way."""
    number = said(request.POST.get("shipment") or request.GET.get("shipment") or "", 40)
    found = Shipment.objects.filter(order_id=order.pk).select_related("carrier")
    named = found.filter(number=number) if number else found.filter(state=ShipmentState.SHIPPED)
    shipment = named.order_by("packed_at").first()
    if shipment is None:
        raise refuse(NotYours(reference=number or order.number, kind=str(Shipment._meta.verbose_name)))
    return shipment
