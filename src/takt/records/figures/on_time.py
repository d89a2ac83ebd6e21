"""Are we on time? Shipped in full by the promised date, and by the date that the customer asked for."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct.actors import Department
from takt.records.figures.behind import ORDER_FIELDS, in_bucket, orders
from takt.records.figures.figure import Field, Figure, Reading, Rows, filled, found, share
from takt.records.figures.question import Question

# Counted by day first: weeks and months are then made of a few hundred rows, however many orders there are.
_JUDGED = """
select side, day >= %(first)s as is_now, date_trunc(%(bucket)s, day::timestamp)::date as bucket, sum(judged)::int as judged, sum(kept)::int as kept
from (
  select 'promised' as side, judged_on as day, count(*) as judged, count(*) filter (where shipped_on <= promised_date) as kept
  from records_course c where judged_on between %(before)s and least(%(last)s, %(today)s){only} group by judged_on
  union all
  select 'requested', wish_judged_on, count(*), count(*) filter (where shipped_on <= requested_date)
  from records_course c where wish_judged_on between %(before)s and least(%(last)s, %(today)s){only} group by wish_judged_on
) j group by 1, 2, 3
"""
NOTHING = {"judged": 0, "kept": 0, "share": None, "wish_judged": 0, "wish_kept": 0, "wish_share": None}


def answer(question: Question) -> Reading:
    """The share of orders judged in the period that were shipped in full by the promised date."""
    rows = found(_JUDGED.format(only=question.only("c.customer_id")), question.values)
    sums = {(side, now): [0, 0] for side in ("promised", "requested") for now in (True, False)}
    parts: dict[object, dict[str, object]] = {}
    for row in rows:
        total = sums[row["side"], row["is_now"]]
        total[0] += row["judged"]
        total[1] += row["kept"]
        if row["is_now"]:
            part = parts.setdefault(row["bucket"], {"bucket": row["bucket"], **NOTHING})
            mark = "" if row["side"] == "promised" else "wish_"
            part[f"{mark}judged"], part[f"{mark}kept"] = row["judged"], row["kept"]
            part[f"{mark}share"] = share(row["kept"], row["judged"])
    judged, kept = sums["promised", True]
    earlier, wish = sums["promised", False], sums["requested", True]
    facts = {"judged": judged, "kept": kept, "late": judged - kept, "wish_judged": wish[0], "wish_kept": wish[1],
             "wish_share": share(wish[1], wish[0])}  # fmt: skip
    return Reading(
        share(kept, judged),
        share(earlier[1], earlier[0]),
        judged,
        filled(question, list(parts.values()), NOTHING),
        facts,
    )


def rows(question: Question, group: str, bucket: str) -> Rows:
    """The orders judged: kept, late, or against the customer's wish wish_kept, wish_late."""
    day, due = (
        ("c.wish_judged_on", "c.requested_date")
        if group.startswith("wish")
        else ("c.judged_on", "c.promised_date")
    )
    condition, values = in_bucket(question, bucket, day)
    condition += f" and {day} <= %(today)s"
    if group.endswith("kept"):
        condition += f" and c.shipped_on <= {due}"
    elif group.endswith("late"):
        condition += f" and (c.shipped_on is null or c.shipped_on > {due})"
    return orders(question, condition, order=f"{day} desc", **values)


def sentence(reading: Reading) -> str:
    """What the figure says."""
    return (
        _("Shipped in full by the promised date: %(kept)s of %(judged)s orders; not: %(late)s.")
        % reading.facts
    )


FIGURE = Figure(
    name="on-time",
    title=gettext_lazy("On-time delivery"),
    definition=gettext_lazy(
        "Orders shipped in full by the promised date ÷ orders judged. An order is judged on the day on which it is shipped in"
        " full or, if that comes first, on the day after its promised date, so that overdue orders count before they are shipped."
        " The second line compares with the date that the customer asked for."
    ),
    source="APICS on-time delivery; III.1.3, III.6.1",
    unit="share",
    fields=(
        Field("bucket", gettext_lazy("period"), "bucket"),
        Field("judged", gettext_lazy("orders judged")),
        Field("kept", gettext_lazy("by the promised date")),
        Field("share", gettext_lazy("on time as promised"), "share"),
        Field("wish_judged", gettext_lazy("judged by the requested date")),
        Field("wish_kept", gettext_lazy("by the requested date")),
        Field("wish_share", gettext_lazy("on time as requested"), "share"),
    ),
    row_fields=ORDER_FIELDS,
    heads=frozenset({Department.SALES, Department.LOGISTICS, Department.PRODUCTION}),
    answer=answer,
    rows=rows,
    sentence=sentence,
    missing=gettext_lazy("No order was shipped in full or became due in this period."),
    groups=("kept", "late", "wish_kept", "wish_late"),
)
