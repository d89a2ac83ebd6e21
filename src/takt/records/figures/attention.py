"""What needs the management first, in the morning: each matter with how many, the worst one, and where to look."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from takt.records.figures.figure import Reading, found
from takt.records.figures.question import Question
from takt.records.figures.waiting import DESK_NOW

LONG_HOURS = 72
"""An order that stands at one desk for longer than this needs somebody's word."""
LOW_SCORE = 2
_RECENT = timedelta(days=7)
_MATTERS = """
select 'exceptions' as what, count(*) as n, (array_agg(o.number order by x.raised_at))[1] as worst, null as hours, null as desk
from production_productionexception x join orders_order o on o.id = x.order_id where x.blocking and x.resolved_at is null{x}
union all
select 'decisions', count(*), (array_agg(o.number order by c.desk_since))[1], max(extract(epoch from %(at)s - c.desk_since) / 3600), 'management'
from records_course c join orders_order o on o.id = c.order_id where c.desk = 'management'{c}
union all
(select 'waiting', count(*) over (), o.number, extract(epoch from %(at)s - c.desk_since) / 3600, {desk}
from records_course c join orders_order o on o.id = c.order_id
where c.desk not in ('management', 'customer') and c.state not in ('received', 'answered', 'released', 'in_production')
  and c.desk_since < %(long_ago)s{c} order by c.desk_since limit 1)
union all
select 'scores', count(*), (array_agg(o.number order by f.score, f.given_at desc))[1], null, null
from delivery_feedback f join orders_order o on o.id = f.order_id where f.score <= %(low)s and f.given_at >= %(recent)s{x}
"""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that needs somebody: `what` is late, exceptions, decisions, waiting or scores; `order` the worst one's number."""

    what: str
    count: int
    order: str
    hours: float | None = None
    desk: str = ""
    examples: tuple[dict[str, Any], ...] = ()


def needs_me_first(question: Question, late: Reading | None) -> list[Matter]:
    """The matters that are there, gravest first; the late orders with the five latest when there are any (`late`: its reading)."""
    values = question.values | {
        "long_ago": question.at - timedelta(hours=LONG_HOURS),
        "low": LOW_SCORE,
        "recent": question.at - _RECENT,
    }
    text = _MATTERS.format(desk=DESK_NOW, c=question.only("c.customer_id"), x=question.only("o.customer_id"))
    found_rows = found(text, values)
    matters = [
        Matter(
            r["what"], r["n"], r["worst"], None if r["hours"] is None else float(r["hours"]), r["desk"] or ""
        )
        for r in found_rows
        if r["n"]
    ]
    if late is not None and late.base:
        examples = late.facts["worst"]
        matters.insert(0, Matter("late", late.base, examples[0]["order_number"], examples=tuple(examples)))
    return matters
