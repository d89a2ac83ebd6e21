"""The schedule in force as a line system's message, and such a message as wishes (III.3.3)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from takt.conduct.refusals import refuse
from takt.conduct.statements import answers
from takt.exchange.lines import LineSchedule, MessageFault, ProductionRequest, ScheduledOperation, read
from takt.planning.rescheduling_refusals import MessageRefused, NotASchedule
from takt.planning.wishes import Told, Wish, wishes_of

_IN_FORCE = """
select j.number, c.number, i.number, j.quantity, u.code, o.number, o.name, o.planned_start, o.planned_end,
  w.code, coalesce(m.code, ''), coalesce(s.code, ''), coalesce(p.login, ''), o.duration_minutes, o.state, l.state
from planning_operation o join planning_job j on j.id = o.job_id join planning_plan l on l.id = j.plan_id
join orders_order c on c.id = o.order_id join factory_item i on i.id = j.item_id join factory_unit u on u.id = i.unit_id
join factory_workcenter w on w.id = o.work_center_id left join departments_skill s on s.id = o.skill_id
left join factory_machine m on m.id = o.machine_id left join departments_person p on p.id = o.person_id
where o.slot is not null and o.state in ('waiting', 'running', 'paused') and (%(all)s or w.code = any(%(centers)s))
order by j.number, o.sequence
"""


def schedule_in_force(now: datetime, work_centers: Collection[str] = ()) -> LineSchedule:
    """What is planned and not done, of all work centres or of those named; job by job."""
    rows = answers(_IN_FORCE, {"all": not work_centers, "centers": list(work_centers)})
    requests = tuple(_request(list(group)) for _, group in groupby(rows, key=lambda row: row[0]))
    stamp = now.strftime("%Y%m%d%H%M%S")
    return LineSchedule(f"SCHEDULE-{stamp}", stamp, now, requests)


def _request(rows: Sequence[tuple[Any, ...]]) -> ProductionRequest:
    job, order, item, quantity, unit = rows[0][:5]
    return ProductionRequest(
        number=job,
        order=order,
        item=item,
        quantity=Decimal(quantity),
        unit=unit,
        operations=tuple(_operation(*row[5:]) for row in rows),
    )


def _operation(
    number: str, name: str, start: datetime, end: datetime, center: str, machine: str, skill: str, person: str,
    minutes: int, state: str, plan_state: str,
) -> ScheduledOperation:  # fmt: skip
    told = "ready" if state == "waiting" and plan_state == "released" else state
    return ScheduledOperation(number, name, start, end, center, machine, skill, person, minutes, told)


def asked_by(content: bytes) -> tuple[str, list[Wish]]:
    """A message's number and what it asks for. Refused: MessageRefused, NotASchedule; see `wishes_of`."""
    try:
        message = read(content)
    except MessageFault as fault:
        found = {"where": fault.where, "found": fault.found, "expected": fault.expected}
        raise refuse(MessageRefused(line=fault.line, **found)) from fault
    if not isinstance(message, LineSchedule):
        raise refuse(NotASchedule())
    told = [Told(o.number, o.start, o.end, o.machine, o.person, o.line) for o in message.operations]
    return message.number, wishes_of(told)
