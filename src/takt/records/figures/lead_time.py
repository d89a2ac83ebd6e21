"""How long does an order take, and where does the time go? Hours by stage, from the journal."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct.actors import INTERNAL
from takt.records.figures.behind import ORDER_FIELDS, orders
from takt.records.figures.figure import Field, Figure, Reading, Rows, found
from takt.records.figures.question import Question, checked

STAGES = {
    "confirm": ("entered_at", "confirmed_at"),
    "approve": ("confirmed_at", "approved_at"),
    "plan": ("approved_at", "planned_at"),
    "release": ("planned_at", "released_at"),
    "make": ("released_at", "produced_at"),
    "ship": ("produced_at", "shipped_at"),
    "receive": ("shipped_at", "received_at"),
    "whole": ("entered_at", "shipped_at"),
}
_VALUES = ", ".join(f"('{name}', c.{since}, c.{until})" for name, (since, until) in STAGES.items())
_HOURS = """
select s.stage, s.until >= %(start)s as is_now, count(*) as orders,
  percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from s.until - s.since) / 3600) as hours
from records_course c cross join lateral (values {values}) s(stage, since, until)
where s.until >= %(start_before)s and s.until < %(end)s and s.since <= s.until{only} group by 1, 2
"""


def answer(question: Question) -> Reading:
    """The median hours from entry to the last shipment, of orders shipped in the period; by stage, of those that ended it."""
    rows = found(_HOURS.format(values=_VALUES, only=question.only("c.customer_id")), question.values)
    seen = {(r["stage"], r["is_now"]): r for r in rows}
    parts: list[dict[str, Any]] = []
    for stage in STAGES:
        now, before = seen.get((stage, True)), seen.get((stage, False))
        parts.append(
            {
                "stage": stage,
                "orders": now["orders"] if now else 0,
                "median_hours": _hours(now, 0),
                "p90_hours": _hours(now, 1),
                "median_hours_before": _hours(before, 0),
            }
        )
    whole = parts.pop()
    longest = max(
        (p for p in parts if p["median_hours"] is not None), key=lambda p: p["median_hours"], default=None
    )
    facts = {
        "median_hours": whole["median_hours"],
        "p90_hours": whole["p90_hours"],
        "longest": longest and longest["stage"],
    }
    base = sum(p["orders"] for p in parts)
    return Reading(
        _days(whole["median_hours"]), _days(whole["median_hours_before"]), base, [*parts, whole], facts
    )


def _hours(row: dict[str, object] | None, which: int) -> float | None:
    hours = row["hours"] if row else None
    return round(float(hours[which]), 1) if isinstance(hours, list) else None


def _days(hours: float | None) -> float | None:
    return None if hours is None else round(hours / 24, 1)


def rows(question: Question, group: str, bucket: str) -> Rows:
    """The orders that ended a stage in the period, the slowest first."""
    since, until = STAGES[checked(group or "whole", STAGES, "group")]
    hours = f"round((extract(epoch from c.{until} - c.{since}) / 3600)::numeric, 1)"
    condition = f"c.{until} >= %(start)s and c.{until} < %(end)s and c.{since} <= c.{until}"
    return orders(question, condition, order="hours desc", more=f", {hours} as hours")


def sentence(reading: Reading) -> str:
    """What the figure says."""
    if reading.value is None:
        return _("No order was shipped in full in this period; the stages that ended are shown.")
    facts = {"days": f"{reading.value:g}", "p90": f"{(reading.facts['p90_hours'] or 0) / 24:.1f}"}
    return (
        _(
            "Half of the orders took at most %(days)s days from entry to shipping, nine of ten at most %(p90)s."
        )
        % facts
    )


FIGURE = Figure(
    name="lead-time",
    title=gettext_lazy("Lead time by stage"),
    definition=gettext_lazy(
        "Elapsed time between the steps in the journal, nights and weekends included: median and 90th percentile over the"
        " orders that ended the stage in the period. Of a step done twice, such as a confirmation after a return, the last one counts."
    ),
    source="APICS lead time; ISO 22400-2 order execution time",
    unit="days",
    fields=(
        Field("stage", gettext_lazy("step of the way"), "stage"),
        Field("orders", gettext_lazy("orders")),
        Field("median_hours", gettext_lazy("median"), "hours"),
        Field("p90_hours", gettext_lazy("nine of ten at most"), "hours"),
        Field("median_hours_before", gettext_lazy("median of the period before"), "hours"),
    ),
    row_fields=(*ORDER_FIELDS[:3], Field("hours", gettext_lazy("duration"), "hours"), *ORDER_FIELDS[3:]),
    heads=frozenset(INTERNAL),
    answer=answer,
    rows=rows,
    sentence=sentence,
    missing=gettext_lazy("No order ended a stage in this period."),
    better="less",
    groups=tuple(STAGES),
    takes_long=True,
)
