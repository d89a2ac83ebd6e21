"""III.3, III.4: plans wait for planners, operations for those who can run them now, parts for the inspector."""

from tests.open_door import open_door
from tests.people import LONG_AGO
from tests.planning.plant import Plant, ordered
from tests.production.floor import done, on_the_floor, operations
from tests.records.waiting.desk import steps, waits

from takt.departments.models import Person, Qualification
from takt.planning.actions.adopt import adopt
from takt.planning.actions.drop import drop
from takt.planning.actions.propose import propose
from takt.planning.actions.release import release
from takt.planning.models import Operation
from takt.production.actions.pause import pause
from takt.production.actions.raise_exception import raise_exception
from takt.production.actions.resolve_exception import resolve_exception
from takt.production.actions.resume import resume
from takt.production.actions.start import start
from takt.production.models import ExceptionKind
from takt.quality.actions.inspect import inspect
from takt.quality.models import InspectionVerdict


def operator_of(operation: Operation, plant: Plant) -> Person:
    """Whom the plan gives the operation; Zhao, where it names nobody."""
    return operation.person or plant.people.production


def test_an_approved_order_is_planned_the_plan_adopted_and_released(full_plant: Plant) -> None:
    order, planner = ordered(full_plant, (full_plant.gearbox, "10")), full_plant.people.production
    assert waits(planner) == [("planning.propose", order.number)]
    plan = propose(order, by=planner)
    assert waits(planner) == [("planning.adopt", plan.number)]
    adopt(plan, by=planner)
    assert waits(planner) == [("planning.release", plan.number)]
    release(plan, by=planner)
    assert "planning.release" not in steps(planner)


def test_of_several_proposals_the_newest_waits_and_after_a_drop_the_order_does(full_plant: Plant) -> None:
    order, planner = ordered(full_plant, (full_plant.gearbox, "10")), full_plant.people.production
    first, second = propose(order, by=planner), propose(order, by=planner)
    assert waits(planner) == [("planning.adopt", second.number)]
    for plan in (first, second):
        drop(plan, by=planner, reason="another machine")
    assert waits(planner) == [("planning.propose", order.number)]


def test_an_operation_waits_for_its_operator_when_it_can_start(full_plant: Plant) -> None:
    first, second, *_ = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))
    operator = operator_of(first, full_plant)
    assert ("production.start", first.number) in waits(operator)
    assert ("production.start", second.number) not in waits(operator_of(second, full_plant))
    start(first, by=operator)
    assert ("production.finish", first.number) in waits(operator)
    pause(first, by=operator, reason="tool change")
    assert ("production.resume", first.number) in waits(operator)
    resume(first, by=operator)
    assert ("production.finish", first.number) in waits(operator)


def test_an_operation_does_not_wait_for_who_is_not_qualified(full_plant: Plant) -> None:
    first = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[0]
    assert first.person is not None
    with open_door():
        for each in Qualification.objects.filter(person=first.person):
            each.until = LONG_AGO
            each.since = LONG_AGO
            each.save()
    assert "production.start" not in steps(first.person)


def test_parts_at_an_inspection_point_wait_for_quality_but_not_for_who_made_them(full_plant: Plant) -> None:
    people = full_plant.people
    rows = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))
    for operation in rows:
        done(operation, full_plant, 10)
        if operation.inspection:
            break
        inspected = Operation.objects.get(pk=operation.pk)
        assert inspected.state == "done"
    assert waits(people.quality) == [("quality.inspect", operation.number)]
    assert "quality.inspect" not in steps(people.production)
    inspect(operation, by=people.quality, verdict=InspectionVerdict.PASS)
    assert steps(people.quality) == []


def test_an_open_exception_waits_for_production_and_quality_and_stops_what_it_blocks(
    full_plant: Plant,
) -> None:
    people = full_plant.people
    first = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[0]
    operator = operator_of(first, full_plant)
    found = raise_exception(
        by=people.quality, order=first.order, kind=ExceptionKind.QUALITY, text="wrong steel", operation=first, blocking=True
    )  # fmt: skip
    assert waits(people.quality2) == [("production.resolve_exception", found.number)]
    assert ("production.start", first.number) not in waits(operator)
    resolve_exception(found, by=people.production, resolution="right steel fetched")
    assert steps(people.quality2) == []
    assert ("production.start", first.number) in waits(operator)


def test_bought_goods_wait_to_be_provided(full_plant: Plant) -> None:
    order = on_the_floor(full_plant, (full_plant.oil, "5"))
    assert waits(full_plant.people.production) == [("production.provide", order.number)]
