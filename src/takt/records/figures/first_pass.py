"""How much is right the first time, and how much is scrapped?"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct.actors import Department
from takt.records.figures.behind import bucket_day
from takt.records.figures.figure import Field, Figure, Reading, Rows, filled, found, share
from takt.records.figures.question import Question, checked

# First inspections only: what was reworked and passed later was not right the first time. Counter-bookings are negative.
_QUANTITIES = """
select at >= %(start)s as is_now, date_trunc(%(bucket)s, at at time zone %(zone)s)::date as bucket, sum(inspected) as inspected,
  sum(passed) as passed, sum(good) as good, sum(scrap) as scrap
from (
  select i.inspected_at as at, i.order_id, i.inspected_quantity as inspected, i.inspected_quantity - i.rejected_quantity as passed,
    0 as good, 0 as scrap
  from quality_inspection i where i.inspected_at >= %(start_before)s and i.inspected_at < %(end)s and not exists (
    select from quality_inspection e where e.operation_id = i.operation_id and e.inspected_at < i.inspected_at)
  union all
  select b.booked_at, b.order_id, 0, 0, b.good_quantity, b.scrap_quantity
  from production_booking b where b.booked_at >= %(start_before)s and b.booked_at < %(end)s and (b.good_quantity <> 0 or b.scrap_quantity <> 0)
) q {customer} group by 1, 2
"""
_NAMES = ("inspected", "passed", "good", "scrap")
NOTHING = {**dict.fromkeys(_NAMES, 0), "first_pass": None, "scrap_share": None}
_MINE = "join orders_order c on c.id = q.order_id and c.customer_id = %(customer)s"


def answer(question: Question) -> Reading:
    """First-pass yield of the period, and the share of scrap in what was reported."""
    rows = found(_QUANTITIES.format(customer=_MINE if question.customer else ""), question.values)
    totals = {
        now: {n: sum(r[n] for r in rows if r["is_now"] is now) for n in _NAMES} for now in (True, False)
    }
    parts = [{"bucket": r["bucket"], **_shares(r)} for r in rows if r["is_now"]]
    now, before = _shares(totals[True]), _shares(totals[False])
    facts = {**now, "scrap_share_before": before["scrap_share"]}
    base = len([p for p in parts if p["inspected"] or p["good"] or p["scrap"]])
    return Reading(
        now["first_pass"], before["first_pass"], base, filled(question, parts, NOTHING) if base else [], facts
    )


def _shares(row: dict[str, Any]) -> dict[str, Any]:
    shown = {n: float(row[n]) for n in _NAMES}
    first, scrapped = share(row["passed"], row["inspected"]), share(row["scrap"], row["good"] + row["scrap"])
    return {**shown, "first_pass": first, "scrap_share": scrapped}


_INSPECTIONS = """
select o.number as order_number, u.name as customer, u.name_en as customer_en, p.number as operation, 'inspection' as kind, i.verdict,
  i.inspected_quantity as quantity, i.rejected_quantity as bad_quantity, i.reason, i.inspected_at as at
from quality_inspection i join planning_operation p on p.id = i.operation_id join orders_order o on o.id = i.order_id
join orders_customer u on u.id = o.customer_id
where i.inspected_at >= %(start)s and i.inspected_at < %(end)s and (i.rejected_quantity > 0 or i.verdict <> 'pass')
  and not exists (select from quality_inspection e where e.operation_id = i.operation_id and e.inspected_at < i.inspected_at){only}{bucket_i}
"""
_SCRAP = """
select o.number, u.name, u.name_en, p.number, 'scrap', '', b.good_quantity + b.scrap_quantity, b.scrap_quantity, coalesce(r.name, b.note), b.booked_at
from production_booking b join planning_operation p on p.id = b.operation_id join orders_order o on o.id = b.order_id
join orders_customer u on u.id = o.customer_id left join production_scrapreason r on r.id = b.scrap_reason_id
where b.booked_at >= %(start)s and b.booked_at < %(end)s and b.scrap_quantity <> 0{only}{bucket_b}
"""


def rows(question: Question, group: str, bucket: str) -> Rows:
    """The first inspections that rejected something, and the bookings of scrap."""
    asked = [checked(group, FIGURE.groups, "group")] if group else list(FIGURE.groups)
    values, cuts = dict(question.values), {"bucket_i": "", "bucket_b": ""}
    if bucket:
        values["in_bucket"] = bucket_day(question, bucket)
        inside = " and date_trunc(%(bucket)s, {at} at time zone %(zone)s)::date = %(in_bucket)s"
        cuts = {"bucket_i": inside.format(at="i.inspected_at"), "bucket_b": inside.format(at="b.booked_at")}
    known = {"inspection": _INSPECTIONS, "scrap": _SCRAP}
    chosen = [known[g] for g in asked]
    head = "" if asked[0] == "inspection" else _INSPECTIONS + " and false union all "
    text = head + " union all ".join(chosen) + " order by at desc"
    return Rows(text.format(only=question.only("o.customer_id"), **cuts), values)


def sentence(reading: Reading) -> str:
    """What the figure says."""
    if reading.value is None:
        return _("Nothing was inspected; %(scrap)s of what was reported was scrap.") % {
            "scrap": f"{reading.facts['scrap_share'] or 0:.1%}"
        }
    facts = {"first": f"{reading.value:.1%}", "scrap": f"{reading.facts['scrap_share'] or 0:.1%}"}
    return (
        _(
            "%(first)s of what was inspected was right the first time; %(scrap)s of what was reported was scrap."
        )
        % facts
    )


FIGURE = Figure(
    name="first-pass",
    title=gettext_lazy("First-pass yield and scrap"),
    definition=gettext_lazy(
        "First-pass yield: parts that passed the first inspection of an operation ÷ parts inspected then. Scrap ratio: scrap ÷ (good"
        " parts + scrap) of the reports on operations, counter-bookings taken off."
    ),
    source="ISO 22400-2 first pass yield, scrap ratio; III.4.3",
    unit="share",
    fields=(
        Field("bucket", gettext_lazy("period"), "bucket"),
        Field("inspected", gettext_lazy("inspected"), "quantity"),
        Field("passed", gettext_lazy("right the first time"), "quantity"),
        Field("first_pass", gettext_lazy("first-pass yield"), "share"),
        Field("good", gettext_lazy("good parts"), "quantity"),
        Field("scrap", gettext_lazy("scrap"), "quantity"),
        Field("scrap_share", gettext_lazy("scrap ratio"), "share"),
    ),
    row_fields=(
        Field("order_number", gettext_lazy("order"), "text"),
        Field("customer", gettext_lazy("customer"), "text"),
        Field("operation", gettext_lazy("operation"), "text"),
        Field("kind", gettext_lazy("kind"), "kind"),
        Field("verdict", gettext_lazy("verdict"), "verdict"),
        Field("quantity", gettext_lazy("quantity"), "quantity"),
        Field("bad_quantity", gettext_lazy("not right"), "quantity"),
        Field("reason", gettext_lazy("reason"), "text"),
        Field("at", gettext_lazy("at"), "time"),
    ),
    heads=frozenset({Department.QUALITY, Department.PRODUCTION}),
    answer=answer,
    rows=rows,
    sentence=sentence,
    missing=gettext_lazy("Nothing was reported or inspected in this period."),
    groups=("inspection", "scrap"),
    takes_long=True,
)
