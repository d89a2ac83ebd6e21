"""The list of orders: where each stands, beside what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from takt.conduct.actors import Department
from takt.conduct.clock import today
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.records.dossier import sees_money
from takt.records.lights import Light, Risk
from takt.records.standing import Standing, standings
from takt.web.pages.names import deed_title
from takt.web.pages.shown import named, tone, words

LIGHTS = {
    "approval": ("clipboard-check", _("Approval")),
    "material": ("packages", _("Material")),
    "production": ("building-factory-2", _("Production")),
    "delivery": ("truck-delivery", _("Delivery")),
}
"""The icon and the name of each light."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A row of the list, in words."""

    number: str
    address: str
    state: str
    tone: str
    customer: str
    customer_number: str
    requested: str
    promised: str
    amount: str
    currency: str
    owner: str
    plan: str
    late_days: int
    lights: tuple[tuple[str, str, str], ...]  # about, tone, words
    desk: str
    step: str
    risks: tuple[Risk, ...]


def order_rows(orders: Sequence[Any], reader: Person) -> list[OrderRow]:
    """The rows with where each order stands. Six queries."""
    now = today()
    found = standings(orders, now)
    money = sees_money(reader)
    return [_row(order, found[order.pk], money, now) for order in orders]


def _row(order: Order, standing: Standing, money: bool, now: date) -> OrderRow:
    following = standing.next
    return OrderRow(
        number=order.number,
        address=reverse("order", args=[order.number]),
        state=str(OrderState(order.state).label),
        tone=tone(order.state),
        customer=named(order.customer),
        customer_number=order.customer_order_number,
        requested=day(order.requested_date, now),
        promised=day(order.promised_date, now),
        amount=words(order.gross_amount, money=True) if money else "",
        currency=order.currency,
        owner=order.entered_by.name,
        plan=day(timezone.localdate(standing.plan_finish), now) if standing.plan_finish else "",
        late_days=standing.late_days,
        lights=tuple((light.about, light.tone, said(light)) for light in standing.lights),
        desk=str(Department(following.department).label) if following else "",
        step=deed_title(following.action) if following else "",
        risks=standing.risks,
    )


def said(light: Light) -> str:
    """A light in words, with its name."""
    return f"{LIGHTS[light.about][1]}: {light.words}"


def day(value: date | None, now: date) -> str:
    """A date; without its year in the present one."""
    if value is None:
        return ""
    return words(value)[5:] if value.year == now.year else words(value)
