"""What is short (缺料): material of plans that is not there when its job needs it, who delivers it, and when it comes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from takt.conduct.clock import today

# A need counts until its job has begun to use its material; goods bought for a line are kept for the order itself.
# `there` is reserved in stock, `coming` of receipts on their way. The best supplier: soonest, then cheapest (as in plans).
_SHORT = """
select i.number, i.name, i.name_en, u.code, o.number, c.name, c.name_en,
  j.number, p.number, n.needed_at, n.quantity, held.there, held.coming, held.due, held.receipts,
  coalesce(held.supplier, best.name, ''), coalesce(held.supplier_number, best.number, ''),
  coalesce(best.lead_time_days, i.lead_time_days)
from planning_plan p
join planning_job j on j.plan_id = p.id and j.finished_at is null
join planning_materialneed n on n.job_id = j.id
join factory_item i on i.id = n.item_id join factory_unit u on u.id = i.unit_id
join orders_order o on o.id = p.order_id join orders_customer c on c.id = o.customer_id
cross join lateral (
  select coalesce(sum(r.quantity) filter (where r.lot_id is not null), 0) as there,
    coalesce(sum(r.quantity) filter (where r.expected_id is not null), 0) as coming,
    max(e.due) as due, coalesce(array_agg(distinct e.number) filter (where e.number is not null), '{{}}') as receipts,
    max(s.name) as supplier, max(s.number) as supplier_number
  from stock_reservation r left join stock_expectedreceipt e on e.id = r.expected_id left join factory_supplier s on s.id = e.supplier_id
  where r.item_id = n.item_id and r.job in (j.id, o.id) and r.released_at is null) held
left join lateral (
  select s.name, s.number as number, t.lead_time_days from factory_supplieritem t join factory_supplier s on s.id = t.supplier_id
  where t.item_id = i.id and s.retired_at is null order by t.lead_time_days, t.price limit 1) best on true
where p.state in ('adopted', 'released') and n.quantity > held.there
  and not exists (select from planning_operation f where f.job_id = j.id and f.started_at is not null){only}
order by n.needed_at, i.number, j.number
"""
MOST = 500


class Supply(TextChoices):
    """How a shortage stands."""

    NOT_ORDERED = "not_ordered", _("not ordered")
    LATE = "late", _("comes too late")
    OVERDUE = "overdue", _("overdue at the supplier")
    ON_ITS_WAY = "on_its_way", _("on its way")


@dataclass(frozen=True, slots=True)
class Short:
    """A job lacks material: `quantity` in the item's unit of which `missing` is not in stock; `not_ordered` of that is
    not on its way either. `due`: when what is reserved of receipts comes; `could_come`: a delivery ordered today."""

    item: str
    item_name: str
    item_name_en: str
    unit: str
    order: str
    customer: str
    customer_en: str
    job: str
    plan: str
    needed_at: datetime
    quantity: Decimal
    missing: Decimal
    not_ordered: Decimal
    due: date | None
    receipts: list[str]
    supplier: str
    supplier_number: str
    could_come: date
    supply: Supply


def shortages(item: str = "") -> list[Short]:
    """Everything short for plans in force (of one item by number), the soonest needed first; at most 500. One query."""
    statement = _SHORT.format(only=" and i.number = %(item)s" if item else "") + f" limit {MOST}"
    with connection.cursor() as cursor:
        cursor.execute(statement, {"item": item})
        return [_short(*row) for row in cursor.fetchall()]


def _short(
    item: str, name: str, name_en: str, unit: str, order: str, customer: str, customer_en: str, job: str, plan: str,
    needed_at: datetime, quantity: Decimal, there: Decimal, coming: Decimal, due: date | None, receipts: list[str],
    supplier: str, supplier_number: str, lead_time_days: int,
) -> Short:  # fmt: skip
    missing = quantity - there
    lacking = max(missing - coming, Decimal(0))
    return Short(
        item, name, name_en, unit, order, customer, customer_en, job, plan, needed_at, quantity, missing, lacking, due,
        receipts, supplier, supplier_number, today() + timedelta(days=lead_time_days), _supply(lacking, due, needed_at),
    )  # fmt: skip


def _supply(lacking: Decimal, due: date | None, needed_at: datetime) -> Supply:
    if lacking > 0 or due is None:
        return Supply.NOT_ORDERED
    if due < today():
        return Supply.OVERDUE
    return Supply.LATE if due > timezone.localdate(needed_at) else Supply.ON_ITS_WAY
