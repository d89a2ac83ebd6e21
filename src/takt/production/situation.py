"""All that decides whether an operation may run now, in one look at the database."""

from datetime import datetime
from typing import Any
from uuid import UUID

from takt.conduct.statements import answers
from takt.planning.models import Operation
from takt.production.rules import Situation

_LOOK = """
select o.number, r.state, p.number, p.state, coalesce(s.code, ''),
  o.skill_id is null or exists (select from departments_qualification q where q.skill_id = o.skill_id and q.person_id = %(person)s
    and q.since <= %(now)s and (q.until is null or q.until > %(now)s)),
  coalesce(m.code, ''),
  coalesce((select b.number from planning_operation b where b.machine_id = o.machine_id and b.state = 'running' and b.id <> o.id
    limit 1), ''),
  array(select array[e.number, e.state] from planning_operation e
    where e.job_id = o.job_id and e.sequence < o.sequence and e.state <> 'done' order by e.sequence),
  array(select array[c.number, i.number] from planning_job c join factory_item i on i.id = c.item_id
    where c.parent_id = o.job_id and c.finished_at is null order by c.number),
  array(select x.number::text from production_productionexception x where x.order_id = o.order_id and x.blocking
    and x.resolved_at is null and (x.operation_id = o.id or x.operation_id is null) order by x.number),
  not exists (select from planning_operation f where f.job_id = o.job_id and f.started_at is not null),
  exists (select from stock_reservation v where v.job = o.job_id and v.issued_at is null and v.released_at is null),
  exists (select from planning_materialneed n where n.job_id = o.job_id and n.quantity > (
    select coalesce(sum(v.quantity), 0) from stock_reservation v
    where v.job = n.job_id and v.item_id = n.item_id and v.released_at is null))
from planning_operation o join planning_job j on j.id = o.job_id join planning_plan p on p.id = j.plan_id
join orders_order r on r.id = o.order_id left join departments_skill s on s.id = o.skill_id
left join factory_machine m on m.id = o.machine_id
where o.id = %(operation)s
"""


def look_at(operation: Operation, person: UUID, now: datetime) -> Situation:
    """The situation of an operation for a person at a time."""
    [row] = answers(_LOOK, {"operation": operation.pk, "person": person, "now": now})
    facts: list[Any] = [_pairs(value) if isinstance(value, list) else value for value in row]
    return Situation(*facts)


def _pairs(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(row) if isinstance(row, list) else row for row in rows)
