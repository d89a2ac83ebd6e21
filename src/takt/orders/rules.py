"""What must be right about an order. Pure: facts in, refusals or numbers out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from takt.conduct.refusals import Refusal
from takt.orders import line_refusals, refusals
from takt.orders.checklist import CHECKLIST, READ_BACK

if TYPE_CHECKING:
    from takt.factory.models import Item
    from takt.orders.lines import NewLine
    from takt.orders.models import Address, Contact, Customer

MOST_LINES = 2000
FURTHEST = timedelta(days=3660)
"""A date further away than ten years is a typing error."""
CENT = Decimal("0.01")
MOST_MONEY = Decimal(10) ** 14


def line_amount(quantity: Decimal, price: Decimal, discount_share: Decimal) -> Decimal:
    """quantity x price x (1 - discount), rounded half up to the cent once for each line."""
    return (quantity * price * (1 - discount_share)).quantize(CENT, ROUND_HALF_UP)


def tax_amount(net: Decimal, rate: Decimal) -> Decimal:
    """The tax on the whole net amount, rounded half up to the cent."""
    return (net * rate).quantize(CENT, ROUND_HALF_UP)


def reasons_against_lines(
    lines: Sequence["NewLine"], items: Mapping[str, "Item"], currency: str, earliest: date
) -> Iterator[Refusal]:
    """Everything that is wrong with the lines. `earliest`: no date may lie before it."""
    if not lines:
        yield line_refusals.NoLines()
    if len(lines) > MOST_LINES:
        yield line_refusals.TooManyLines(given=len(lines), most=MOST_LINES)
        return
    seen: set[int] = set()
    for number, line in enumerate(lines, 1):
        item = items.get(line.item)
        if item is None:
            yield line_refusals.UnknownItem(item=line.item, line=number)
            continue
        yield from _reasons_against_item(number, item, line, currency)
        yield from reasons_against_date(line.requested_date, earliest, f"lines.{number - 1}.requested_date")
        if line.position is not None and (line.position < 1 or line.position in seen):
            yield line_refusals.PositionTwice(position=line.position, line=number)
        seen.add(line.position or 0)


def _reasons_against_item(number: int, item: "Item", line: "NewLine", currency: str) -> Iterator[Refusal]:
    if item.retired_at is not None or not item.sellable:
        yield line_refusals.NotForSale(item=item.number, line=number)
    if line.price is None and (item.list_price is None or item.currency != currency):
        yield line_refusals.NoListPrice(item=item.number, line=number, currency=currency)
    if line.quantity <= 0 or line.quantity != round(line.quantity, item.unit.decimals):
        yield line_refusals.WrongQuantity(
            quantity=line.quantity, line=number, unit=item.unit.code, decimals=item.unit.decimals
        )
    if line.quantity * (line.price or item.list_price or 0) >= MOST_MONEY:
        yield line_refusals.TooMuchMoney(
            amount=line.quantity * (line.price or item.list_price or 0), line=number
        )


def reasons_against_date(asked: date | None, earliest: date, where: str) -> Iterator[Refusal]:
    """A date lies between the earliest that is possible and ten years later."""
    if asked is not None and not earliest <= asked <= earliest + FURTHEST:
        yield refusals.DateOutOfRange(asked=asked, earliest=earliest, latest=earliest + FURTHEST, where=where)


def reasons_against_parties(
    customer: "Customer", contact: "Contact | None", ship_to: "Address | None", currency: str | None
) -> Iterator[Refusal]:
    """The customer is active, the currency is theirs, contact and address belong to them and are in use."""
    if customer.retired_at is not None:
        yield refusals.CustomerRetired(customer=customer.number)
    if currency is not None and currency != customer.currency:
        yield refusals.WrongCurrency(currency=currency, needed=customer.currency, customer=customer.number)
    if contact is not None and (contact.customer_id != customer.pk or contact.retired_at is not None):
        yield refusals.NotOfThisCustomer(given=str(contact.pk), where="contact", customer=customer.number)
    if ship_to is not None and (ship_to.customer_id != customer.pk or ship_to.retired_at is not None):
        yield refusals.NotOfThisCustomer(given=ship_to.code, where="ship_to", customer=customer.number)


def reasons_against_call(caller: str, called_at: datetime | None, now: datetime) -> Iterator[Refusal]:
    """An order by phone names who called and when, and not in the future (III.1.1)."""
    if not caller.strip():
        yield refusals.CallUnknown(given=caller, where="caller")
    if called_at is None or called_at.tzinfo is None or called_at > now:
        yield refusals.CallUnknown(given=str(called_at or ""), where="called_at")


def reasons_not_to_confirm(
    answered: Collection[str], promised: date, today: date, *, read_back: bool | None
) -> Iterator[Refusal]:
    """Every item of the checklist is answered, the promise is possible. `read_back`: None when nobody called."""
    asked = [code for code in CHECKLIST if code != READ_BACK or read_back is not None]
    unanswered = [code for code in asked if code not in answered]
    unknown = sorted(set(answered) - set(CHECKLIST))
    if unanswered:
        yield refusals.ChecklistOpen(open=_names(unanswered))
    if unknown:
        yield refusals.ChecklistUnknown(unknown=", ".join(unknown), known=", ".join(CHECKLIST))
    if read_back is False:
        yield refusals.NotReadBack()
    yield from reasons_against_date(promised, today, "promised_date")


def _names(codes: Iterable[str]) -> str:
    return "; ".join(str(CHECKLIST[code]) for code in codes)
