"""信息录入: an order by phone, typed while the caller speaks, read back before it is entered (III.1.2)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from takt.conduct.refusals import Refused
from takt.conduct.requests import look_up
from takt.departments.models import Person
from takt.orders.drafts import draft_of, drop_draft
from takt.orders.models import Order, Origin
from takt.orders.reads import lines_of
from takt.web.pages.acting.steps import step
from takt.web.pages.orders.desk import address_choices, addresses_of, contact_choices, contacts_of, desk_of
from takt.web.pages.orders.typed import customer_of, values_of

LINES_TO_BEGIN_WITH = 3
JUST_NOW = timedelta(minutes=1)


def _begin(row: None, reader: Person, asked: Mapping[str, Any]) -> dict[str, Any]:
    """An empty order by phone of this minute; an old order again (`like`); or the draft (`draft`)."""
    now = timezone.now().replace(second=0, microsecond=0)
    begun: dict[str, Any] = {"origin": Origin.PHONE, "called_at": now}
    if asked.get("draft"):
        return begun | _drafted(reader)
    if like := str(asked.get("like") or ""):
        return begun | _again(like)
    return begun


def _drafted(reader: Person) -> dict[str, Any]:
    draft = draft_of(reader)
    try:
        return values_of(draft.typed) if draft is not None else {}
    except Refused:
        return {}  # a draft is a convenience; what cannot be read any more is not offered


def _again(number: str) -> dict[str, Any]:
    order = look_up(Order, number)
    if not isinstance(order, Order):
        return {}
    lines = [
        {
            "item": line.item.number,
            "quantity": line.quantity,
            "discount_share": line.discount_share,
            "note": line.note,
        }
        for line in lines_of(order)
    ]
    return {
        "customer": order.customer, "contact": str(order.contact_id or ""), "ship_to": str(order.ship_to_id or ""),
        "carrier_wish": order.carrier_wish, "notes": order.notes, "lines": lines,
    }  # fmt: skip


def _contacts(row: None, reader: Person, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    customer = customer_of(values)
    return contact_choices(contacts_of(customer)) if customer is not None else []


def _addresses(row: None, reader: Person, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    customer = customer_of(values)
    return address_choices(addresses_of(customer)) if customer is not None else []


@step(
    "orders.enter",
    initial=_begin,
    choices={"contact": _contacts, "ship_to": _addresses},
    rows={"lines": LINES_TO_BEGIN_WITH},
    after=drop_draft,
)
def enter(row: None, reader: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    """Customer, prices and totals of what is typed so far, the draft kept, and what a repeated order cost then."""
    repeated = look_up(Order, str(values.get("like") or "")) if values.get("like") else None
    desk = desk_of(values, reader)
    return {
        "desk": desk,
        "draft": None if values.get("lines") or values.get("customer") else draft_of(reader),
        "repeated": repeated,
        "other_prices": _other_prices(repeated, desk) if isinstance(repeated, Order) else [],
    }


def _other_prices(order: Order, desk: Any) -> list[dict[str, Any]]:
    """The items whose list price is not what the old order cost."""
    then = {line.item.number: line.price for line in lines_of(order)}
    return [
        {"item": line.quoted.item, "then": then[line.quoted.line.item], "now": line.quoted.price}
        for line in desk.lines
        if line.quoted.line.item in then and line.quoted.price != then[line.quoted.line.item]
    ]
