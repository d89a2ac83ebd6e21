"""Where orders stand, for a list of many: who acts next, the plan against the promise, four lights, what is at risk.

Six statements for any number of orders. What is derived here is computed from the rows each time; nothing is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from takt.approval.models import Stage
from takt.approval.reviewing import DEPARTMENT_OF
from takt.approval.rules import BEFORE_FINAL
from takt.delivery.models import Shipment
from takt.orders.models import Order
from takt.planning.models import Operation, Plan
from takt.planning.states import PlanState
from takt.records.lights import Facts, Light, Risk, lights_of, risks_of
from takt.records.next_step import Next, next_step
from takt.records.waiting.opinions import HELD, missing

STAGES = {stage: DEPARTMENT_OF[stage] for stage in (*BEFORE_FINAL, Stage.FINAL)}
"""Whose opinion each stage of the review is, in their sequence."""
_MISSING = f"""
select o.id, array[{", ".join(missing(stage.value) for stage in STAGES)}] from orders_order o {HELD}
where o.id = any(%s) and o.state = 'confirmed'
"""  # noqa: S608  # stages, no values
_FLOOR = """
select order_id, state, count(*), (array_agg(number order by planned_start, number))[1]
from planning_operation where order_id = any(%s) and state <> 'dropped' group by order_id, state
"""
# What the jobs of the plan in force consume, and what of it is kept in lots (or has been issued) and in expected receipts.
_MATERIAL = """
with need as (
  select p.order_id, n.item_id, sum(n.quantity) as quantity from planning_plan p
  join planning_job j on j.plan_id = p.id join planning_materialneed n on n.job_id = j.id
  where p.order_id = any(%(orders)s) and p.state in ('adopted', 'released') group by p.order_id, n.item_id
), kept as (
  select "case" as order_id, item_id, sum(quantity) filter (where lot_id is not null) as here,
    sum(quantity) filter (where lot_id is null) as coming
  from stock_reservation where "case" = any(%(orders)s) and released_at is null group by "case", item_id
)
select need.order_id, count(*), count(*) filter (where coalesce(here, 0) >= need.quantity),
  count(*) filter (where coalesce(here, 0) + coalesce(coming, 0) >= need.quantity)
from need left join kept using (order_id, item_id) group by need.order_id
"""
_EXCEPTIONS = """
select order_id, count(*), bool_or(blocking) from production_productionexception
where order_id = any(%s) and resolved_at is null group by order_id
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one order stands. `plan_finish` is the end of the plan in force (aware; None without one), `late_days` by how
    many days it lies after the promise (after the customer's wish, before there is a promise)."""

    next: Next | None
    plan_finish: datetime | None
    late_days: int
    lights: tuple[Light, ...]
    risks: tuple[Risk, ...]


def standings(orders: Sequence[Order], today: date) -> dict[UUID, Standing]:
    """Where each of the orders stands, by id."""
    ids = [order.pk for order in orders]
    if not ids:
        return {}
    living = (PlanState.PROPOSED, PlanState.ADOPTED, PlanState.RELEASED)
    plans = _by_order(Plan.objects.filter(order_id__in=ids, state__in=living).order_by("-proposed_at"))
    shipments = _by_order(Shipment.objects.filter(order_id__in=ids).order_by("packed_at"))
    opinions, floor, material, exceptions = _opinions(ids), _floor(ids), _material(ids), _exceptions(ids)
    found = {}
    for order in orders:
        known = Facts(
            order, today, opinions.get(order.pk, ()), plans[order.pk], shipments[order.pk], floor[order.pk],
            material.get(order.pk), exceptions.get(order.pk, (0, False)),
        )  # fmt: skip
        found[order.pk] = _standing(known)
    return found


def _standing(known: Facts) -> Standing:
    operations = [Operation(state=state, number=number) for state, (__, number) in known.operations.items()]
    missed = known.missing_opinions
    if missed:
        following: Next | None = Next(STAGES[missed[0]], f"approval.{missed[0].value}")
    else:
        following = next_step(known.order, operations, known.plans, known.shipments)
    plan = next((p for p in known.plans if p.state != PlanState.PROPOSED), None)
    finish = plan.finishes_at if plan is not None else None
    late = _days_after(finish, known.order)
    return Standing(following, finish, late, lights_of(known), risks_of(known, late))


def _days_after(finish: datetime | None, order: Order) -> int:
    wanted = order.promised_date or order.requested_date
    return max((timezone.localdate(finish) - wanted).days, 0) if finish is not None else 0


def _by_order(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.order_id].append(row)
    return found


def _opinions(ids: list[UUID]) -> dict[UUID, tuple[Stage, ...]]:
    """The stages that an order in review lacks; the last one where nothing is lacking any more."""
    found = {}
    for order_id, lacks in _rows(_MISSING, (ids,)):
        stages = tuple(stage for stage, lacking in zip(STAGES, lacks, strict=True) if lacking)
        found[order_id] = stages or (Stage.FINAL,)
    return found


def _floor(ids: list[UUID]) -> dict[UUID, dict[str, tuple[int, str]]]:
    found: dict[UUID, dict[str, tuple[int, str]]] = defaultdict(dict)
    for order_id, state, count, number in _rows(_FLOOR, (ids,)):
        found[order_id][state] = (count, number)
    return found


def _material(ids: list[UUID]) -> dict[UUID, tuple[int, int, int]]:
    return {row[0]: row[1:] for row in _rows(_MATERIAL, {"orders": ids})}


def _exceptions(ids: list[UUID]) -> dict[UUID, tuple[int, bool]]:
    return {row[0]: row[1:] for row in _rows(_EXCEPTIONS, (ids,))}


def _rows(statement: str, given: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
