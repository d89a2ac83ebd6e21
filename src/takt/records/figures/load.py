"""How full are the next eight weeks? Load of each work centre against what its machines are open."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.conduct.refusals import InvalidInput, refuse
from takt.planning.weeks import FULL, CenterWeek, mondays, weekly_load
from takt.records.figures.figure import Field, Figure, Reading, Rows, share
from takt.records.figures.question import Question


def answer(question: Question) -> Reading:
    """Open and taken minutes of each work centre and week, counted as the feasibility review counts them."""
    machines, weeks = weekly_load(question.at)
    if not machines:
        return Reading(None, None, 0, [], {})
    parts = [_part(week) for week in weeks]
    taken, whole = sum(p["taken_hours"] for p in parts), sum(p["open_hours"] for p in parts)
    return Reading(share(taken, whole), None, machines, parts, _fullest(parts))


def _fullest(parts: list[dict[str, Any]]) -> dict[str, Any]:
    top = max(parts, key=lambda p: p["share"] or 0)
    return {"work_center": top["name"], "work_center_en": top["name_en"], "week": top["week"], "share": top["share"],
            "full": sum((p["share"] or 0) >= FULL for p in parts)}  # fmt: skip


def _part(week: CenterWeek) -> dict[str, Any]:
    return {
        "work_center": week.center.code,
        "name": week.center.name,
        "name_en": getattr(week.center, "name_en", ""),
        "week": week.begins,
        "open_hours": round(week.open_minutes / 60, 1),
        "taken_hours": round(week.taken_minutes / 60, 1),
        "share": share(week.taken_minutes, week.open_minutes),
    }


_OPERATIONS = """
select o.number as order_number, u.name as customer, u.name_en as customer_en, p.number as operation, p.name as step, w.code as work_center,
  p.state as operation_state, p.planned_start, p.planned_end, p.duration_minutes, c.promised_date
from planning_operation p join factory_workcenter w on w.id = p.work_center_id join orders_order o on o.id = p.order_id
join orders_customer u on u.id = o.customer_id join records_course c on c.order_id = o.id
where p.slot is not null and p.planned_end > %(since)s and p.planned_start < %(until)s{center}{only} order by p.planned_start, p.number
"""


def rows(question: Question, group: str, bucket: str) -> Rows:
    """The operations of a work centre (by code) and week that still take time."""
    edges = mondays(question.at)
    since, until = question.at, edges[-1]
    if bucket:
        weeks = {timezone.localdate(e).isoformat(): n for n, e in enumerate(edges[:-1])}
        if bucket not in weeks:
            raise refuse(InvalidInput(given=bucket[:40], where="bucket", expectation=", ".join(weeks)))
        since, until = max(question.at, edges[weeks[bucket]]), edges[weeks[bucket] + 1]
    text = _OPERATIONS.format(
        center=" and w.code = %(center)s" if group else "", only=question.only("o.customer_id")
    )
    return Rows(text, question.values | {"since": since, "until": until, "center": group})


def _center(facts: dict[str, Any]) -> str:
    """The fullest work centre's name in the reader's language."""
    chinese = (get_language() or "").startswith("zh")
    return str(facts["work_center"] if chinese else facts["work_center_en"] or facts["work_center"])


def sentence(reading: Reading) -> str:
    """What the figure says."""
    facts = {"share": f"{reading.value or 0:.0%}", "full": reading.facts["full"], "center": _center(reading.facts),
             "most": f"{reading.facts['share'] or 0:.0%}"}  # fmt: skip
    return (
        _("%(share)s of the open hours are taken; the fullest week is at %(center)s with %(most)s.") % facts
    )


FIGURE = Figure(
    name="load",
    title=gettext_lazy("Load of the next eight weeks"),
    definition=gettext_lazy(
        "Hours of plans in force ÷ hours in which the machines of the work centre are open by its calendar, from now on; this week and"
        " the next seven. The load is everybody's: a chosen customer narrows only the operations behind it."
    ),
    source="APICS load profile; ISO 22400-2 allocation ratio",
    unit="share",
    fields=(
        Field("work_center", gettext_lazy("work centre"), "text"),
        Field("name", gettext_lazy("name"), "text"),
        Field("week", gettext_lazy("week from"), "date"),
        Field("open_hours", gettext_lazy("open"), "hours"),
        Field("taken_hours", gettext_lazy("taken"), "hours"),
        Field("share", gettext_lazy("load"), "share"),
    ),
    row_fields=(
        Field("order_number", gettext_lazy("order"), "text"),
        Field("customer", gettext_lazy("customer"), "text"),
        Field("operation", gettext_lazy("operation"), "text"),
        Field("step", gettext_lazy("name"), "text"),
        Field("work_center", gettext_lazy("work centre"), "text"),
        Field("operation_state", gettext_lazy("state"), "operation_state"),
        Field("planned_start", gettext_lazy("planned start"), "time"),
        Field("planned_end", gettext_lazy("planned end"), "time"),
        Field("duration_minutes", gettext_lazy("duration"), "minutes"),
        Field("promised_date", gettext_lazy("promised"), "date"),
    ),
    heads=frozenset({Department.PRODUCTION}),
    answer=answer,
    rows=rows,
    sentence=sentence,
    missing=gettext_lazy("There is no machine in use."),
    better="",
    takes_long=True,
)
