"""III.3.3: operations reach those who do them; who is asked gets what is asked."""

from datetime import timedelta

import pytest
from tests.planning.plant import Plant, ordered

from takt.planning import reads
from takt.planning.actions.adopt import adopt
from takt.planning.actions.drop import drop
from takt.planning.actions.propose import propose
from takt.planning.actions.release import release
from takt.planning.models import Plan


@pytest.fixture
def released(full_plant: Plant) -> Plan:
    """Gearboxes on the floor."""
    plan = propose(ordered(full_plant, (full_plant.gearbox, "10")), by=full_plant.people.production)
    adopt(plan, by=full_plant.people.production)
    release(plan, by=full_plant.people.production)
    return plan


def test_the_dispatch_list_shows_what_is_released_earliest_first(full_plant: Plant, released: Plan) -> None:
    waiting = propose(ordered(full_plant, (full_plant.gearbox, "10")), by=full_plant.people.production)
    adopt(waiting, by=full_plant.people.production)
    shown = list(reads.dispatch_list(work_center=full_plant.turning.pk))
    assert [o.sequence for o in shown] == [10, 20, 40]
    assert {o.order_id for o in shown} == {released.order_id}
    assert [o.sequence for o in reads.dispatch_list(machine=full_plant.bench.pk)] == [30, 50]
    person = shown[0].person_id
    assert all(o.person_id == person for o in reads.dispatch_list(person=person))


def test_the_plan_of_an_order_is_the_one_in_force_else_the_newest_proposal(full_plant: Plant) -> None:
    zhao, order = full_plant.people.production, ordered(full_plant, (full_plant.gearbox, "1"))
    assert reads.plan_of(order) is None
    first = propose(order, by=zhao)
    second = propose(order, by=zhao)
    assert reads.plan_of(order) == second
    adopt(first, by=zhao)
    assert reads.plan_of(order) == first
    drop(first, by=zhao, reason="not this one")
    assert reads.plan_of(order) == second
    assert [o.sequence for o in reads.operations_of(first)] == [10, 20, 30, 40, 50]


def test_an_operation_is_late_when_its_end_has_passed_and_it_is_not_done(released: Plan) -> None:
    assert list(reads.late_operations(released.starts_at)) == []
    late = reads.late_operations(released.finishes_at + timedelta(minutes=1))
    assert [o.sequence for o in late] == [10, 20, 30, 40, 50]


def test_the_load_of_a_work_centre_counts_minutes_of_work_in_force(full_plant: Plant, released: Plan) -> None:
    span = released.starts_at, released.finishes_at
    assert reads.load([full_plant.turning.pk, full_plant.assembly.pk], *span) == {
        full_plant.turning.pk: 60 + 30 + 15,
        full_plant.assembly.pk: 40 + 40,
    }
    drop_nothing = reads.load(
        [full_plant.turning.pk], released.finishes_at, released.finishes_at + timedelta(days=9)
    )
    assert drop_nothing == {full_plant.turning.pk: 0}
