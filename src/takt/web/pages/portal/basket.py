"""The basket: lines, delivery, files; looked over, then placed through the door (III.1.1)."""

import base64
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takt.conduct import reading
from takt.conduct.canonical import decimal_text
from takt.conduct.refusals import Refused
from takt.conduct.requests import perform
from takt.conduct.resources import RESOURCES
from takt.orders import files
from takt.orders.actions.attach import attach
from takt.orders.actions.place import place
from takt.orders.models import Order
from takt.orders.reads import lines_of
from takt.web.pages.orders import uploads
from takt.web.pages.portal.access import Visitor, by_field, for_contacts, key_of, shown
from takt.web.pages.portal.held import (
    HEAD,
    LINE,
    Basket,
    basket_of,
    empty_basket,
    keep_basket,
    plain_number,
    put_in,
    said,
)
from takt.web.pages.portal.lines_file import FoundLines, lines_in, lines_pasted
from takt.web.pages.portal.wished import addresses_of, arguments_of, wished

EMPTY_ROWS = 2
MOST_FILES = 10


@for_contacts
def basket(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The basket's page, and its steps: keep what was typed, bring in lines, look over, place."""
    held = basket_of(request)
    wrong: list[str] = []
    if request.method == "POST":
        held, step = _typed(request, held), request.POST.get("step", "keep")
        wrong = _more(request, visitor, held)
        keep_basket(request, held)
        if step == "place" and not wrong:
            return _place(request, visitor, held)
        if step == "look" and not wrong:
            return _page(request, visitor, held, is_looked_over=True)
        if not wrong:
            return HttpResponseRedirect(reverse("portal-basket"), status=303)
    return _page(request, visitor, held, wrong=wrong)


def _typed(request: HttpRequest, held: Basket) -> Basket:
    """The basket as the form says it: rows without an item are gone, and so is the one whose button was pressed."""
    sent = request.POST
    if "rows" not in sent:
        return held
    count = int(sent["rows"]) if sent["rows"].isdecimal() and len(sent["rows"]) < 5 else 0
    rows = [{n: said(sent.get(f"lines.{i}.{n}", ""), 200) for n in LINE} for i in range(count)]
    for row in rows:
        row["quantity"] = plain_number(row["quantity"])
    gone = sent.get("remove", "")
    kept_files = [f for i, f in enumerate(held["files"]) if sent.get("remove_file", "") != str(i)]
    return {
        "lines": [r for i, r in enumerate(rows) if r["item"] and str(i) != gone],
        "head": {n: said(sent.get(n, "")) for n in HEAD},
        "files": kept_files,
    }


def _more(request: HttpRequest, visitor: Visitor, held: Basket) -> list[str]:
    """Lines from a file or pasted, and files to go with the order; why they were not taken."""
    found = FoundLines()
    sheet, pasted = request.FILES.get("sheet"), said(request.POST.get("pasted", ""), 200_000)
    limit = settings.TAKT_UPLOAD_LIMIT_BYTES
    too_large = _("A file may have at most %(limit)s bytes.") % {"limit": limit}
    if sheet is not None:
        if (sheet.size or 0) > limit:
            return [too_large]
        found = lines_in(sheet.read(), sheet.name or "")
    elif pasted:
        found = lines_pasted(pasted)
    for line in found.lines:
        put_in(held, **line)
    wrong = list(found.wrong)
    for sent in request.FILES.getlist("files")[:MOST_FILES]:
        name = files.clean_name(sent.name or "")
        if name is None or (sent.size or 0) > limit:
            wrong.append(
                too_large if name else _("The file “%(name)s” is not accepted.") % {"name": sent.name}
            )
        elif len(held["files"]) < MOST_FILES:
            held["files"].append((name, uploads.keep(name, sent.read(), visitor.person)))
    return wrong


def _place(request: HttpRequest, visitor: Visitor, held: Basket) -> HttpResponse:
    """Through the door: the order, then its files, each an act of its own."""
    try:
        outcome = perform(place, None, visitor.person, arguments_of(held), key=key_of(request), via="page")
    except Refused as no:
        return _page(request, visitor, held, refused=no)
    for name, note in held["files"]:
        upload = uploads.found(note, visitor.person)
        try:
            content = base64.b64encode(upload.content).decode() if upload else ""
            perform(
                attach, outcome.reference, visitor.person, {"name": name, "content": content},
                key=f"{key_of(request)}:{upload.sha256[:40]}" if upload else "", via="page",
            )  # fmt: skip
        except Refused as no:
            reasons = " ".join(str(r) for r in no.refusals)
            words = {"name": name, "reasons": reasons}
            messages.warning(request, _("The file “%(name)s” was not added: %(reasons)s") % words)
    empty_basket(request)
    messages.success(
        request, _("Order %(number)s has reached us. We will confirm it.") % {"number": outcome.reference}
    )
    return HttpResponseRedirect(reverse("portal-order", args=[outcome.reference]), status=303)


def _page(
    request: HttpRequest,
    visitor: Visitor,
    held: Basket,
    *,
    wrong: list[str] | None = None,
    refused: Refused | None = None,
    is_looked_over: bool = False,
) -> HttpResponse:
    what = wished(held, visitor.customer)
    is_asked = is_looked_over or refused is not None
    errors = what.errors if is_asked else {}
    if refused is not None:
        _blame(refused, what.rows, errors)
    passed = is_looked_over and what.is_ready
    addresses = addresses_of(visitor.customer)
    context: dict[str, Any] = {
        "wished": what, "head": held["head"], "files": held["files"], "wrong": wrong or [], "errors": errors,
        "loose": errors.get("lines", []) + errors.get("body", []) + errors.get("by", []),
        "addresses": addresses, "address": next((a for a in addresses if str(a.pk) == held["head"].get("ship_to")), None),
        "empty_rows": range(len(what.rows), len(what.rows) + EMPTY_ROWS), "rows": len(what.rows) + EMPTY_ROWS,
        "today": timezone.localdate().isoformat(), "limit_bytes": settings.TAKT_UPLOAD_LIMIT_BYTES,
    }  # fmt: skip
    status = 422 if wrong or refused is not None or (is_looked_over and not passed) else 200
    return shown(
        request, visitor, "portal/review.html" if passed else "portal/basket.html", context, status=status
    )


def _blame(refused: Refused, rows: list[Any], errors: dict[str, list[str]]) -> None:
    """Each refusal of the door at its line or field, once."""
    for refusal in refused.refusals:
        place = refusal.about.split(".")
        if place[0] == "lines" and len(place) > 1 and place[1].isdecimal() and int(place[1]) < len(rows):
            found, said_ = rows[int(place[1])].errors, [str(refusal)]
        else:
            found, said_ = errors.setdefault(place[0], []), by_field([refusal])[place[0]]
        found.extend(s for s in said_ if s not in found)


@require_POST
@for_contacts
def again(request: HttpRequest, visitor: Visitor, reference: str) -> HttpResponse:
    """Put the lines of an earlier order into the basket, at today's list prices. Refused: NotYours."""
    order = reading.one(RESOURCES["orders"], visitor.person, reference)
    held = basket_of(request)
    if isinstance(order, Order):
        for line in lines_of(order):
            put_in(held, line.item.number, decimal_text(line.quantity), line.note)
        told = {
            "ship_to": str(order.ship_to_id or ""),
            "carrier_wish": order.carrier_wish,
            "notes": order.notes,
        }
        held["head"] = {**dict.fromkeys(HEAD, ""), **told, **{n: v for n, v in held["head"].items() if v}}
        keep_basket(request, held)
        messages.success(
            request,
            _("The lines of %(number)s are in the basket, at today's prices.") % {"number": order.number},
        )
    return HttpResponseRedirect(reverse("portal-basket"), status=303)
