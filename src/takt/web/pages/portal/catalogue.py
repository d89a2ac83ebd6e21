"""What the customer may order, and the way of each item into the basket."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takt.conduct.refusals import Refused
from takt.conduct.resources import RESOURCES
from takt.conduct.searching import searched
from takt.factory.models import Item
from takt.web.pages.portal.access import Visitor, by_field, for_contacts, shown
from takt.web.pages.portal.held import basket_of, keep_basket, put_in, said

ROWS = 24


@dataclass(frozen=True, slots=True)
class Offer:
    """An item that is sold; `price` per unit without tax at the list of today, None where there is none in the customer's currency."""

    item: Item
    price: Decimal | None
    in_basket: str


@for_contacts
def catalogue(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The items that are sold, by number; found by number, name, drawing and pinyin. One query beside the frame's."""
    search, after = request.GET.get("q", ""), said(request.GET.get("after", ""), 40)
    sold = Item.objects.filter(sellable=True, retired_at=None).select_related("unit").order_by("number")
    errors: dict[str, list[str]] = {}
    try:
        sold = sold.filter(searched(RESOURCES["items"], search))
    except Refused as no:
        sold, errors = sold.none(), by_field(no)
    if after:
        sold = sold.filter(number__gt=after)
    found = list(sold[: ROWS + 1])
    held = {line["item"]: line["quantity"] for line in basket_of(request)["lines"]}
    context = {
        "offers": [Offer(i, _price(i, visitor), held.get(i.number, "")) for i in found[:ROWS]],
        "currency": visitor.customer.currency,
        "q": search,
        "errors": errors.get("q", []),
        "more": f"?{urlencode({'q': search, 'after': found[ROWS - 1].number})}" if len(found) > ROWS else "",
        "is_first": not after,
    }
    return shown(request, visitor, "portal/catalogue.html", context, status=422 if errors else 200)


def _price(item: Item, visitor: Visitor) -> Decimal | None:
    return item.list_price if item.currency == visitor.customer.currency else None


@require_POST
@for_contacts
def add(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Put an item into the basket, and go back to where it was."""
    number = said(request.POST.get("item", ""), 40)
    item = Item.objects.filter(number=number, sellable=True, retired_at=None).first() if number else None
    if item is None:
        messages.error(request, _("There is no item “%(number)s” for sale.") % {"number": number})
    else:
        basket = basket_of(request)
        put_in(basket, item.number, said(request.POST.get("quantity", ""), 30) or "1")
        keep_basket(request, basket)
        messages.success(request, _("%(number)s is in the basket.") % {"number": item.number})
    goal = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure()):
        goal = reverse("portal-basket")
    return HttpResponseRedirect(goal, status=303)
