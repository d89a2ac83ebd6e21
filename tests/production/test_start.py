"""III.4.1: production starts by the plan, when everything is there; what is not right is said, all of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.people import make_people
from tests.planning.plant import TODAY, Plant, build_plant, expected, ordered, stocked, well_stocked
from tests.production.floor import done, on_the_floor, operations
from tests.races import at_once

from takt.conduct.refusals import NotByItself, NotYourDepartment, WrongState
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.models import Operation, Plan
from takt.planning.states import OperationState
from takt.production.actions.finish import finish
from takt.production.actions.pause import pause
from takt.production.actions.raise_exception import raise_exception
from takt.production.actions.start import start
from takt.production.actions.start_order import start_order
from takt.production.models import Booking, ExceptionKind
from takt.production.refusals import (
    EarlierOperationOpen,
    MachineBusy,
    NotReleased,
    OperatorNotQualified,
    PartUnfinished,
    Stopped,
)
from takt.stock.models import Lot, Movement
from takt.stock.refusals import NotInStock, NotThereYet


def test_zhao_starts_the_first_operation_and_the_order_is_in_production(full_plant: Plant) -> None:
    order = on_the_floor(full_plant, (full_plant.gearbox, "10"))
    first = operations(order)[0]
    start(first, by=full_plant.people.production)
    assert first.state == OperationState.RUNNING
    assert first.started_at is not None
    assert Order.objects.get(pk=order.pk).state == OrderState.IN_PRODUCTION
    assert Booking.objects.get(operation=first).booked_by == full_plant.people.production


def test_the_first_start_of_a_job_issues_its_material(full_plant: Plant) -> None:
    order = on_the_floor(full_plant, (full_plant.gearbox, "10"))
    start(operations(order)[0], by=full_plant.people.production)
    lot = Lot.objects.get(item=full_plant.materials[0])
    assert (lot.on_hand, lot.reserved) == (Decimal(980), Decimal(0))
    assert Movement.objects.filter(case=order.pk).count() == 8


def test_material_that_came_after_planning_is_issued_too(plant: Plant, refused: Any) -> None:
    for material in plant.materials[1:]:
        stocked(material, "100")
    order = on_the_floor(plant, (plant.gearbox, "1"))
    with refused(NotInStock) as reasons:
        start(operations(order)[0], by=plant.people.production)
    assert "M1" in str(reasons[0])
    stocked(plant.materials[0], "2")
    start(operations(order)[0], by=plant.people.production)
    assert Lot.objects.get(item=plant.materials[0]).on_hand == 0


def test_material_that_is_still_on_its_way_keeps_the_job_waiting(plant: Plant, refused: Any) -> None:
    for material in plant.materials[1:]:
        stocked(material, "100")
    expected(plant.materials[0], "100", TODAY + timedelta(days=2))
    order = on_the_floor(plant, (plant.gearbox, "1"))
    with refused(NotThereYet):
        start(operations(order)[0], by=plant.people.production)


def test_every_reason_is_given_at_once(plant: Plant, refused: Any) -> None:
    order = ordered(plant, (plant.pump, "2"))
    plan = propose(order, by=plant.people.production)
    adopt(plan, by=plant.people.production)
    pump, rotor = operations_of(plan)
    raise_exception(
        by=plant.people.quality,
        order=order_now(order),
        kind=ExceptionKind.MACHINE,
        text="spindle noise",
        blocking=True,
    )
    with refused(NotReleased, PartUnfinished, Stopped, NotInStock):
        start(pump, by=plant.people.production)
    with refused(NotReleased, OperatorNotQualified, Stopped, NotInStock):
        start(rotor, by=plant.people.head_of_production)
    assert not Movement.objects.exists()
    assert Order.objects.get(pk=order.pk).state == OrderState.PLANNED


def operations_of(plan: Plan) -> list[Operation]:
    """The plan's operations by number."""
    return list(Operation.objects.filter(job__plan=plan).order_by("number"))


def order_now(order: Order) -> Order:
    """The order as it stands."""
    return Order.objects.get(pk=order.pk)


def test_operations_start_in_their_order(full_plant: Plant, refused: Any) -> None:
    first, second, *_ = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))
    with refused(EarlierOperationOpen) as reasons:
        start(second, by=full_plant.people.production)
    assert reasons[0].facts["earlier"] == first.number
    done(first, full_plant, 10)
    start(second, by=full_plant.people.production)


def test_one_machine_runs_one_thing(full_plant: Plant, refused: Any) -> None:
    one = operations(on_the_floor(full_plant, (full_plant.pump, "1")), full_plant.rotor)[0]
    orders = [on_the_floor(full_plant, (full_plant.pump, "1")) for _ in range(2)]
    rivals = [
        o for order in orders for o in operations(order, full_plant.rotor) if o.machine_id == one.machine_id
    ]
    start(one, by=full_plant.people.production)
    with refused(MachineBusy) as reasons:
        start(rivals[0], by=full_plant.people.production2)
    assert reasons[0].facts["running"] == one.number
    pause(one, by=full_plant.people.production, reason="tool change")
    start(rivals[0], by=full_plant.people.production2)


def test_quality_does_not_start_production(full_plant: Plant, refused: Any) -> None:
    first = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[0]
    with refused(NotYourDepartment):
        start(first, by=full_plant.people.quality)


def test_what_runs_is_not_started_again(full_plant: Plant, refused: Any) -> None:
    first = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[0]
    start(first, by=full_plant.people.production)
    with refused(WrongState):
        start(first, by=full_plant.people.production)


def test_an_order_is_not_in_production_without_an_operation(full_plant: Plant, refused: Any) -> None:
    order = on_the_floor(full_plant, (full_plant.gearbox, "10"))
    with refused(NotByItself):
        start_order(order, by=full_plant.people.production)


def test_starting_takes_few_statements(full_plant: Plant, django_assert_max_num_queries: Any) -> None:
    first, second, *_ = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))
    with django_assert_max_num_queries(12):
        start(first, by=full_plant.people.production)
    done_first = Operation.objects.get(pk=first.pk)

    finish(done_first, by=full_plant.people.production, good=Decimal(10))
    with django_assert_max_num_queries(6):
        start(second, by=full_plant.people.production)


@pytest.mark.usefixtures("apart")
def test_two_operators_start_one_operation_and_one_of_them_does() -> None:
    plant = well_stocked(build_plant(make_people()))
    first = operations(on_the_floor(plant, (plant.gearbox, "10")))[0]
    operators = [plant.people.production, plant.people.production2]
    copies = [Operation.objects.get(pk=first.pk) for _ in operators]
    outcomes = at_once(lambda number: start(copies[number], by=operators[number]), threads=2)
    assert outcomes == {"done": 1, "stale": 1}
    assert Booking.objects.count() == 1
    assert Movement.objects.count() == 8


@pytest.mark.usefixtures("apart")
def test_two_operators_start_different_work_on_one_machine_and_one_of_them_does() -> None:
    plant = well_stocked(build_plant(make_people()))
    rotors = [operations(on_the_floor(plant, (plant.pump, "1")), plant.rotor)[0] for _ in range(3)]
    rivals = [o for o in rotors if sum(r.machine_id == o.machine_id for r in rotors) > 1][:2]
    outcomes = at_once(lambda number: start(rivals[number], by=plant.people.production), threads=2)
    assert outcomes["done"] == 1
    assert outcomes["taken"] + outcomes["machine_busy"] == 1
