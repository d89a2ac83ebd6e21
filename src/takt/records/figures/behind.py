"""The orders behind a figure: one selection for all figures that count orders."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct.refusals import InvalidInput, refuse
from takt.records.figures.figure import Field, Rows
from takt.records.figures.question import Question

ORDER_FIELDS = (
    Field("order_number", gettext_lazy("order"), "text"),
    Field("customer", gettext_lazy("customer"), "text"),
    Field("state", gettext_lazy("state"), "state"),
    Field("entered_at", gettext_lazy("entered at"), "time"),
    Field("requested_date", gettext_lazy("requested"), "date"),
    Field("promised_date", gettext_lazy("promised"), "date"),
    Field("shipped_on", gettext_lazy("shipped on"), "date"),
    Field("net_amount", gettext_lazy("net amount"), "money", money=True),
    Field("currency", gettext_lazy("currency"), "text", money=True),
)
_ORDERS = """
select o.number as order_number, u.name as customer, u.name_en as customer_en, c.state, c.entered_at, c.requested_date, c.promised_date,
  c.shipped_on, c.net_amount, c.currency{more}
from records_course c join orders_order o on o.id = c.order_id join orders_customer u on u.id = c.customer_id
where {condition} order by {order}, o.number
"""


def orders(question: Question, condition: str, *, order: str, more: str = "", **values: Any) -> Rows:
    """Orders whose course `c` meets a condition; `more` columns as ", expression as name"."""
    text = _ORDERS.format(condition=condition + question.only("c.customer_id"), order=order, more=more)
    return Rows(text, question.values | values)


def bucket_day(question: Question, bucket: str) -> date:
    """The first day of a bucket of the period. Refused: InvalidInput."""
    known = {b.isoformat(): b for b in question.buckets()}
    if bucket not in known:
        expectation = _("a first day of a week or month of the period, such as %(day)s") % {
            "day": next(iter(known))
        }
        raise refuse(InvalidInput(given=bucket[:40], where="bucket", expectation=expectation))
    return known[bucket]


def in_bucket(question: Question, bucket: str, day: str) -> tuple[str, dict[str, Any]]:
    """The condition that a day (an SQL expression) lies in a bucket of the period; in the period without one."""
    condition = f"{day} between %(first)s and %(last)s"
    if not bucket:
        return condition, {}
    first = bucket_day(question, bucket)
    return f"{condition} and date_trunc(%(bucket)s, {day})::date = %(in_bucket)s", {"in_bucket": first}
