"""Who was waited for? How long orders stood at each department's desk, and how many stand there now."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct.actors import INTERNAL, Department
from takt.records.figures.behind import ORDER_FIELDS, orders
from takt.records.figures.figure import Field, Figure, Reading, Rows, found, share
from takt.records.figures.question import Question, checked

DESKS = ("sales", "finance", "production", "quality", "management", "logistics")
_VALUES = ", ".join(f"('{d}', c.{d}_seconds / 3600.0)" for d in DESKS)
_WAITED = """
select s.desk, c.shipped_at >= %(start)s as is_now, count(*) as orders, sum(s.hours) as sum_hours,
  percentile_cont(array[0.5, 0.9]) within group (order by s.hours) as hours
from records_course c cross join lateral (values {values}) s(desk, hours)
where c.shipped_at >= %(start_before)s and c.shipped_at < %(end)s{only} group by 1, 2
"""
# An order in production waits for the inspectors while one of its operations does.
DESK_NOW = """case when c.state = 'in_production' and exists (
  select from planning_operation p where p.order_id = c.order_id and p.state = 'inspection') then 'quality' else c.desk end"""
_WAITING = """
select desk, count(*) as waiting, max(extract(epoch from %(at)s - desk_since)) / 3600 as longest_hours
from (select {desk} as desk, c.desk_since from records_course c where c.desk is not null{only}) w group by 1
"""


def answer(question: Question) -> Reading:
    """Hours at each desk, of orders shipped in the period; and the orders that stand there now."""
    only = question.only("c.customer_id")
    waited = {
        (r["desk"], r["is_now"]): r for r in found(_WAITED.format(values=_VALUES, only=only), question.values)
    }
    waiting = {r["desk"]: r for r in found(_WAITING.format(desk=DESK_NOW, only=only), question.values)}
    totals = {
        now: sum(float(r["sum_hours"]) for (__, n), r in waited.items() if n is now) for now in (True, False)
    }
    parts = [_part(desk, waited, waiting, totals[True]) for desk in DESKS]
    shipped = max((r["orders"] for (__, now), r in waited.items() if now), default=0)
    before = max((r["orders"] for (__, now), r in waited.items() if not now), default=0)
    most = max(parts, key=lambda p: p["share"] or 0)
    facts = {
        "desk": most["desk"] if most["share"] else "",
        "share": most["share"],
        "waiting": sum(p["waiting"] for p in parts),
    }
    return Reading(
        _mean_days(totals[True], shipped),
        _mean_days(totals[False], before),
        shipped + facts["waiting"],
        parts,
        facts,
    )


def _part(desk: str, waited: dict[Any, Any], waiting: dict[Any, Any], total_hours: float) -> dict[str, Any]:
    now, before, stands = waited.get((desk, True)), waited.get((desk, False)), waiting.get(desk)
    return {
        "desk": desk,
        "median_hours": round(now["hours"][0], 1) if now else None,
        "p90_hours": round(now["hours"][1], 1) if now else None,
        "share": share(now["sum_hours"], total_hours) if now else None,
        "median_hours_before": round(before["hours"][0], 1) if before else None,
        "waiting": stands["waiting"] if stands else 0,
        "longest_hours": round(float(stands["longest_hours"]), 1) if stands else None,
    }


def _mean_days(hours: float, shipped: int) -> float | None:
    return round(hours / shipped / 24, 1) if shipped else None


def rows(question: Question, group: str, bucket: str) -> Rows:
    """The orders that stand at a desk now, the longest first."""
    more = f", {DESK_NOW} as desk, c.desk_since, round((extract(epoch from %(at)s - c.desk_since) / 3600)::numeric, 1) as hours"
    condition = "c.desk is not null"
    if group:
        condition += f" and ({DESK_NOW}) = %(desk)s"
        return orders(
            question,
            condition,
            order="c.desk_since",
            more=more,
            desk=checked(group, (*DESKS, "customer"), "group"),
        )
    return orders(question, condition, order="c.desk_since", more=more)


def sentence(reading: Reading) -> str:
    """What the figure says."""
    if not reading.facts["desk"]:
        return (
            _("Orders that wait now: %(waiting)s; none was shipped in full in this period.") % reading.facts
        )
    facts = {"desk": Department(reading.facts["desk"]).label, "share": f"{reading.facts['share']:.0%}"}
    return _("Most of the time was spent waiting for %(desk)s: %(share)s.") % facts


FIGURE = Figure(
    name="waiting",
    title=gettext_lazy("Waiting time by department"),
    definition=gettext_lazy(
        "How long each order shipped in the period stood at each department's desk from entry to shipping, by the journal: at"
        " every moment exactly one department acts next. Elapsed hours, nights and weekends included; time in which an operation"
        " awaited inspection counts for quality."
    ),
    source="APICS queue time; II.3",
    unit="days",
    fields=(
        Field("desk", gettext_lazy("department"), "desk"),
        Field("median_hours", gettext_lazy("median per order"), "hours"),
        Field("p90_hours", gettext_lazy("nine of ten at most"), "hours"),
        Field("share", gettext_lazy("share of all waiting"), "share"),
        Field("median_hours_before", gettext_lazy("median of the period before"), "hours"),
        Field("waiting", gettext_lazy("orders there now")),
        Field("longest_hours", gettext_lazy("longest there now"), "hours"),
    ),
    row_fields=(
        *ORDER_FIELDS[:3],
        Field("desk", gettext_lazy("waits for"), "desk"),
        Field("desk_since", gettext_lazy("since"), "time"),
        Field("hours", gettext_lazy("waiting time"), "hours"),
        *ORDER_FIELDS[3:],
    ),
    heads=frozenset(INTERNAL),
    answer=answer,
    rows=rows,
    sentence=sentence,
    missing=gettext_lazy("No order was shipped in this period, and none waits now."),
    better="less",
    groups=(*DESKS, "customer"),
    takes_long=True,
)
