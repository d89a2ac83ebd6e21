"""How full are the next eight weeks? Load of each work centre against what its machines are open."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.conduct.refusals import InvalidInput, refuse
from takt.engine.intervals import Intervals
from takt.engine.load import load
from takt.engine.problem import Resource
from takt.factory.minutes import to_minutes
from takt.factory.models import WorkCenter
from takt.factory.worktime import open_spans
from takt.planning.floor import look_at
from takt.records.figures.figure import Field, Figure, Reading, Rows, share
from takt.records.figures.question import Question

WEEKS = 8
FULL = 0.85
"""From here on a work centre is shown as full: little room is left for what comes between."""


def answer(question: Question) -> Reading:
    """Open and taken minutes of each work centre and week, counted as the feasibility review counts them."""
    centers = {w.pk: w for w in WorkCenter.objects.order_by("code")}
    edges = _mondays(question.at)
    floor = look_at(list(centers), (), question.at)
    opened = {
        key: Intervals.of(open_spans(t, max(question.at, edges[0]), edges[-1]), "calendar")
        for key, t in floor.calendars.items()
    }
    rows = [(center, machine) for center in centers for machine in floor.machines[center]]
    order = list(centers)
    resources = [
        Resource(opened[m.calendar_id], Intervals.merged(floor.taken.get(m.id, []), "taken"))
        for __, m in rows
    ]
    if not resources:
        return Reading(None, None, 0, [], {})
    counted = load(resources, [order.index(c) for c, __ in rows], [to_minutes(e) for e in edges])
    parts = [
        _part(centers[c], edge, int(counted.open_minutes[at, week]), int(counted.occupied_minutes[at, week]))
        for at, c in enumerate(order)
        if at < len(counted.open_minutes)
        for week, edge in enumerate(edges[:-1])
    ]
    taken, whole = sum(p["taken_hours"] for p in parts), sum(p["open_hours"] for p in parts)
    return Reading(share(taken, whole), None, len(resources), parts, _fullest(parts))


def _fullest(parts: list[dict[str, Any]]) -> dict[str, Any]:
    top = max(parts, key=lambda p: p["share"] or 0)
    return {"work_center": top["name"], "work_center_en": top["name_en"], "week": top["week"], "share": top["share"],
            "full": sum((p["share"] or 0) >= FULL for p in parts)}  # fmt: skip


def _part(center: WorkCenter, edge: datetime, open_minutes: int, taken_minutes: int) -> dict[str, Any]:
    return {
        "work_center": center.code,
        "name": center.name,
        "name_en": getattr(center, "name_en", ""),
        "week": timezone.localdate(edge),
        "open_hours": round(open_minutes / 60, 1),
        "taken_hours": round(taken_minutes / 60, 1),
        "share": share(taken_minutes, open_minutes),
    }


def _mondays(at: datetime) -> list[datetime]:
    """The midnights at which this week and the next seven begin, and the one that ends them."""
    here = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = here - timedelta(days=here.weekday())
    return [monday + timedelta(days=7 * week) for week in range(WEEKS + 1)]


_OPERATIONS = """
select o.number as order_number, u.name as customer, u.name_en as customer_en, p.number as operation, p.name as step, w.code as work_center,
  p.state as operation_state, p.planned_start, p.planned_end, p.duration_minutes, c.promised_date
from planning_operation p join factory_workcenter w on w.id = p.work_center_id join orders_order o on o.id = p.order_id
join orders_customer u on u.id = o.customer_id join records_course c on c.order_id = o.id
where p.slot is not null and p.planned_end > %(since)s and p.planned_start < %(until)s{center}{only} order by p.planned_start, p.number
"""


def rows(question: Question, group: str, bucket: str) -> Rows:
    """The operations of a work centre (by code) and week that still take time."""
    edges = _mondays(question.at)
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
