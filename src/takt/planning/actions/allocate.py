"""III.3.2 资源调配: somebody else, or another machine, for an operation that has not started."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person
from takt.factory import reads as factory
from takt.factory.models import Machine
from takt.planning import claims, rules
from takt.planning.models import Operation
from takt.planning.rules import Allocation
from takt.planning.states import OperationState


@action("III.3.2", by=Department.PRODUCTION, while_in=(OperationState.WAITING,))
def allocate(
    operation: Operation, *, by: Person, person: Person | None = None, machine: Machine | None = None
) -> None:
    """Give an operation of a plan in force to another person, another machine of its work centre, or both."""
    loaded = Operation.objects.select_related("job__plan", "machine", "person", "skill", "work_center").get(
        pk=operation.pk
    )
    operation.machine = machine or loaded.machine
    operation.person = person or loaded.person
    claims.claim(row.pk for row in (operation.machine, operation.person) if row is not None)
    facts = _facts(loaded, operation)
    refuse_if(rules.reasons_not_to_allocate(facts, claims.taken_at(operation)))
    operation.slot = claims.slot(operation)


def _facts(loaded: Operation, wanted: Operation) -> Allocation:
    machine, person, skill, plan = wanted.machine, wanted.person, loaded.skill, loaded.job.plan
    able = {p.id for p in factory.qualified_people([skill.pk], now())[skill.pk]} if skill else set()
    return Allocation(
        operation=loaded.number,
        plan=plan.number,
        plan_state=plan.state,
        plan_state_name=str(plan.get_state_display()),
        work_center=loaded.work_center.code,
        machine=machine.code if machine else "",
        machine_fits=machine is None
        or (machine.work_center_id == loaded.work_center_id and machine.retired_at is None),
        person=person.name if person else "",
        skill=skill.code if skill else "",
        qualified=skill is None or (person is not None and person.pk in able),
    )
