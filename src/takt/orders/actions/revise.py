"""III.1.2: the order is changed before its approval; what the customer was told must be confirmed again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse, refuse_if
from takt.conduct.shapes import Reason, Share, Short
from takt.departments.models import Person
from takt.orders import refusals, rules
from takt.orders.content import content_of, line_contents, told
from takt.orders.entry import customer_and_namesake, reasons_against_number
from takt.orders.lines import NewLine, drawn_up, items_named
from takt.orders.models import Address, Order, OrderLine, OrderVersion
from takt.orders.states import Move
from takt.orders.versions import advance, replace_lines, total_up


@action("III.1.2", by=Department.SALES, moves=Move.REVISE)
def revise(
    order: Order,
    *,
    by: Person,
    reason: Reason,
    lines: list[NewLine] | None = None,
    requested_date: date | None = None,
    customer_order_number: Short | None = None,
    ship_to: Address | None = None,
    tax_rate: Share | None = None,
) -> None:
    """Sales changes what the customer was told, before approval: give what changes; the lines always as a whole."""
    current = _with_parties(order)
    drawn = _checked(order, lines, requested_date or order.requested_date, ship_to, customer_order_number)
    given = {
        "requested_date": requested_date,
        "customer_order_number": customer_order_number,
        "ship_to": ship_to,
        "tax_rate": tax_rate,
    }
    for name, value in given.items():
        if value is not None:
            setattr(order, name, value)
    total_up(order, drawn)
    content = content_of(order, current.content["lines"] if drawn is None else line_contents(drawn))
    if told(content) == told(current.content):
        raise refuse(refusals.NothingChanged(order=order.number))
    if drawn is not None:
        replace_lines(order, drawn)
    advance(order, content, by, now(), reason).save()


def _with_parties(order: Order) -> OrderVersion:
    """The newest version; the order knows its customer and address without further queries."""
    with_parties = OrderVersion.objects.select_related("order__customer", "order__ship_to")
    current = with_parties.get(order_id=order.pk, number=order.content_version)
    order.customer, order.ship_to = current.order.customer, current.order.ship_to
    return current


def _checked(
    order: Order,
    lines: Sequence[NewLine] | None,
    requested: date,
    ship_to: Address | None,
    number: str | None,
) -> list[OrderLine] | None:
    """The new rows when every check passes. Dates may lie back to the day of entry."""
    earliest = timezone.localdate(order.entered_at)
    items = items_named(lines) if lines is not None and len(lines) <= rules.MOST_LINES else {}
    reasons: list[Any] = [
        *rules.reasons_against_parties(order.customer, None, ship_to, None),
        *rules.reasons_against_date(requested, earliest, "requested_date"),
    ]
    if lines is not None:
        reasons += rules.reasons_against_lines(lines, items, order.currency, earliest)
    if number and number != order.customer_order_number:
        _customer, namesake = customer_and_namesake(order.customer_id, number, beside=order)
        reasons += reasons_against_number(order.customer, number, namesake)
    refuse_if(reasons)
    return None if lines is None else drawn_up(lines, items, requested)
