"""Bought goods for the customer: kept in stock for the order itself until they are shipped."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, Sum

from takt.conduct.refusals import Refusal
from takt.factory.models import Item
from takt.orders.models import Order
from takt.planning.models import Job, MaterialNeed
from takt.production.refusals import GoodsMissing
from takt.stock import bookings
from takt.stock.models import Reservation

NOTHING = Decimal(0)


def missing(order: Order, jobs: Sequence[Job]) -> list[Refusal]:
    """What of the bought goods is not in stock for the order, after reserving what came meanwhile."""
    wanted: dict[UUID, Decimal] = defaultdict(lambda: NOTHING)
    for item, quantity in MaterialNeed.objects.filter(job__in=jobs).values_list("item_id", "quantity"):
        wanted[item] += quantity
    kept = _kept(order)
    late = [(item, gap) for item, quantity in wanted.items() if (gap := quantity - kept[item]) > 0]
    if late:
        bookings.reserve(order.pk, order.pk, late)
    there = _kept(order, lot__isnull=False)
    lacking = {item: gap for item, quantity in wanted.items() if (gap := quantity - there[item]) > 0}
    numbers = dict(Item.objects.filter(id__in=lacking).values_list("id", "number"))
    return [
        GoodsMissing(missing=gap, item=numbers[item], order=order.number) for item, gap in lacking.items()
    ]


def _kept(order: Order, **more: bool) -> dict[UUID, Decimal]:
    rows = Reservation.objects.filter(
        Q(case=order.pk, job=order.pk, released_at__isnull=True), **more
    ).values("item_id")
    return defaultdict(lambda: NOTHING, rows.annotate(kept=Sum("quantity")).values_list("item_id", "kept"))
