"""III.3.1 and VI.2: a plan is a proposal until a planner adopts it; then its times and materials are taken."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from tests.open_door import open_door
from tests.people import make_people
from tests.planning.plant import Plant, build_plant, changed, ordered, well_stocked
from tests.races import at_once

from takt.conduct.models import JournalEntry
from takt.conduct.refusals import NotByItself, WrongState
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.actions.adopt import adopt
from takt.planning.actions.adopt_order import adopt_order
from takt.planning.actions.drop import drop
from takt.planning.actions.propose import propose
from takt.planning.actions.release import release
from takt.planning.models import Operation, Plan
from takt.planning.refusals import MachineTaken, PersonTaken, PlannedForOtherContent, PlanOverdue
from takt.planning.states import OperationState, PlanState
from takt.stock.models import Lot, Reservation


def proposed(plant: Plant, quantity: str = "10") -> Plan:
    """A plan that Zhao proposed for gearboxes."""
    return propose(ordered(plant, (plant.gearbox, quantity)), by=plant.people.production)


def test_the_head_of_production_adopts_and_the_plan_takes_its_times(full_plant: Plant) -> None:
    plan = proposed(full_plant)
    adopt(plan, by=full_plant.people.head_of_production)
    order = Order.objects.get(pk=plan.order_id)
    assert (plan.state, order.state) == (PlanState.ADOPTED, OrderState.PLANNED)
    assert not Operation.objects.filter(job__plan=plan, slot__isnull=True).exists()
    assert list(
        JournalEntry.objects.filter(subject_id=order.pk).order_by("seq").values_list("action", flat=True)
    ) == [
        "planning.propose",
        "planning.adopt_order",
    ]


def test_adopting_reserves_every_material_for_its_job(full_plant: Plant) -> None:
    plan = proposed(full_plant)
    adopt(plan, by=full_plant.people.production)
    kept = Reservation.objects.filter(job=plan.jobs.get().pk, lot__isnull=False)
    assert kept.count() == 8
    assert set(kept.values_list("quantity", flat=True)) == {Decimal(20)}
    assert Lot.objects.get(item=full_plant.materials[0]).reserved == 20


def test_bought_goods_are_kept_for_the_order_until_they_are_shipped(full_plant: Plant) -> None:
    plan = propose(ordered(full_plant, (full_plant.oil, "7")), by=full_plant.people.production)
    adopt(plan, by=full_plant.people.production)
    assert Reservation.objects.get(case=plan.order_id).job == plan.order_id


def test_a_plan_for_an_order_that_was_changed_since_is_refused(full_plant: Plant, refused: Any) -> None:
    plan = proposed(full_plant)
    changed(plan.order)
    with refused(PlannedForOtherContent) as reasons:
        adopt(plan, by=full_plant.people.production)
    assert reasons[0].facts == {"plan": plan.number, "planned": 1, "now": 2}


def test_a_plan_whose_time_another_order_took_is_refused_and_names_that_order(
    full_plant: Plant, refused: Any
) -> None:
    zhao = full_plant.people.production
    first, second = proposed(full_plant, "100"), proposed(full_plant, "100")
    adopt(first, by=zhao)
    with refused(MachineTaken, PersonTaken) as reasons:
        adopt(second, by=zhao)
    assert {r.facts["order"] for r in reasons} == {first.order.number}
    with translation.override("en"):
        assert "Propose again" in str(reasons[0])
    assert not Operation.objects.filter(job__plan=second, slot__isnull=False).exists()
    again = propose(second.order, by=zhao)
    adopt(again, by=zhao)


def test_a_plan_that_lay_too_long_is_refused(full_plant: Plant, refused: Any) -> None:
    plan = proposed(full_plant)
    operation = Operation.objects.filter(job__plan=plan).order_by("planned_start")[0]
    with open_door():
        operation.planned_start -= timedelta(days=30)
        operation.planned_end -= timedelta(days=30)
        Operation.objects.bulk_update([operation], ["planned_start", "planned_end"])
    with refused(PlanOverdue):
        adopt(plan, by=full_plant.people.production)


def test_an_order_is_not_planned_without_adopting_a_plan(full_plant: Plant, refused: Any) -> None:
    plan = proposed(full_plant)
    with refused(NotByItself):
        adopt_order(plan.order, by=full_plant.people.production)


def test_a_dropped_plan_gives_back_its_times_and_materials_and_the_order_waits_for_another(
    full_plant: Plant,
) -> None:
    plan = proposed(full_plant)
    adopt(plan, by=full_plant.people.production)
    drop(plan, by=full_plant.people.production, reason="the customer asks for a later date")
    assert (plan.state, Order.objects.get(pk=plan.order_id).state) == (PlanState.DROPPED, OrderState.APPROVED)
    assert set(Operation.objects.filter(job__plan=plan).values_list("slot", "state")) == {
        (None, OperationState.DROPPED)
    }
    assert Lot.objects.get(item=full_plant.materials[0]).reserved == 0
    adopt(propose(plan.order, by=full_plant.people.production), by=full_plant.people.production)


def test_a_proposal_can_be_dropped_without_moving_the_order(full_plant: Plant) -> None:
    plan = proposed(full_plant)
    drop(plan, by=full_plant.people.production, reason="too late")
    assert Order.objects.get(pk=plan.order_id).state == OrderState.APPROVED


def test_an_adopted_plan_goes_to_the_floor_and_is_not_dropped_any_more(
    full_plant: Plant, refused: Any
) -> None:
    plan = proposed(full_plant)
    zhao = full_plant.people.production
    with refused(WrongState):
        release(plan, by=zhao)
    adopt(plan, by=zhao)
    release(plan, by=zhao)
    assert (plan.state, Order.objects.get(pk=plan.order_id).state) == (
        PlanState.RELEASED,
        OrderState.RELEASED,
    )
    with refused(WrongState):
        drop(plan, by=zhao, reason="too late for that")


def test_adopting_and_releasing_take_few_statements(
    full_plant: Plant, django_assert_max_num_queries: Any
) -> None:
    plan = proposed(full_plant)
    with django_assert_max_num_queries(14):
        adopt(plan, by=full_plant.people.production)
    with django_assert_max_num_queries(7):
        release(plan, by=full_plant.people.production)


@pytest.mark.usefixtures("apart")
def test_two_planners_adopt_plans_for_one_gap_and_one_of_them_wins() -> None:
    plant = well_stocked(build_plant(make_people()))
    plans = [proposed(plant, "100"), proposed(plant, "100")]
    planners = [plant.people.production, plant.people.production2]
    outcomes = at_once(lambda number: adopt(plans[number], by=planners[number]), threads=2)
    assert outcomes == {"done": 1, "machine_taken": 1}
    assert Plan.objects.filter(state=PlanState.ADOPTED).count() == 1
