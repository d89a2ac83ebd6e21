"""III.3.1 制定生产计划: a plan is proposed around everything that is adopted already."""

from uuid import UUID

from takt.conduct import numbers
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.canonical import content_hash, plain
from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.departments.models import Person
from takt.factory.minutes import from_minutes
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.drafting import Draft, draft, end_of_day
from takt.planning.models import Job, MaterialNeed, Operation, Plan


def _prepare(order: Order) -> Draft:
    return draft(order)


@action("III.3.1", by=Department.PRODUCTION, while_in=(OrderState.APPROVED,), prepare=_prepare)
def propose(order: Order, *, by: Person, prepared: Draft | None = None) -> Plan:
    """Propose a plan for an approved order: jobs, operations with machine, person and time, materials with dates."""
    drafted = prepared
    if drafted is None or drafted.content_hash != order.content_hash:
        drafted = draft(order, now())
    plan = _plan(order, drafted, by)
    jobs = _jobs(plan, drafted)
    create_with_entry(plan, *jobs, *_operations(plan, jobs, drafted), *_needs(drafted))
    return plan


def _plan(order: Order, drafted: Draft, by: Person) -> Plan:
    inputs = [
        order.content_hash,
        [(j.item.id, j.quantity, j.bill_id, j.route_id) for j in drafted.jobs],
        drafted.shortages,
    ]
    return Plan(
        number=numbers.take("PL"),
        order=order,
        order_version_id=drafted.order_version_id,
        starts_at=drafted.starts_at,
        finishes_at=drafted.finishes_at,
        late_minutes=drafted.late_minutes,
        shortages=plain(drafted.shortages),
        input_hash=content_hash(inputs),
        proposed_by=by,
        proposed_at=now(),
    )


def _jobs(plan: Plan, drafted: Draft) -> list[Job]:
    ids: list[UUID] = [job.id for job in drafted.jobs]
    return [
        Job(
            id=job.id,
            number=f"{plan.number}-{index}",
            plan=plan,
            order_id=plan.order_id,
            order_line_id=job.line_id,
            parent_id=ids[job.parent] if job.parent >= 0 else None,
            item_id=job.item.id,
            quantity=job.quantity,
            bill_id=job.bill_id,
            route_id=job.route_id,
            due_at=end_of_day(job.due),
        )
        for index, job in enumerate(drafted.jobs, 1)
    ]


def _operations(plan: Plan, jobs: list[Job], drafted: Draft) -> list[Operation]:
    return [
        Operation(
            number=f"{jobs[p.step.job].number}-{p.step.operation.sequence}",
            job=jobs[p.step.job],
            order_id=plan.order_id,
            sequence=p.step.operation.sequence,
            name=p.step.operation.name,
            name_en=p.step.operation.name_en,
            work_center_id=p.step.operation.work_center_id,
            machine_id=p.machine.id,
            person_id=p.person_id,
            skill_id=p.step.operation.skill_id,
            planned_start=from_minutes(p.start),
            planned_end=from_minutes(p.end),
            duration_minutes=p.step.minutes,
            inspection=p.step.operation.inspection,
            instructions=p.step.operation.instructions,
        )
        for p in drafted.placements
    ]


def _needs(drafted: Draft) -> list[MaterialNeed]:
    starts: dict[int, int] = {}
    for placement in drafted.placements:
        starts[placement.step.job] = min(placement.start, starts.get(placement.step.job, placement.start))
    return [
        MaterialNeed(
            job_id=job.id,
            item_id=need.item_id,
            quantity=need.quantity,
            needed_at=from_minutes(starts[index]) if index in starts else drafted.finishes_at,
        )
        for index, job in enumerate(drafted.jobs)
        for need in job.needs
    ]
