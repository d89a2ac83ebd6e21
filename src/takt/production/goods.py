"""Bought goods for the customer: kept in stock for the order itself until they are shipped."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from takt.conduct.refusals import Refusal
from takt.conduct.statements import answers
from takt.orders.models import Order
from takt.planning.models import Job
from takt.production.refusals import GoodsMissing
from takt.stock import bookings

_GOODS = """
select n.item_id, i.number, sum(n.quantity), coalesce(max(v.kept), 0), coalesce(max(v.there), 0)
from planning_materialneed n join factory_item i on i.id = n.item_id
left join (
  select item_id, sum(quantity) as kept, sum(quantity) filter (where lot_id is not null) as there
  from stock_reservation where "case" = %(order)s and job = %(order)s and released_at is null group by item_id
) v on v.item_id = n.item_id
where n.job_id = any(%(jobs)s) group by n.item_id, i.number order by i.number
"""


class _Goods(NamedTuple):
    """So much of an item is wanted; of that so much is kept for the order, and so much of it lies in stock."""

    item_id: UUID
    number: str
    wanted: Decimal
    kept: Decimal
    there: Decimal


def missing(order: Order, jobs: Sequence[Job]) -> list[Refusal]:
    """What of the bought goods is not in stock for the order, after reserving what came meanwhile."""
    goods = _goods(order, jobs)
    late = [(g.item_id, g.wanted - g.kept) for g in goods if g.wanted > g.kept]
    if late:
        bookings.reserve(order.pk, order.pk, late)
        goods = _goods(order, jobs)
    return [
        GoodsMissing(missing=g.wanted - g.there, item=g.number, order=order.number)
        for g in goods
        if g.wanted > g.there
    ]


def _goods(order: Order, jobs: Sequence[Job]) -> list[_Goods]:
    return [_Goods(*row) for row in answers(_GOODS, {"order": order.pk, "jobs": [job.pk for job in jobs]})]
