"""What an order would amount to, while it is still being typed: the same prices and rounding as when it is entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from takt.conduct.refusals import Refusal
from takt.factory.models import Item
from takt.orders import rules
from takt.orders.entry import customer_and_namesake, reasons_against_number
from takt.orders.lines import NewLine, items_named
from takt.orders.models import Customer, Order


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line as far as it is known: `list_price` and `amount` in the customer's currency, None while something is missing."""

    line: NewLine
    item: Item | None
    has_quantity: bool
    list_price: Decimal | None
    price: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Quote:
    """The lines and their totals without tax, the tax, and with it; `against`: what would be refused as it stands."""

    lines: list[QuotedLine]
    currency: str
    tax_rate: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    against: list[Refusal]


def quote(
    lines: Sequence[tuple[NewLine, bool]], customer: Customer | None, tax_rate: Decimal | None = None
) -> Quote:
    """Price the lines for a customer (None: not chosen yet, list prices as they are). `bool`: the quantity was given."""
    items = items_named(line for line, _ in lines)
    currency = customer.currency if customer is not None else ""
    quoted = [_quoted(line, known, items.get(line.item), currency) for line, known in lines]
    net = sum((line.amount for line in quoted if line.amount is not None), Decimal("0.00"))
    rate = tax_rate if tax_rate is not None else customer.tax_rate if customer is not None else Decimal(0)
    tax = rules.tax_amount(net, rate)
    against: list[Refusal] = []
    if lines and customer is not None:
        today = timezone.localdate()
        against = [*rules.reasons_against_lines([line for line, _ in lines], items, currency, today)]
    return Quote(quoted, currency, rate, net, tax, net + tax, against)


def _quoted(line: NewLine, has_quantity: bool, item: Item | None, currency: str) -> QuotedLine:
    listed = item.list_price if item is not None and item.currency == (currency or item.currency) else None
    price = line.price if line.price is not None else listed
    amount = None
    if has_quantity and item is not None and price is not None:
        amount = rules.line_amount(line.quantity, price, line.discount_share)
    return QuotedLine(line, item, has_quantity, listed, price, amount)


def number_taken(customer: Customer, number: str, beside: Order | None = None) -> list[Refusal]:
    """Whether the customer's order number stands in another living order already."""
    if not number:
        return []
    _, namesake = customer_and_namesake(customer.pk, number, beside)
    return reasons_against_number(customer, number, namesake)
