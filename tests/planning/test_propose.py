"""III.3.1: production proposes a plan: times, operations, raw materials."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from tests.open_door import open_door
from tests.planning.plant import SOON, TODAY, Plant, bill, expected, item, ordered, route, stocked

from takt.conduct.refusals import NotYourDepartment, WrongState
from takt.factory.models import Machine, Route, Sourcing
from takt.orders.states import OrderState
from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.models import Job, MaterialNeed, Operation, Plan
from takt.planning.refusals import NobodyQualified, NoMachine, NoReleasedRoute
from takt.planning.states import PlanState


def test_zhao_proposes_a_plan_with_operations_machines_people_and_materials(full_plant: Plant) -> None:
    order = ordered(full_plant, (full_plant.gearbox, "10"))
    plan = propose(order, by=full_plant.people.production)
    operations = list(Operation.objects.filter(job__plan=plan).order_by("sequence"))
    assert plan.state == PlanState.PROPOSED
    assert [o.duration_minutes for o in operations] == [60, 30, 40, 15, 40]
    assert all(a.planned_end <= b.planned_start for a, b in pairwise(operations))
    assert all(o.machine_id and o.slot is None for o in operations)
    assert [bool(o.person_id) for o in operations] == [True, True, False, False, False]
    assert MaterialNeed.objects.filter(job__plan=plan, quantity=20).count() == 8
    assert plan.late_minutes == 0
    assert plan.shortages == []


def test_a_made_part_gets_its_own_job_before_its_parent(full_plant: Plant) -> None:
    plan = propose(ordered(full_plant, (full_plant.pump, "4")), by=full_plant.people.production)
    pump, rotor = Job.objects.filter(plan=plan).order_by("number")
    assert (rotor.parent_id, rotor.quantity) == (pump.pk, Decimal(4))
    assert rotor.operations.get().planned_end <= pump.operations.get().planned_start


def test_parts_in_stock_are_used_before_parts_are_made(full_plant: Plant) -> None:
    stocked(full_plant.rotor, "3")
    plan = propose(ordered(full_plant, (full_plant.pump, "4")), by=full_plant.people.production)
    pump, rotor = Job.objects.filter(plan=plan).order_by("number")
    assert rotor.quantity == 1
    assert pump.needs.get(item=full_plant.rotor).quantity == 3


def test_what_the_customer_ordered_is_made_even_when_some_lies_in_stock(full_plant: Plant) -> None:
    stocked(full_plant.pump, "50")
    plan = propose(ordered(full_plant, (full_plant.pump, "4")), by=full_plant.people.production)
    assert Job.objects.get(plan=plan, item=full_plant.pump).quantity == 4


def test_a_bought_line_becomes_a_need_without_operations(full_plant: Plant) -> None:
    plan = propose(ordered(full_plant, (full_plant.oil, "7")), by=full_plant.people.production)
    job = Job.objects.get(plan=plan)
    assert job.operations.count() == 0
    assert [(n.item, n.quantity) for n in job.needs.all()] == [(full_plant.oil, Decimal(7))]


def test_material_on_its_way_delays_the_start(full_plant: Plant) -> None:
    with open_door():
        bar = item("BAR", full_plant.unit, sourcing=Sourcing.BUY, lead_time_days=20)
        shaft = item("SHAFT", full_plant.unit)
        bill(shaft, (bar, "1"))
        route(shaft, (full_plant.turning, 0, "1", None, False))
    expected(bar, "5", TODAY + timedelta(days=3))
    plan = propose(ordered(full_plant, (shaft, "5")), by=full_plant.people.production)
    assert plan.shortages == []
    assert plan.starts_at.date() >= TODAY + timedelta(days=3)


def test_a_shortage_is_named_with_quantity_and_date(plant: Plant) -> None:
    stocked(plant.materials[0], "15")
    plan = propose(ordered(plant, (plant.gearbox, "10")), by=plant.people.production)
    short = {s["item"]: s for s in plan.shortages}
    assert len(short) == 8
    assert short["M1"]["quantity"] == "5"
    assert plan.starts_at.date() >= TODAY + timedelta(days=10)


def test_a_second_plan_goes_round_the_first_one_adopted(full_plant: Plant) -> None:
    zhao = full_plant.people.production
    first = propose(ordered(full_plant, (full_plant.pump, "30")), by=zhao)
    adopt(first, by=zhao)
    second = propose(ordered(full_plant, (full_plant.pump, "30")), by=zhao)
    ends = Operation.objects.get(job__plan=first, machine=full_plant.bench)
    starts = Operation.objects.get(job__plan=second, machine=full_plant.bench)
    assert ends.planned_end <= starts.planned_start or starts.planned_end <= ends.planned_start


def test_a_late_plan_says_by_how_much(full_plant: Plant) -> None:
    order = ordered(full_plant, (full_plant.gearbox, "900"), due=TODAY)
    assert propose(order, by=full_plant.people.production).late_minutes > 0


def test_only_an_approved_order_is_planned(full_plant: Plant, refused: Any) -> None:
    order = ordered(full_plant, (full_plant.pump, "1"), state=OrderState.CONFIRMED)
    with refused(WrongState):
        propose(order, by=full_plant.people.production)
    assert not Plan.objects.exists()


def test_sales_does_not_plan(full_plant: Plant, refused: Any) -> None:
    with refused(NotYourDepartment):
        propose(ordered(full_plant, (full_plant.pump, "1")), by=full_plant.people.sales)


def test_nobody_plans_what_nobody_has_said_how_to_make(full_plant: Plant, refused: Any) -> None:
    with open_door():
        for row in Route.objects.filter(item__in=[full_plant.rotor, full_plant.pump]):
            row.state = "replaced"
            Route.objects.bulk_update([row], ["state"])
    with refused(NoReleasedRoute) as reasons:
        propose(ordered(full_plant, (full_plant.pump, "1")), by=full_plant.people.production)
    assert {r.value for r in reasons} == {"PUMP", "ROTOR"}


def test_every_missing_machine_and_skill_is_named_at_once(full_plant: Plant, refused: Any) -> None:
    with open_door():
        bench = Machine.objects.get(code="B1")
        bench.retired_at = full_plant.people.production.joined_at
        Machine.objects.bulk_update([bench], ["retired_at"])
        for row in full_plant.skill.qualifications.all():
            row.until = row.since
            row.save()
    with refused(NoMachine, NobodyQualified):
        propose(ordered(full_plant, (full_plant.gearbox, "1")), by=full_plant.people.production)


@pytest.mark.parametrize("copies", [1, 30])
def test_proposing_asks_the_database_the_same_few_questions(
    full_plant: Plant, copies: int, django_assert_max_num_queries: Any
) -> None:
    zhao = full_plant.people.production
    for _ in range(copies):
        propose(ordered(full_plant, (full_plant.gearbox, "1")), by=zhao)
    order = ordered(full_plant, (full_plant.gearbox, "10"), due=SOON)
    with django_assert_max_num_queries(18):
        propose(order, by=zhao)
