"""订单确认: what is looked at for each point of the review, and the letter exactly as it will be sent (III.1.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from takt.conduct.authority import authority
from takt.departments.models import Person
from takt.orders.actions.confirm import confirm as confirm_action
from takt.orders.checklist import CHECKLIST, asked_of
from takt.orders.documents import confirmation_to_be, previewed_pages, previewed_pdf
from takt.orders.models import Order, OrderLine, OrderVersion, PhoneCall
from takt.orders.reads import addressee, lines_of, open_gross_amount, version_of
from takt.web.pages.access import signed_in
from takt.web.pages.acting.steps import step
from takt.web.pages.orders.typed import day
from takt.web.rest.lists import as_file


@dataclass(frozen=True, slots=True)
class Checked:
    """A line beside what the standards and the price list say today."""

    line: OrderLine
    revision_now: str
    list_price: Decimal | None

    @property
    def other_price(self) -> bool:
        """Whether the price is not that of the list."""
        return self.list_price is not None and self.list_price != self.line.price


def _begin(order: Order, reader: Person) -> dict[str, Any]:
    return {"promised_date": order.promised_date or max(order.requested_date, timezone.localdate())}


def _points(order: Order, reader: Person) -> list[tuple[str, str]]:
    return [(code, str(CHECKLIST[code])) for code in asked_of(order.origin)]


@step("orders.confirm", initial=_begin, choices={"checklist": _points}, joins=("customer",))
def confirm(order: Order, reader: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    """Credit, lines, prices, dates, address and call to look at, and the pages of the letter. Eight queries."""
    version = version_of(order)
    customer = order.customer
    entered = {line["position"]: line for line in version.content["lines"]}
    lines = lines_of(order)
    others = open_gross_amount(customer.pk, beside=order)
    promised = day(values.get("promised_date")) or order.requested_date
    limit = customer.credit_limit
    return {
        "order": order,
        "customer": customer,
        "checked": [_checked(line, entered, customer.currency) for line in lines],
        "call": PhoneCall.objects.filter(order=order).first() if order.origin == "phone" else None,
        "to": addressee(order),
        "credit": {"limit": limit, "others": others, "free": None if limit is None else limit - others - order.gross_amount},
        "address": version.content.get("ship_to"),
        "promised": promised,
        "days_later": (promised - order.requested_date).days,
        "earlier_lines": [line for line in lines if line.requested_date < promised],
    }  # fmt: skip


def _checked(line: OrderLine, entered: Mapping[int, Any], currency: str) -> Checked:
    revision = str(entered.get(line.position, {}).get("revision", ""))
    now = line.item.revision if line.item.revision != revision else ""
    return Checked(line, now, line.item.list_price if line.item.currency == currency else None)


@signed_in
def preview(request: HttpRequest, reader: Person, reference: str, form: str) -> HttpResponse:
    """The confirmation letter before it is sent: a page as a picture, or the PDF. For who may confirm only."""
    authority().grant(reader, confirm_action, {})
    order = get_object_or_404(Order, number=reference)
    version = _to_be(order, day(request.GET.get("promised")) or order.requested_date)
    to, at = addressee(order), timezone.now().replace(microsecond=0)
    if form == "pdf":
        return as_file(previewed_pdf(version, to, at), f"{order.number}.pdf", "application/pdf", inline=True)
    pages = previewed_pages(version, to, at)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else 1
    if not 1 <= number <= len(pages):
        return HttpResponse(status=404)
    answer = as_file(pages[number - 1], f"{order.number}-{number}.png", "image/png", inline=True)
    answer["X-Pages"] = str(len(pages))
    return answer


def _to_be(order: Order, promised: date) -> OrderVersion:
    return confirmation_to_be(order, version_of(order), promised, timezone.now())
