"""Which orders are or will be late, by how many days, and what holds them?"""

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct.actors import Department
from takt.records.figures.behind import ORDER_FIELDS, orders
from takt.records.figures.figure import Field, Figure, Reading, Rows, found
from takt.records.figures.question import Question, checked

REASONS = ("exception", "shortage", "inspection", "desk", "behind", "capacity")
# When the order will be ready: its last operation's planned end, no sooner than now. What binds it: the first that holds.
_LATE = """
select order_id, days_late, ready_on, is_overdue, {reason} as reason,
  coalesce(x_number, b_number, desk) as held_by from (
  select c.order_id, c.desk, c.state, x.number as x_number, o.behind as b_number, o.inspection, p.short, p.order_id is not null as planned,
    greatest(%(today)s, (o.ready_at at time zone %(zone)s)::date) as ready_on, c.promised_date < %(today)s as is_overdue,
    greatest(%(today)s, (o.ready_at at time zone %(zone)s)::date) - c.promised_date as days_late
  from records_course c
  left join lateral (select max(planned_end) as ready_at, bool_or(state = 'inspection') as inspection,
      (array_agg(number order by planned_end) filter (where planned_end < %(at)s and state in ('waiting', 'running', 'paused')))[1] as behind
    from planning_operation where order_id = c.order_id and slot is not null) o on true
  left join lateral (select order_id, jsonb_array_length(shortages) > 0 as short from planning_plan
    where order_id = c.order_id and state in ('adopted', 'released')) p on true
  left join lateral (select number from production_productionexception
    where order_id = c.order_id and blocking and resolved_at is null order by raised_at limit 1) x on true
  where c.desk is not null and c.shipped_at is null and c.promised_date is not null{only}
) l where days_late > 0
"""
_REASON = """case when x_number is not null then 'exception' when inspection then 'inspection' when short then 'shortage'
  when not planned or state in ('produced', 'partly_shipped') then 'desk' when b_number is not null then 'behind' else 'capacity' end"""


def _late(question: Question) -> str:
    return _LATE.format(reason=_REASON, only=question.only("c.customer_id"))


_ANSWER = """
with late as materialized ({late})
select reason, count(*) as orders, max(days_late) as most_days, count(*) filter (where is_overdue) as overdue, null::jsonb as worst
from late group by 1
union all
select '', 0, 0, 0, jsonb_agg(to_jsonb(w)) from (
  select o.number as order_number, u.name as customer, u.name_en as customer_en, l.days_late, l.is_overdue, l.reason, l.held_by
  from (select * from late order by days_late desc, order_id limit 5) l join orders_order o on o.id = l.order_id join orders_customer u on u.id = o.customer_id
  order by l.days_late desc, o.number) w
"""


def answer(question: Question) -> Reading:
    """How many orders are late or will be, by what binds them; the five latest as the fact `worst`."""
    rows = {r["reason"]: r for r in found(_ANSWER.format(late=_late(question)), question.values)}
    worst: Any = rows.pop("").pop("worst") or []
    parts = [{n: v for n, v in rows[r].items() if n != "worst"} for r in REASONS if r in rows]
    total, overdue = sum(p["orders"] for p in parts), sum(p["overdue"] for p in parts)
    facts = {
        "orders": total,
        "overdue": overdue,
        "coming": total - overdue,
        "most_days": max((p["most_days"] for p in parts), default=0),
        "worst": json.loads(worst) if isinstance(worst, str) else worst,
    }
    return Reading(total, None, total, parts, facts)


def rows(question: Question, group: str, bucket: str) -> Rows:
    """The late orders, the latest first."""
    condition = "c.order_id = l.order_id and l.reason = any(%(reasons)s)"
    reasons = [checked(group, REASONS, "group")] if group else list(REASONS)
    more = ", l.days_late, l.ready_on, l.reason, l.held_by"
    made = orders(question, condition, order="l.days_late desc", more=more, reasons=reasons)
    joined = made.statement.replace(
        "from records_course c", f"from ({_late(question)}) l, records_course c", 1
    )
    return Rows(joined, made.values)


def sentence(reading: Reading) -> str:
    """What the figure says."""
    return (
        _("Overdue: %(overdue)s; by the plans to come: %(coming)s; the worst by %(most_days)s days.")
        % reading.facts
    )


FIGURE = Figure(
    name="late",
    title=gettext_lazy("Late orders"),
    definition=gettext_lazy(
        "Open orders that will be ready after the promised date: ready on the day on which the last operation of the plan in force"
        " ends, and not before today. The reason is the first that holds: a blocking exception, an inspection to come, a shortage in"
        " the plan, the department that is waited for, an operation behind its plan, else capacity."
    ),
    source="APICS past due; III.4.2",
    unit="count",
    fields=(
        Field("reason", gettext_lazy("what holds them"), "reason"),
        Field("orders", gettext_lazy("orders")),
        Field("overdue", gettext_lazy("of these overdue")),
        Field("most_days", gettext_lazy("latest by"), "days"),
    ),
    row_fields=(
        *ORDER_FIELDS[:3],
        Field("days_late", gettext_lazy("days late"), "days"),
        Field("ready_on", gettext_lazy("ready on"), "date"),
        Field("reason", gettext_lazy("what holds it"), "reason"),
        Field("held_by", gettext_lazy("where"), "text"),
        *ORDER_FIELDS[3:],
    ),
    heads=frozenset({Department.SALES, Department.PRODUCTION, Department.LOGISTICS, Department.QUALITY}),
    answer=answer,
    rows=rows,
    sentence=sentence,
    missing=gettext_lazy("No order is late, and by the plans in force none will be."),
    better="less",
    groups=REASONS,
)
