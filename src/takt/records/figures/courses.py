"""The courses of orders, brought up to date from the journal before anybody reads a figure.

Every move of an order belongs to one action, so the journal's action says which state was reached, without looking
into the entry. A no moves the order before its review is written down, with one time for both: the review is put first.
The table is derived: nothing decides by it, and it is made anew from the journal whenever it is empty.
"""

from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from takt.conduct.action import ACTIONS
from takt.conduct.discover import discover
from takt.conduct.statements import with_values
from takt.orders.models import Order
from takt.orders.reads import NEXT
from takt.orders.states import LIFE, Move, OrderState

CHUNK_ORDERS = 5000
_LOCK = 0x7A6B7401  # any number that nothing else locks by
# A quarter of an hour back from the newest sum: no act's transaction lasts longer, so nothing that was committed late is missed.
# Asked for by itself, so that the planner sees how little lies behind it.
_SINCE = "select coalesce(max(summed_at) - interval '15 minutes', '-infinity')::text from records_course"
_STALE = """
select o.id from (
  select distinct subject_id from conduct_journalentry where kind = 'orders.order' and at >= %s::timestamptz
) e join orders_order o on o.id = e.subject_id left join records_course c on c.order_id = o.id
where c.version is distinct from o.version
"""
_SUM = """
with acts as (
  select e.subject_id, e.at, s.step, s.state, s.desk, row_number() over (
    partition by e.subject_id order by e.at, s.step not like 'approval.%%', e.seq) as n
  from conduct_journalentry e
  join unnest(%(actions)s::text[], %(steps)s::text[], %(states)s::text[], %(desks)s::text[]) s(action, step, state, desk) on s.action = e.action
  where e.subject_id = any(%(ids)s) and e.kind = 'orders.order'
), events as (
  select *, count(*) filter (where step = 'send_back') over (partition by subject_id order by n) as round from acts
), desks as (
  select subject_id, n, at, step, lead(at) over (partition by subject_id order by n) as until,
    case when state <> 'confirmed' then desk
      when not bool_or(step = 'approval.sales') over r then 'sales'
      when not bool_or(step = 'approval.budget') over r then 'finance'
      when not bool_or(step = 'approval.feasibility') over r then 'production'
      else 'management' end as desk,
    max(at) filter (where step = 'ship_all') over (partition by subject_id) as shipped_at
  from events window r as (partition by subject_id, round order by n)
), stays as (
  select *, extract(epoch from until - at) as seconds, shipped_at is null or at < shipped_at as counts,
    desk is distinct from lag(desk) over (partition by subject_id order by n) as is_turn from desks
), inspected as (
  select i.order_id, range_agg(tstzrange(b.booked_at, i.inspected_at)) as spans
  from quality_inspection i join lateral (
    select max(booked_at) as booked_at from production_booking
    where operation_id = i.operation_id and kind = 'finish' and booked_at <= i.inspected_at
  ) b on b.booked_at < i.inspected_at
  where i.order_id = any(%(ids)s) group by i.order_id
), made as (
  select subject_id, range_agg(tstzrange(at, until)) as spans from stays where desk = 'production' and until > at and counts group by subject_id
), quality as (
  select order_id, sum(extract(epoch from upper(span) - lower(span))) as seconds
  from inspected join made on made.subject_id = inspected.order_id, unnest(inspected.spans * made.spans) span group by order_id
), sums as (
  select subject_id, max(shipped_at) as shipped_at,
    max(at) filter (where step = 'confirm') as confirmed_at, max(at) filter (where step = 'approve') as approved_at,
    max(at) filter (where step = 'adopt') as planned_at, max(at) filter (where step = 'release') as released_at,
    max(at) filter (where step = 'start') as started_at, max(at) filter (where step = 'complete') as produced_at,
    max(at) filter (where step = 'receive') as received_at,
    (array_agg(desk order by n desc))[1] as desk, max(at) filter (where is_turn) as desk_since,
    sum(seconds) filter (where counts and desk = 'sales') as sales, sum(seconds) filter (where counts and desk = 'finance') as finance,
    sum(seconds) filter (where counts and desk = 'production') as production,
    sum(seconds) filter (where counts and desk = 'management') as management,
    sum(seconds) filter (where counts and desk = 'logistics') as logistics
  from stays group by subject_id
), ready as (
  select o.*, s.*, q.seconds as quality, (s.shipped_at at time zone %(zone)s)::date as shipped_on, o.state in ('refused', 'withdrawn') as in_vain
  from orders_order o join sums s on s.subject_id = o.id left join quality q on q.order_id = o.id
)
insert into records_course (
  order_id, version, customer_id, state, currency, net_amount, requested_date, promised_date, entered_at, confirmed_at,
  approved_at, planned_at, released_at, started_at, produced_at, shipped_at, received_at, shipped_on, judged_on, wish_judged_on,
  desk, desk_since, sales_seconds, finance_seconds, production_seconds, quality_seconds, management_seconds, logistics_seconds, summed_at)
select id, version, customer_id, state, currency, net_amount, requested_date, promised_date, entered_at, confirmed_at,
  approved_at, planned_at, released_at, started_at, produced_at, shipped_at, received_at, shipped_on,
  case when in_vain then null when shipped_on <= promised_date then shipped_on else promised_date + 1 end,
  case when in_vain then null when shipped_on <= requested_date then shipped_on else requested_date + 1 end,
  desk, case when desk is not null then desk_since end,
  coalesce(sales, 0), coalesce(finance, 0), coalesce(production, 0) - coalesce(quality, 0), coalesce(quality, 0),
  coalesce(management, 0), coalesce(logistics, 0), %(at)s
from ready
on conflict (order_id) do update set ({columns}) = ({fresh})
"""
_COLUMNS = [
    "version",
    "state",
    "net_amount",
    "currency",
    "customer_id",
    "requested_date",
    "promised_date",
    "confirmed_at",
    "approved_at",
    "planned_at",
    "released_at",
    "started_at",
    "produced_at",
    "shipped_at",
    "received_at",
    "shipped_on",
    "judged_on",
    "wish_judged_on",
    "desk",
    "desk_since",
    "sales_seconds",
    "finance_seconds",
    "production_seconds",
    "quality_seconds",
    "management_seconds",
    "logistics_seconds",
    "summed_at",
]
_STATEMENT = _SUM.replace("{columns}", ", ".join(_COLUMNS)).replace(
    "{fresh}", ", ".join(f"excluded.{c}" for c in _COLUMNS)
)
_REVIEWS = ("approval.sales", "approval.budget", "approval.feasibility")
_BEGINNINGS = {"orders.place": OrderState.PLACED, "orders.enter": OrderState.ENTERED}


@cache
def _table_of_steps() -> dict[str, list[str | None]]:
    """For each action that changes who is waited for: its step, the state reached, the department that acts next."""
    discover()
    found: list[tuple[str, str, str, str | None]] = []
    for name, action in ACTIONS.items():
        if isinstance(action.moves, Move) and action.subject is Order:
            state = LIFE.target(action.moves)
            found.append((name, action.moves.value, state, _desk(state)))
    found += [(name, "begin", str(state.value), _desk(state)) for name, state in _BEGINNINGS.items()]
    found += [(name, name, str(OrderState.CONFIRMED.value), None) for name in _REVIEWS]
    actions, steps, states, desks = zip(*found, strict=True)
    return {"actions": list(actions), "steps": list(steps), "states": list(states), "desks": list(desks)}


def _desk(state: str) -> str | None:
    step = NEXT[state]
    return None if step is None else str(step.department.value)


def bring_up_to_date() -> int:
    """Sum up every order that was acted on since; returns how many. Two queries when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE)
        since = cursor.fetchone()
        cursor.execute(with_values(f"{_STALE} limit 1", since))
        if cursor.fetchone() is None:
            return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", (_LOCK,))
        if cursor.fetchone() == (False,):
            return 0  # somebody else is at it: what they find is a moment newer than what we read now
        cursor.execute(with_values(_STALE, since))
        stale: list[UUID] = [row[0] for row in cursor.fetchall()]
        for start in range(0, len(stale), CHUNK_ORDERS):
            cursor.execute(_STATEMENT, _values(stale[start : start + CHUNK_ORDERS]))
    return len(stale)


def _values(ids: list[UUID]) -> dict[str, Any]:
    now = timezone.now()
    return {**_table_of_steps(), "ids": ids, "zone": timezone.get_current_timezone_name(), "at": now}
