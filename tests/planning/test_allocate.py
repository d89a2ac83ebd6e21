"""III.3.2: people and machines are allocated by the plan; somebody else may take over."""

from typing import Any

import pytest
from tests.open_door import open_door
from tests.planning.plant import Plant, ordered

from takt.conduct.refusals import WrongState
from takt.departments.models import Person
from takt.factory.models import Machine
from takt.planning.actions.adopt import adopt
from takt.planning.actions.allocate import allocate
from takt.planning.actions.propose import propose
from takt.planning.models import Operation, Plan
from takt.planning.refusals import MachineElsewhere, MachineTaken, NotOnTheFloor, NotQualified, PersonTaken
from takt.planning.states import OperationState


@pytest.fixture
def plan(full_plant: Plant) -> Plan:
    """An adopted plan for gearboxes."""
    made = propose(ordered(full_plant, (full_plant.gearbox, "10")), by=full_plant.people.production)
    adopt(made, by=full_plant.people.production)
    return made


def first(plan: Plan) -> Operation:
    """The plan's first operation."""
    return Operation.objects.filter(job__plan=plan).order_by("sequence")[0]


def other_machine(plant: Plant, operation: Operation) -> Machine:
    """The lathe that the operation is not on."""
    return plant.lathe2 if operation.machine_id == plant.lathe.pk else plant.lathe


def other_turner(plant: Plant, operation: Operation) -> Person:
    """The turner who does not have the operation."""
    return (
        plant.people.production2
        if operation.person_id == plant.people.production.pk
        else plant.people.production
    )


def test_sun_takes_over_from_zhao_on_the_other_lathe(full_plant: Plant, plan: Plan) -> None:
    operation = first(plan)
    lathe, sun = other_machine(full_plant, operation), other_turner(full_plant, operation)
    before = operation.slot
    allocate(operation, by=full_plant.people.head_of_production, person=sun, machine=lathe)
    operation = first(plan)
    assert (operation.machine, operation.person) == (lathe, sun)
    assert operation.slot != before


def test_who_cannot_turn_does_not_get_the_lathe(full_plant: Plant, plan: Plan, refused: Any) -> None:
    with refused(NotQualified):
        allocate(first(plan), by=full_plant.people.production, person=full_plant.people.head_of_production)


def test_a_bench_is_no_lathe(full_plant: Plant, plan: Plan, refused: Any) -> None:
    with refused(MachineElsewhere):
        allocate(first(plan), by=full_plant.people.production, machine=full_plant.bench)


def test_a_person_or_machine_that_is_taken_is_not_given_twice(
    full_plant: Plant, plan: Plan, refused: Any
) -> None:
    second = propose(ordered(full_plant, (full_plant.gearbox, "10")), by=full_plant.people.production)
    adopt(second, by=full_plant.people.production)
    mine, theirs = first(plan), first(second)
    with open_door():
        theirs.planned_start, theirs.planned_end = mine.planned_start, mine.planned_end
        Operation.objects.bulk_update([theirs], ["planned_start", "planned_end"])
    with refused(MachineTaken, PersonTaken) as reasons:
        allocate(mine, by=full_plant.people.production, machine=theirs.machine, person=theirs.person)
    assert {r.facts["order"] for r in reasons} <= {second.order.number}


def test_a_proposal_takes_nobody(full_plant: Plant, refused: Any) -> None:
    made = propose(ordered(full_plant, (full_plant.gearbox, "10")), by=full_plant.people.production)
    with refused(NotOnTheFloor):
        allocate(first(made), by=full_plant.people.production, person=full_plant.people.production2)


def test_what_runs_is_not_given_to_somebody_else(full_plant: Plant, plan: Plan, refused: Any) -> None:
    operation = first(plan)
    with open_door():
        operation.state = OperationState.RUNNING
        Operation.objects.bulk_update([operation], ["state"])
    with refused(WrongState):
        allocate(operation, by=full_plant.people.production, person=full_plant.people.production2)
