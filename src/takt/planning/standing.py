"""The schedule in force as it stands: operations with their orders, predecessors, material, and who else is there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from takt.conduct.statements import answers
from takt.planning.drafting import there_on


@dataclass(frozen=True, slots=True)
class Stand:
    """An operation of a plan in force. `minutes`: its working minutes; `material`: when the last of what its job waits for
    comes (None: it is there, or the operation is not its job's first)."""

    id: UUID
    number: str
    order_id: UUID
    order: str
    job_id: UUID
    parent_id: UUID | None
    sequence: int
    state: str
    start: datetime
    end: datetime
    minutes: int
    work_center_id: UUID
    work_center: str
    skill_id: UUID | None
    skill: str
    machine_id: UUID | None
    machine: str
    lane: int | None
    person_id: UUID | None
    person: str
    material: datetime | None = None


_STANDS = """
select o.id, o.number, o.order_id, c.number, o.job_id, j.parent_id, o.sequence, o.state, o.planned_start, o.planned_end,
  o.duration_minutes, o.work_center_id, w.code, o.skill_id, coalesce(s.code, ''), o.machine_id, coalesce(m.code, ''), m.lane,
  o.person_id, coalesce(p.name, ''),
  (select max(e.due) from stock_reservation r join stock_expectedreceipt e on e.id = r.expected_id
    where r.job = o.job_id and r.issued_at is null and r.released_at is null and e.closed_at is null
    and not exists (select from planning_operation f where f.job_id = o.job_id and f.sequence < o.sequence))
from planning_operation o join planning_job j on j.id = o.job_id join orders_order c on c.id = o.order_id
join factory_workcenter w on w.id = o.work_center_id left join departments_skill s on s.id = o.skill_id
left join factory_machine m on m.id = o.machine_id left join departments_person p on p.id = o.person_id
"""
_OF_ORDERS = f"""
{_STANDS} where o.slot is not null and o.order_id in (
  select x.order_id from planning_operation x where x.number = any(%s) and x.slot is not null)
order by o.planned_start, o.id
"""  # noqa: S608  # two texts of this file joined
_ON_RESOURCES = f"""
{_STANDS} where o.slot is not null and not isempty(o.slot) and o.planned_end > %(since)s and o.planned_start < %(until)s
and (o.machine_id = any(%(machines)s) or o.person_id = any(%(people)s)) order by o.planned_start, o.id
"""  # two texts of this file joined


def with_their_orders(numbers: Collection[str]) -> dict[str, Stand]:
    """The operations in force of every order to which one of these belongs, by number."""
    return {stand.number: stand for stand in _stands(answers(_OF_ORDERS, (list(numbers),)))}


def on_resources(
    machines: Collection[UUID], people: Collection[UUID], since: datetime, until: datetime
) -> list[Stand]:
    """Whoever holds time of these machines or people in [since, until)."""
    given = {"machines": list(machines), "people": list(people), "since": since, "until": until}
    return list(_stands(answers(_ON_RESOURCES, given)))


def _stands(rows: Iterable[tuple[Any, ...]]) -> Iterable[Stand]:
    for *facts, due in rows:
        yield replace(Stand(*facts), material=there_on(due) if due else None)
