"""An order's rows and its content at a version: written when the content changes, read to know what was seen.

What writes here runs inside an action only."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from takt.conduct.canonical import content_hash
from takt.departments.models import Person
from takt.orders import rules
from takt.orders.content import Content
from takt.orders.models import Order, OrderLine, OrderVersion

CHANGING = ("item_id", "quantity", "price", "discount_share", "amount", "requested_date", "note")


def total_up(order: Order, lines: Sequence[OrderLine] | None) -> None:
    """Set the order's net, tax and gross amounts from its lines (None: they are as before, the tax may not be)."""
    if lines is not None:
        order.net_amount = sum((line.amount for line in lines), Decimal("0.00"))
    order.tax_amount = rules.tax_amount(order.net_amount, order.tax_rate)
    order.gross_amount = order.net_amount + order.tax_amount


def advance(order: Order, content: Content, by: Person, at: datetime, reason: str) -> OrderVersion:
    """The order's next version, not saved yet; the order's hash and count now say so."""
    order.content_version += 1
    order.content_hash = content_hash(content)
    return OrderVersion(
        order=order,
        number=order.content_version,
        content=content,
        hash=order.content_hash,
        reason=reason,
        made_by=by,
        made_at=at,
    )


def newest(order: Order) -> OrderVersion:
    """The newest version of a locked order."""
    return OrderVersion.objects.get(order_id=order.pk, number=order.content_version)


def replace_lines(order: Order, drawn: Sequence[OrderLine]) -> None:
    """Make the order's rows say what was drawn up: rows keep their id by position, only what differs is written."""
    held = {line.position: line for line in OrderLine.objects.filter(order=order)}
    fresh, touched = [], []
    for line in drawn:
        old = held.pop(line.position, None)
        if old is None:
            line.order = order
            fresh.append(line)
        elif any(getattr(old, n) != getattr(line, n) for n in CHANGING):
            for name in CHANGING:
                setattr(old, name, getattr(line, name))
            touched.append(old)
    for gone in held.values():
        gone.delete()
    OrderLine.objects.bulk_update(touched, [n.removesuffix("_id") for n in CHANGING])
    OrderLine.objects.bulk_create(fresh)
