"""The desk at which sales enters an order: what is known while it is being typed, and what to read back to the caller."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from takt.conduct.refusals import Refusal
from takt.departments.models import Person
from takt.exchange.chinese import amount_in_capitals
from takt.orders.content import address_content
from takt.orders.models import Address, Contact, Customer, Order
from takt.orders.quotes import Quote, QuotedLine, number_taken, quote
from takt.orders.reads import open_gross_amount
from takt.web.pages.orders.typed import TypedLine, customer_of, day, lines_of, share

RECENT = 3


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A line that is being typed, priced as far as it can be: `number` is its row in the form, `place` among those filled."""

    number: int
    place: int
    quoted: QuotedLine
    requested: date | None

    @property
    def has_own_date(self) -> bool:
        """Whether the line wishes another date than the order."""
        return self.quoted.line.requested_date is not None


@dataclass(slots=True)
class Desk:
    """Everything beside the form. Amounts in the customer's currency."""

    customer: Customer | None
    quote: Quote
    lines: list[DeskLine]
    contacts: list[Contact] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    contact: Contact | None = None
    address: Address | None = None
    taken: list[Refusal] = field(default_factory=list)
    recent: list[Order] = field(default_factory=list)
    open_amount: Decimal = Decimal(0)
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def capitals(self) -> str:
        """The total in Chinese capitals, for amounts in yuan."""
        return amount_in_capitals(self.quote.gross) if self.quote.currency == "CNY" and self.lines else ""

    @property
    def address_text(self) -> str:
        """The address as it is printed, on one line."""
        told = address_content(self.address)
        return ", ".join(told["text"].splitlines()) if told is not None else ""

    @property
    def requested(self) -> date | None:
        """The date that the caller wishes."""
        return day(self.values.get("requested_date"))

    @property
    def beyond_credit(self) -> Decimal:
        """By how much this order would exceed the customer's credit; zero when it does not or there is no limit."""
        limit = self.customer.credit_limit if self.customer is not None else None
        return (
            max(self.open_amount + self.quote.gross - limit, Decimal(0)) if limit is not None else Decimal(0)
        )


def desk_of(
    values: Mapping[str, Any], reader: Person, numbers: list[int] | None = None, beside: Order | None = None
) -> Desk:
    """What is known of an order that is being typed (`beside`: that exists). At most seven queries, however many lines.

    `numbers`: the rows of the form that the lines stand in, when some are empty.
    """
    customer = customer_of(values)
    typed = lines_of(values.get("lines") or (), numbers or ())
    priced = quote([(t.line, t.has_quantity) for t in typed], customer, share(values.get("tax_rate")))
    wished = day(values.get("requested_date"))
    desk = Desk(
        customer,
        priced,
        [_line(t, q, wished) for t, q in zip(typed, priced.lines, strict=True)],
        values=values,
    )
    if customer is None:
        return desk
    desk.contacts, desk.addresses = contacts_of(customer), addresses_of(customer)
    desk.contact = _chosen(desk.contacts, values.get("contact"))
    desk.address = _chosen(desk.addresses, values.get("ship_to"))
    desk.taken = number_taken(customer, str(values.get("customer_order_number") or ""), beside)
    desk.recent = list(Order.objects.filter(customer=customer).order_by("-entered_at", "-id")[:RECENT])
    desk.open_amount = open_gross_amount(customer.pk, beside)
    return desk


def _line(typed: TypedLine, quoted: QuotedLine, wished: date | None) -> DeskLine:
    return DeskLine(typed.number, typed.place, quoted, typed.line.requested_date or wished)


def _chosen(rows: list[Any], given: Any) -> Any:
    return next((row for row in rows if str(row.pk) == str(getattr(given, "pk", given))), None)


def contacts_of(customer: Customer | UUID, *kept: Any) -> list[Contact]:
    """The customer's people in use, and those `kept` though they are not."""
    return list(
        Contact.objects.filter(Q(retired_at=None) | Q(pk__in=_ids(kept)), customer=customer).order_by("name")
    )


def addresses_of(customer: Customer | UUID, *kept: Any) -> list[Address]:
    """The customer's places in use, and those `kept` though they are not."""
    return list(
        Address.objects.filter(Q(retired_at=None) | Q(pk__in=_ids(kept)), customer=customer).order_by("code")
    )


def _ids(kept: tuple[Any, ...]) -> list[UUID]:
    return [k for k in kept if isinstance(k, UUID)]


def contact_choices(rows: list[Contact]) -> list[tuple[str, str]]:
    """Contacts as they are chosen: name, and how they are reached."""
    return [(str(c.pk), " · ".join(p for p in (c.name, c.phone, c.email) if p)) for c in rows]


def address_choices(rows: list[Address]) -> list[tuple[str, str]]:
    """Addresses as they are chosen: code and text."""
    return [(str(a.pk), f"{a.code} · {' '.join(a.lines.split())} {a.city}".strip()) for a in rows]
