"""What comes in? Orders entered, and their value."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct.actors import Department
from takt.records.figures.amounts import by_currency, orders_with_amounts
from takt.records.figures.behind import ORDER_FIELDS, in_bucket, orders
from takt.records.figures.figure import Field, Figure, Reading, Rows, filled, found
from takt.records.figures.question import Question

_ENTERED = """
select day >= %(first)s as is_now, date_trunc(%(bucket)s, day::timestamp)::date as bucket, currency, sum(orders)::int as orders, sum(amount) as amount
from (
  select (c.entered_at at time zone %(zone)s)::date as day, c.currency, count(*) as orders, sum(c.net_amount) as amount
  from records_course c where c.entered_at >= %(start_before)s and c.entered_at < %(end)s{only} group by 1, 2
) d group by 1, 2, 3
"""
NOTHING = {"orders": 0, "amount": 0, "other_amounts": ""}


def answer(question: Question) -> Reading:
    """How many orders came in, by week or month; amounts in the company's currency, others beside them."""
    rows = found(_ENTERED.format(only=question.only("c.customer_id")), question.values)
    now = [r for r in rows if r["is_now"]]
    total, before = sum(r["orders"] for r in now), sum(r["orders"] for r in rows if not r["is_now"])
    buckets = sorted({r["bucket"] for r in now})
    parts = [
        {"bucket": bucket, **orders_with_amounts([r for r in now if r["bucket"] == bucket])}
        for bucket in buckets
    ]
    facts = {"orders": total, "amounts": by_currency(now), "days": question.days}
    return Reading(total, before, total, filled(question, parts, NOTHING) if total else [], facts)


def rows(question: Question, group: str, bucket: str) -> Rows:
    """The orders that came in, the newest first."""
    condition, values = in_bucket(question, bucket, "(c.entered_at at time zone %(zone)s)::date")
    inside = "c.entered_at >= %(start)s and c.entered_at < %(end)s and "
    return orders(question, inside + condition, order="c.entered_at desc", **values)


def sentence(reading: Reading) -> str:
    """What the figure says."""
    week = f"{reading.base * 7 / reading.facts['days']:.1f}"
    return _("Orders that came in: %(orders)s, on average %(week)s a week.") % {
        "orders": reading.base,
        "week": week,
    }


FIGURE = Figure(
    name="entered",
    title=gettext_lazy("Orders entered"),
    definition=gettext_lazy(
        "Orders placed or entered in the period, and their net value as it is now; refused and withdrawn ones are included."
    ),
    source="APICS bookings; III.1.2",
    unit="count",
    fields=(
        Field("bucket", gettext_lazy("period"), "bucket"),
        Field("orders", gettext_lazy("orders")),
        Field("amount", gettext_lazy("net amount"), "money", money=True),
        Field("other_amounts", gettext_lazy("other currencies"), "text", money=True),
    ),
    row_fields=ORDER_FIELDS,
    heads=frozenset({Department.SALES, Department.FINANCE}),
    answer=answer,
    rows=rows,
    sentence=sentence,
    missing=gettext_lazy("No order was entered in this period."),
)
