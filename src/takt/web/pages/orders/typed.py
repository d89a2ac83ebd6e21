"""What somebody is typing of an order, as far as it can be understood already. Nothing is refused here: the door does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, QueryDict
from pydantic import TypeAdapter, ValidationError

from takt.conduct.narrowing import is_printable
from takt.conduct.reading import matching
from takt.conduct.requests import look_up
from takt.conduct.resources import RESOURCES
from takt.conduct.shapes import Amount, Quantity, Share
from takt.departments.models import Person
from takt.orders.actions.enter import enter
from takt.orders.lines import NewLine
from takt.orders.models import Customer
from takt.web.pages.acting.given import given
from takt.web.pages.acting.shapes import shapes_of

_QUANTITY: TypeAdapter[Decimal] = TypeAdapter(Quantity)
_AMOUNT: TypeAdapter[Decimal] = TypeAdapter(Amount)
_SHARE: TypeAdapter[Decimal] = TypeAdapter(Share)
_DATE: TypeAdapter[date] = TypeAdapter(date)


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line so far: `number` is its row in the form, `place` its place among the rows that say something."""

    number: int
    place: int
    line: NewLine
    has_quantity: bool


def values_of(typed: str) -> dict[str, Any]:
    """The values of a form that was kept as it was sent. Refused: what is not printable."""
    request = HttpRequest()
    request.POST = QueryDict(typed)
    return given(request, shapes_of(enter), {})


def lines_of(rows: Sequence[Any], numbers: Sequence[int] = ()) -> list[TypedLine]:
    """The lines that name an item, with what is understood of them. `numbers`: their places, when rows are missing."""
    found = []
    for place, row in enumerate(rows):
        told = row if isinstance(row, Mapping) else {n: getattr(row, n) for n in NewLine.__dataclass_fields__}
        if item := str(told.get("item") or "").strip()[:40]:
            found.append(_line(numbers[place] if numbers else place, place, item, told))
    return found


def _line(number: int, place: int, item: str, told: Mapping[str, Any]) -> TypedLine:
    quantity = understood(_QUANTITY, told.get("quantity"))
    line = NewLine(
        item=item,
        quantity=quantity if quantity is not None else Decimal(1),
        price=understood(_AMOUNT, told.get("price")),
        discount_share=understood(_SHARE, told.get("discount_share")) or Decimal(0),
        requested_date=day(told.get("requested_date")),
        note=str(told.get("note") or ""),
    )
    return TypedLine(number, place, line, quantity is not None)


def understood(kind: TypeAdapter[Decimal], text: Any) -> Decimal | None:
    """A number, or None while it is none."""
    try:
        return kind.validate_python(text) if text not in (None, "") else None
    except ValidationError:
        return None


def share(text: Any) -> Decimal | None:
    """A share between 0 and 1, or None while it is none."""
    return understood(_SHARE, text)


def day(text: Any) -> date | None:
    """A date, or None while it is none."""
    try:
        return _DATE.validate_python(text) if text else None
    except ValidationError:
        return None


def row_numbers(sent: QueryDict) -> list[int]:
    """The places of the rows in which something stands, in their order: as the form's reader takes them."""
    filled = {k.split(".")[1] for k, v in sent.items() if _says_something(k, str(v))}
    return sorted(int(n) for n in filled if n.isdecimal() and len(n) < 6)


def _says_something(name: str, value: str) -> bool:
    parts = name.split(".")
    if len(parts) != 3 or parts[0] != "lines" or parts[2] == "position":
        return False
    return bool(value.strip()) and not (parts[2] == "discount_share" and value.strip() == "0")


def customer_of(values: Mapping[str, Any]) -> Customer | None:
    """The customer that is chosen."""
    named = values.get("customer")
    found = named if isinstance(named, Customer) else look_up(Customer, str(named)) if named else None
    return found if isinstance(found, Customer) else None


def the_only(name: str, reader: Person, typed: str) -> str:
    """The number of the only row that the letters typed can mean; "" when there are none or several."""
    typed = " ".join(typed.split()[:4])
    if not typed or not is_printable(typed):
        return ""
    filters = (
        {"sellable": "true", "retired_at__isnull": "true"}
        if name == "items"
        else {"retired_at__isnull": "true"}
    )
    found = list(matching(RESOURCES[name], reader, filters, typed)[:2])
    return str(found[0].number) if len(found) == 1 else ""
