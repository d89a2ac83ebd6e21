"""What waits with plans and on the floor (III.3, III.4)."""

from typing import Any

from takt.records.waiting.kinds import ORDERS_DATE, Kind

_ON_FLOOR = """from planning_operation s join planning_job j on j.id = s.job_id
  join planning_plan p on p.id = j.plan_id and p.state = 'released' join orders_order o on o.id = s.order_id"""
_QUALIFIED = """(s.skill_id is null or exists (select from departments_qualification q where q.skill_id = s.skill_id
    and q.person_id = %(me)s and q.since <= %(now)s and (q.until is null or q.until > %(now)s)))"""
_MINE = f"(s.person_id = any(me.people) or s.person_id is null) and {_QUALIFIED}"
_BEGUN_BY_ME = """(s.person_id = any(me.people) or exists (select from production_booking b where b.operation_id = s.id
    and b.kind in ('start', 'resume') and b.booked_by_id = any(me.people)))"""
_NOT_STOPPED = """not exists (select from production_productionexception x where x.order_id = s.order_id and x.blocking
    and x.resolved_at is null and (x.operation_id = s.id or x.operation_id is null))
  and not exists (select from planning_operation b where b.machine_id = s.machine_id and b.state = 'running' and b.id <> s.id)"""
_READY = f"""not exists (select from planning_operation b where b.job_id = s.job_id and b.sequence < s.sequence and b.state <> 'done')
  and not exists (select from planning_job c where c.parent_id = s.job_id and c.finished_at is null) and {_NOT_STOPPED}"""  # noqa: S608  # words of our own


def _operation(action: str, where: str, oldest: str = "s.planned_start, s.id", **more: Any) -> Kind:
    return Kind(
        action, f"{_ON_FLOOR} where {where}", oldest, starter="p.proposed_by_id", about="s.name", about_en="s.name_en", **more,
    )  # fmt: skip


_UNDER_WAY = {"begun": "coalesce(s.started_at, s.planned_start)", "dated": "s.planned_end"}

FLOOR: tuple[Kind, ...] = (
    Kind(
        action="planning.propose",
        rows="""from orders_order o where o.state = 'approved'
  and not exists (select from planning_plan p where p.order_id = o.id and p.state = 'proposed')""",
        oldest="o.entered_at, o.id",
        subject="o.id",
        reference="o.number",
        acts=("approval.approve", "planning.replan_order"),
    ),
    Kind(
        action="planning.adopt",
        rows="""from planning_plan s join orders_order o on o.id = s.order_id and o.state = 'approved' where s.state = 'proposed'
  and not exists (select from planning_plan n where n.order_id = s.order_id and n.state = 'proposed' and n.id > s.id)""",
        oldest="s.proposed_at, s.id",
        begun="s.proposed_at",
        starter="s.proposed_by_id",
    ),
    Kind(
        action="planning.release",
        rows="from planning_plan s join orders_order o on o.id = s.order_id where s.state = 'adopted'",
        oldest="s.proposed_at, s.id",
        acts=("planning.adopt_order",),
        dated="s.starts_at",
        starter="s.proposed_by_id",
    ),
    _operation(
        "production.start", f"s.slot is not null and s.state = 'waiting' and {_MINE} and {_READY}",
        acts=("planning.release_order",), dated="s.planned_start",
    ),
    _operation(
        "production.resume", f"s.state = 'paused' and {_BEGUN_BY_ME} and {_QUALIFIED} and {_NOT_STOPPED}", **_UNDER_WAY
    ),
    _operation("production.finish", f"s.state = 'running' and {_BEGUN_BY_ME}", **_UNDER_WAY),
    Kind(
        action="production.provide",
        rows="""from planning_job s join planning_plan p on p.id = s.plan_id and p.state = 'released'
  join orders_order o on o.id = s.order_id and o.state in ('released', 'in_production')
  where s.route_id is null and s.finished_at is null and not exists (select from planning_job n
    where n.plan_id = s.plan_id and n.route_id is null and n.finished_at is null and n.id < s.id)""",
        oldest="s.due_at, s.id",
        subject="o.id",
        reference="o.number",
        acts=("planning.release_order",),
        dated=ORDERS_DATE,
        starter="p.proposed_by_id",
    ),
    _operation(
        "quality.inspect", "s.slot is not null and s.state = 'inspection'", "s.ended_at, s.id",
        begun="coalesce(s.ended_at, s.planned_end)",
    ),
    Kind(
        action="production.resolve_exception",
        rows="from production_productionexception s join orders_order o on o.id = s.order_id where s.resolved_at is null",
        oldest="s.raised_at, s.id",
        begun="s.raised_at",
        starter="s.raised_by_id",
        about="s.text",
        about_en="s.text",
    ),
)  # fmt: skip
