"""Who enters the portal, and what every page of it shows around its content."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from takt.conduct.actors import ActorKind
from takt.conduct.discover import discover
from takt.conduct.ids import uuid7
from takt.conduct.refusals import Refusal, Refused, refuse
from takt.departments.models import Person
from takt.orders.models import Contact, Customer
from takt.orders.refusals import NoContact
from takt.web.pages.access import for_everybody
from takt.web.pages.portal.held import how_many

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A contact in the portal: who reads, and the company whose orders they see."""

    person: Person
    customer: Customer


def for_contacts(
    view: Callable[Concatenate[HttpRequest, Visitor, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The page is for a customer's contacts; people of the company are led to their own start. Refused: NoContact."""

    @for_everybody
    def page(request: HttpRequest, reader: Person, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if reader.kind != ActorKind.CUSTOMER:
            return redirect("home")
        discover()
        contact = (
            Contact.objects.filter(person_id=reader.pk, retired_at=None).select_related("customer").first()
        )
        if contact is None or contact.customer_id != reader.company_id:
            raise refuse(NoContact(login=reader.login))
        return view(request, Visitor(reader, contact.customer), *args, **kwargs)

    return update_wrapper(page, view)


def shown(
    request: HttpRequest, visitor: Visitor, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the portal in its frame."""
    frame = {
        "visitor": visitor,
        "places": _places(request),
        "key": request.POST.get("key") or str(uuid7()),
    }
    return render(request, template, frame | context, status=status)


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    held = how_many(request)
    named = (
        ("portal", _("Orders"), "list-details", 0, ("/portal/orders",)),
        ("portal-catalogue", _("Catalogue"), "layout-grid", 0, ()),
        ("portal-basket", _("Basket"), "shopping-cart", held, ("/portal/basket",)),
        ("portal-letters", _("Letters"), "mail", 0, ()),
    )
    return [
        {
            "address": reverse(name), "title": title, "icon": icon, "count": count,
            "is_here": request.path == reverse(name) or request.path.startswith(below),
        }
        for name, title, icon, count, below in named
    ]  # fmt: skip


def by_field(refused: Refused | Iterable[Refusal]) -> dict[str, list[str]]:
    """The sentences of refusals by the first part of the field that each concerns."""
    refusals = refused.refusals if isinstance(refused, Refused) else refused
    found: dict[str, list[str]] = {}
    for refusal in refusals:
        expects = str(refusal.expects) % refusal.words() if refusal.expects else ""
        said = str(refusal)
        if expects and expects not in said:
            said = _("%(said)s Expected: %(expects)s.") % {"said": said, "expects": expects}
        found.setdefault(refusal.about.partition(".")[0], []).append(said)
    return found


def key_of(request: HttpRequest) -> str:
    """The idempotency key of the form; "" when it is none."""
    key = request.POST.get("key", "")
    return key if key.isascii() and key.isprintable() and len(key) <= 200 else ""


def version_of(request: HttpRequest) -> int | None:
    """The version that the form was made from."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
