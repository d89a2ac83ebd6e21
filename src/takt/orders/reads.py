"""The questions about orders that others may ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from takt.conduct.actors import Department
from takt.conduct.letters import Recipient
from takt.conduct.rows import columns, first
from takt.orders.content import Content, Difference, differences
from takt.orders.models import Attachment, Confirmation, Order, OrderLine, OrderQuerySet, OrderVersion
from takt.orders.states import OrderState

S = OrderState
OVER = (S.CLOSED, S.REFUSED, S.WITHDRAWN)
"""Nothing follows any more."""
TO_WHOM = "coalesce(k.name, c.name), coalesce(k.email, ''), coalesce(k.language, c.language), k.person_id"
"""The columns of a Recipient, of a customer c and a contact k that is there and in use, or not."""
_ADDRESSEE = f"""
select {TO_WHOM} from orders_customer c
left join orders_contact k on k.id = %(contact)s and k.retired_at is null where c.id = %(customer)s
"""  # noqa: S608  # columns, no values
_WITH_ADDRESSEE = f"""
select {columns(Order, "o")}, {TO_WHOM} from orders_order o join orders_customer c on c.id = o.customer_id
left join orders_contact k on k.id = o.contact_id and k.retired_at is null where o.id = %s
"""  # noqa: S608  # columns of the model


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who acts next on an order, and by which action."""

    department: Department
    action: str


D = Department
NEXT: dict[str, NextStep | None] = {
    S.PLACED: NextStep(D.SALES, "orders.take_over"),
    S.ENTERED: NextStep(D.SALES, "orders.confirm"),
    S.CONFIRMED: NextStep(D.SALES, "approval.sales"),
    S.APPROVED: NextStep(D.PRODUCTION, "planning.propose"),
    S.PLANNED: NextStep(D.PRODUCTION, "planning.release"),
    S.RELEASED: NextStep(D.PRODUCTION, "production.start"),
    S.IN_PRODUCTION: NextStep(D.PRODUCTION, "production.finish"),
    S.PRODUCED: NextStep(D.LOGISTICS, "delivery.pack"),
    S.PARTLY_SHIPPED: NextStep(D.LOGISTICS, "delivery.pack"),
    S.SHIPPED: NextStep(D.CUSTOMER, "delivery.receive"),
    S.RECEIVED: NextStep(D.SALES, "delivery.feedback"),
    S.ANSWERED: NextStep(D.SALES, "delivery.close"),
    S.CLOSED: None,
    S.REFUSED: None,
    S.WITHDRAWN: None,
}
"""Exactly one next step for each state. In review the approval folder says which review is missing."""


def next_actor(order: Order) -> NextStep | None:
    """Who acts next by the order's state; None when nothing follows."""
    return NEXT[order.state]


def waiting_to_be_taken_over(since: datetime | None = None) -> OrderQuerySet:
    """Orders that customers placed and sales has not entered yet."""
    return _in_state(S.PLACED, since)


def waiting_for_confirmation(since: datetime | None = None) -> OrderQuerySet:
    """Entered orders that nobody has confirmed yet."""
    return _in_state(S.ENTERED, since)


def waiting_for_approval(since: datetime | None = None) -> OrderQuerySet:
    """Confirmed orders in review."""
    return _in_state(S.CONFIRMED, since)


def _in_state(state: OrderState, since: datetime | None) -> OrderQuerySet:
    orders = Order.objects.filter(state=state).select_related("customer").order_by("-entered_at", "-id")
    return orders if since is None else orders.filter(entered_at__gte=since)


def lines_of(order: Order) -> list[OrderLine]:
    """The lines with items and units, by position."""
    return list(OrderLine.objects.filter(order_id=order.pk).select_related("item__unit").order_by("position"))


def version_of(order: Order, number: int | None = None) -> OrderVersion:
    """The order's version of this number; the newest without one. Raises OrderVersion.DoesNotExist."""
    return OrderVersion.objects.get(order_id=order.pk, number=number or order.content_version)


def content_at(order: Order, number: int | None = None) -> Content:
    """The order's content at a version."""
    content: Content = version_of(order, number).content
    return content


def changed_between(order: Order, before: int, after: int) -> list[Difference]:
    """What differs between two versions, field by field."""
    found = {
        v.number: v.content
        for v in OrderVersion.objects.filter(order_id=order.pk, number__in=(before, after))
    }
    return differences(found[before], found[after])


def confirmation_in_force(order: Order) -> Confirmation | None:
    """The newest confirmation, when the order has not been revised since."""
    if order.state in (S.PLACED, S.ENTERED):
        return None
    return (
        Confirmation.objects.filter(order_id=order.pk)
        .select_related("order_version")
        .order_by("-confirmed_at")
        .first()
    )


def by_hash(content_hash: str) -> OrderVersion | None:
    """The version that a printed document's hash names, for whoever scans its code."""
    return OrderVersion.objects.filter(hash=content_hash).select_related("order__customer").first()


def attachments_of(order: Order) -> Iterable[Attachment]:
    """The files that belong to the order now."""
    return Attachment.objects.filter(order_id=order.pk, removed_at__isnull=True).select_related("document")


def addressee(order: Order) -> Recipient:
    """Who is told about an order: its contact when there is one, else the company, by the portal."""
    found = first(_ADDRESSEE, {"customer": order.customer_id, "contact": order.contact_id})
    return Recipient(*(found or ()))


def order_and_addressee(order_id: UUID) -> tuple[Order, Recipient]:
    """An order and who is told about it, in one query. Raises Order.DoesNotExist."""
    found = first(_WITH_ADDRESSEE, (order_id,), Order)
    if found is None:
        raise Order.DoesNotExist(order_id)
    return found[0], Recipient(*found[1:])


def open_gross_amount(customer_id: UUID, beside: Order | None = None) -> Decimal:
    """What the customer's living orders add up to with tax (credit exposure), in the customer's currency."""
    orders = Order.objects.filter(customer_id=customer_id).exclude(state__in=OVER)
    if beside is not None:
        orders = orders.exclude(pk=beside.pk)
    found: dict[str, Any] = orders.aggregate(total=Sum("gross_amount"))
    return found["total"] or Decimal(0)
