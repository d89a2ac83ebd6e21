"""How much is in work? Open orders and their value by state, and the operations on the floor."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct.actors import INTERNAL
from takt.orders.states import OrderState
from takt.records.figures.amounts import by_currency, orders_with_amounts
from takt.records.figures.behind import ORDER_FIELDS, orders
from takt.records.figures.figure import Field, Figure, Reading, Rows, found
from takt.records.figures.question import Question, checked

OPEN = (
    "placed", "entered", "confirmed", "approved", "planned", "released", "in_production", "produced", "partly_shipped",
)  # fmt: skip
_OPEN = """
select c.state, c.currency, count(*) as orders, sum(c.net_amount) as amount, null as operations
from records_course c where c.desk is not null and c.state = any(%(open)s){only} group by 1, 2
union all
select p.state, '', 0, 0, count(*) from planning_operation p join records_course c on c.order_id = p.order_id
where p.slot is not null and p.state in ('waiting', 'running', 'paused', 'inspection'){only} group by 1
"""
_THEN = """
select count(*) as orders from records_course c
where c.entered_at < %(start)s and (c.desk is not null or c.shipped_at is not null) and (c.shipped_at is null or c.shipped_at >= %(start)s){only}
"""


def answer(question: Question) -> Reading:
    """Orders entered and not yet shipped in full, as they stand now; compared with the period's first morning."""
    only = question.only("c.customer_id")
    rows = found(_OPEN.format(only=only), question.values | {"open": list(OPEN)})
    at_work = {r["state"]: r["operations"] for r in rows if r["operations"] is not None}
    parts = [
        {"state": s, **orders_with_amounts([r for r in rows if r["state"] == s and r["operations"] is None])}
        for s in OPEN
    ]
    total = sum(p["orders"] for p in parts)
    (then,) = found(_THEN.format(only=only), question.values)
    facts = {"orders": total, "amounts": by_currency(rows), "running": at_work.get("running", 0), "waiting": at_work.get("waiting", 0),
             "paused": at_work.get("paused", 0), "inspection": at_work.get("inspection", 0)}  # fmt: skip
    return Reading(total, then["orders"], total, parts if total else [], facts)


def rows(question: Question, group: str, bucket: str) -> Rows:
    """The open orders, of one state or all, the oldest first."""
    states = [checked(group, OPEN, "group")] if group else list(OPEN)
    return orders(
        question, "c.desk is not null and c.state = any(%(open)s)", order="c.entered_at", open=states
    )


def sentence(reading: Reading) -> str:
    """What the figure says."""
    return (
        _(
            "Open orders: %(orders)s. Operations running: %(running)s, waiting: %(waiting)s, awaiting inspection: %(inspection)s."
        )
        % reading.facts
    )


FIGURE = Figure(
    name="in-progress",
    title=gettext_lazy("Work in progress"),
    definition=gettext_lazy(
        "Orders that are entered and not yet shipped in full, with their net value, as they stand now; and the operations of"
        " plans in force. The number to compare is that of the morning of the period's first day."
    ),
    source="APICS work in process; ISO 22400-2",
    unit="count",
    fields=(
        Field("state", gettext_lazy("state"), "state"),
        Field("orders", gettext_lazy("orders")),
        Field("amount", gettext_lazy("net amount"), "money", money=True),
        Field("other_amounts", gettext_lazy("other currencies"), "text", money=True),
    ),
    row_fields=ORDER_FIELDS,
    heads=frozenset(INTERNAL),
    answer=answer,
    rows=rows,
    sentence=sentence,
    missing=gettext_lazy("No order is open."),
    better="",
    groups=tuple(s.value for s in OrderState if s.value in OPEN),
)
