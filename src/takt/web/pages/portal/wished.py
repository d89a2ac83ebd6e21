"""What the basket would amount to as it stands, and what stands in its way: the same rules as when it is placed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from takt.orders.models import Address, Customer
from takt.orders.quotes import Quote, QuotedLine, number_taken, quote
from takt.orders.rules import reasons_against_date
from takt.web.pages.orders.typed import day, lines_of
from takt.web.pages.portal.access import by_field
from takt.web.pages.portal.held import LINE, Basket


@dataclass(slots=True)
class WishedRow:
    """A line of the basket as typed, what it comes to, and what is wrong with it."""

    number: int
    typed: dict[str, str]
    quoted: QuotedLine | None
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Wished:
    """The whole basket: rows, prices, the head's faults by field."""

    rows: list[WishedRow]
    quote: Quote
    errors: dict[str, list[str]]

    @property
    def is_ready(self) -> bool:
        """Whether it may be placed."""
        return bool(self.rows) and not self.errors and not any(row.errors for row in self.rows)


def wished(basket: Basket, customer: Customer) -> Wished:
    """Price the basket at today's list. Two queries."""
    typed = lines_of(basket["lines"])
    priced = quote([(t.line, t.has_quantity) for t in typed], customer)
    quoted = {t.number: q for t, q in zip(typed, priced.lines, strict=True)}
    rows = [WishedRow(n, line, quoted.get(n)) for n, line in enumerate(basket["lines"])]
    places = [t.number for t in typed]
    for refusal in priced.against:
        place = refusal.about.split(".")
        if len(place) > 1 and place[1].isdecimal() and int(place[1]) < len(places):
            rows[places[int(place[1])]].errors.append(str(refusal))
    for each in typed:
        if not each.has_quantity:
            rows[each.number].errors.append(_("Give a quantity above zero."))
        rows[each.number].errors.extend(_day_of(basket["lines"][each.number]))
    return Wished(rows, priced, _head_errors(basket, customer))


def _day_of(line: dict[str, str]) -> list[str]:
    text = line["requested_date"]
    if text and day(text) is None:
        return [_("“%(given)s” is no date; expected: a date like 2026-11-30.") % {"given": text}]
    return []


def _head_errors(basket: Basket, customer: Customer) -> dict[str, list[str]]:
    head = basket["head"]
    wanted: date | None = day(head.get("requested_date"))
    if wanted is None:
        return {"requested_date": [_("Say when you need it.")]}
    against = [
        *reasons_against_date(wanted, timezone.localdate(), "requested_date"),
        *number_taken(customer, head.get("customer_order_number", "")),
    ]
    return by_field(against)


def arguments_of(basket: Basket) -> dict[str, Any]:
    """What `orders.place` takes."""
    lines = [{n: line[n] for n in LINE if line[n]} for line in basket["lines"]]
    return {"lines": lines} | {n: text for n, text in basket["head"].items() if text}


def addresses_of(customer: Customer) -> list[Address]:
    """Where goods may be sent."""
    return list(Address.objects.filter(customer=customer, retired_at=None).order_by("code"))
