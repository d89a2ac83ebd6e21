"""What an operation still needs before it may run, in words: what comes before it, parts, material, people, release."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takt.planning.states import OperationState
from takt.web.pages.shown import words

# For operations that do not run: all that production.start would ask, but who is going to start it. One query.
_LOOK = """
select o.id, p.state <> 'released', o.person_id is null, coalesce(m.code, ''),
  coalesce((select b.number from planning_operation b
    where b.machine_id = o.machine_id and b.state = 'running' and b.id <> o.id limit 1), ''),
  array(select array[e.name, coalesce(nullif(e.name_en, ''), e.name), e.state] from planning_operation e
    where e.job_id = o.job_id and e.sequence < o.sequence and e.state <> 'done' order by e.sequence),
  array(select array[i.number, c.number] from planning_job c join factory_item i on i.id = c.item_id
    where c.parent_id = o.job_id and c.finished_at is null order by c.number),
  array(select x.number::text from production_productionexception x where x.order_id = o.order_id and x.blocking
    and x.resolved_at is null and (x.operation_id = o.id or x.operation_id is null) order by x.number),
  array(select array[i.number, coalesce((select max(r.due)::text from stock_reservation v
      join stock_expectedreceipt r on r.id = v.expected_id
      where v.job = n.job_id and v.item_id = n.item_id and v.released_at is null), '')]
    from planning_materialneed n join factory_item i on i.id = n.item_id
    where n.job_id = o.job_id
      and not exists (select from planning_operation f where f.job_id = o.job_id and f.started_at is not null)
      and n.quantity > (select coalesce(sum(v.quantity), 0) from stock_reservation v
        where v.job = n.job_id and v.item_id = n.item_id and v.released_at is null and v.lot_id is not null)
    order by i.number)
from planning_operation o join planning_job j on j.id = o.job_id join planning_plan p on p.id = j.plan_id
left join factory_machine m on m.id = o.machine_id
where o.id = any(%s)
"""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing; `url` leads to it where it has a page."""

    icon: str
    text: str
    url: str = ""


def missing(operations: Collection[UUID]) -> dict[UUID, list[Lack]]:
    """What each of the operations lacks."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, (list(operations),))
        return {row[0]: _lacks(*row[1:]) for row in cursor.fetchall()}


def _lacks(
    unreleased: bool, unmanned: bool, machine: str, running: str, earlier: list[Any], parts: list[Any],
    exceptions: list[str], material: list[Any],
) -> list[Lack]:  # fmt: skip
    found = [Lack("lock", _("The plan is not released yet"))] if unreleased else []
    found += [_after(*each) for each in earlier]
    found += [
        Lack(
            "puzzle",
            _("Part %(item)s is not finished") % {"item": item},
            reverse("row", args=["jobs", job]),
        )
        for item, job in parts
    ]
    found += [_material(*each) for each in material]
    found += [
        Lack("hand-stop", _("Stopped by %(exception)s") % {"exception": number}, reverse("row", args=["exceptions", number]))
        for number in exceptions
    ]  # fmt: skip
    found += [Lack("user-question", _("Nobody is assigned"))] if unmanned else []
    if running:
        found.append(
            Lack(
                "engine",
                _("%(machine)s is busy with %(operation)s") % {"machine": machine, "operation": running},
            )
        )
    return found


def _after(name: str, name_en: str, state: str) -> Lack:
    called = name if (get_language() or "").startswith("zh") else name_en
    if state == OperationState.INSPECTION:
        return Lack("microscope", _("%(operation)s waits for its inspection") % {"operation": called})
    said = {"operation": called, "state": OperationState(state).label}
    return Lack("arrow-bar-to-right", _("First %(operation)s (%(state)s)") % said)


def _material(item: str, due: str) -> Lack:
    if due:
        return Lack(
            "truck",
            _("Material %(item)s comes on %(day)s") % {"item": item, "day": words(parse_date(due))},
        )
    return Lack("package-off", _("Material %(item)s is not there") % {"item": item})
