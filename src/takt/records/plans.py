"""The plans of an order with their operations, joined with everything that they speak of: one query, also for a plan of
bought articles that has none."""

from uuid import UUID

from takt.conduct.rows import columns, every
from takt.departments.models import Person
from takt.factory.models import Item, Machine, Unit, WorkCenter
from takt.planning.models import Job, Operation, Plan

_PLANS = f"""
select {columns(Plan, "p")}, {columns(Person, "b")}, {columns(Operation, "o")}, {columns(Job, "j")}, {columns(Item, "i")},
  {columns(Unit, "u")}, {columns(WorkCenter, "w")}, {columns(Machine, "m")}, {columns(Person, "q")}
from planning_plan p join departments_person b on b.id = p.proposed_by_id
left join planning_job j on j.plan_id = p.id left join planning_operation o on o.job_id = j.id
left join factory_item i on i.id = j.item_id left join factory_unit u on u.id = i.unit_id
left join factory_workcenter w on w.id = o.work_center_id left join factory_machine m on m.id = o.machine_id
left join departments_person q on q.id = o.person_id
where p.order_id = %s order by p.proposed_at desc, o.planned_start, o.number
"""  # noqa: S608  # columns of the models


def plans_of(order_id: UUID) -> tuple[list[Plan], list[Operation]]:
    """Newest plan first; the operations of all of them, by the time for which they are planned."""
    kinds = (Plan, Person, Operation, Job, Item, Unit, WorkCenter, Machine, Person)
    plans: dict[UUID, Plan] = {}
    operations: list[Operation] = []
    for plan, proposer, operation, job, item, unit, center, machine, person in every(
        _PLANS, (order_id,), *kinds
    ):
        plan.proposed_by = proposer
        held = plans.setdefault(plan.pk, plan)
        if operation is None:
            continue
        item.unit = unit
        job.item, job.plan = item, held
        operation.job, operation.work_center, operation.machine, operation.person = (
            job,
            center,
            machine,
            person,
        )
        operations.append(operation)
    return list(plans.values()), sorted(operations, key=lambda o: (o.planned_start, o.number))
