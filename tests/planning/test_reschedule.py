"""III.3.3 and VI.2: operations move only by a rescheduling that a planner adopts; whatever speaks against it is said by name."""

from datetime import timedelta
from typing import Any

import pytest
from tests.planning.plant import Plant, expected, ordered, stocked, well_stocked
from tests.races import at_once

from takt.conduct.models import JournalEntry
from takt.conduct.refusals import WrongState
from takt.planning.actions.adopt import adopt
from takt.planning.actions.adopt_rescheduling import adopt_rescheduling
from takt.planning.actions.drop_rescheduling import drop_rescheduling
from takt.planning.actions.propose import propose
from takt.planning.actions.reschedule import Wanted, reschedule
from takt.planning.actions.set_policy import set_policy
from takt.planning.models import MaterialNeed, Operation, Plan, Rescheduling
from takt.planning.refusals import MachineElsewhere, MachineTaken, NotQualified, PersonTaken
from takt.planning.rescheduling_refusals import (
    BeforeMaterial,
    BeforePredecessor,
    NothingMoves,
    OperationBegun,
    OperationElsewhere,
    OperationFrozen,
    OperationTwice,
    TooFarAway,
    UnknownOperation,
)
from takt.planning.states import OperationState, ReschedulingState
from takt.production.actions.start import start

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def adopted(plant: Plant, quantity: str = "10") -> Plan:
    """A plan in force for gearboxes."""
    plan = propose(ordered(plant, (plant.gearbox, quantity)), by=plant.people.production)
    adopt(plan, by=plant.people.production)
    return plan


def steps(plan: Plan) -> list[Operation]:
    """Its operations in sequence."""
    return list(Operation.objects.filter(job__plan=plan).order_by("sequence"))


def last_to(plant: Plant, plan: Plan, later: timedelta, **more: Any) -> Rescheduling:
    """A proposal to move the plan's last operation."""
    last = steps(plan)[-1]
    wanted = Wanted(last.number, last.planned_start + later, **more)
    return reschedule(by=plant.people.production, moves=[wanted], reason="客户要求推迟")


def test_nothing_moves_until_a_planner_adopts_it(full_plant: Plant) -> None:
    plan = adopted(full_plant)
    before = steps(plan)[-1]
    proposal = last_to(full_plant, plan, 3 * DAY)
    assert steps(plan)[-1].planned_start == before.planned_start
    adopt_rescheduling(proposal, by=full_plant.people.head_of_production, reason="已与客户确认")
    after = steps(plan)[-1]
    assert (after.planned_start, after.planned_end) == (
        before.planned_start + 3 * DAY,
        before.planned_end + 3 * DAY,
    )
    assert after.slot is not None
    assert before.slot is not None
    assert after.slot.lower - before.slot.lower == 3 * 24 * 60
    assert proposal.state == ReschedulingState.ADOPTED


def test_it_says_what_it_means_for_each_order(full_plant: Plant) -> None:
    plan = adopted(full_plant)
    proposal = last_to(full_plant, plan, 60 * DAY)
    told = proposal.comparison
    assert (told["operations"], told["late_before"], told["late_after"]) == (1, 0, 1)
    assert [one["order"] for one in told["orders"]] == [plan.order.number]
    assert told["orders"][0]["before"] < told["orders"][0]["due"] < told["orders"][0]["after"]


def test_the_orders_own_record_tells_of_it(full_plant: Plant) -> None:
    plan = adopted(full_plant)
    adopt_rescheduling(last_to(full_plant, plan, DAY), by=full_plant.people.production, reason="好")
    acts = (
        JournalEntry.objects.filter(subject_id=plan.order_id).order_by("seq").values_list("action", flat=True)
    )
    assert list(acts)[-1] == "planning.reschedule_order"


def test_material_is_needed_when_the_first_operation_starts(full_plant: Plant) -> None:
    plan = adopted(full_plant)
    moves = [Wanted(one.number, one.planned_start + 2 * DAY) for one in steps(plan)]
    proposal = reschedule(by=full_plant.people.production, moves=moves, reason="整单后移")
    adopt_rescheduling(proposal, by=full_plant.people.production, reason="好")
    assert set(MaterialNeed.objects.filter(job__plan=plan).values_list("needed_at", flat=True)) == {
        steps(plan)[0].planned_start
    }


def test_it_stays_behind_what_it_builds_on(full_plant: Plant, refused: Any) -> None:
    plan = adopted(full_plant)
    first, second = steps(plan)[:2]
    with refused(BeforePredecessor) as reasons:
        reschedule(
            by=full_plant.people.production, reason="提前",
            moves=[Wanted(second.number, first.planned_start)],
        )  # fmt: skip
    assert any(r.facts.get("predecessor") == first.number for r in reasons)


def test_it_stays_before_what_builds_on_it(full_plant: Plant, refused: Any) -> None:
    plan = adopted(full_plant)
    first = steps(plan)[0]
    with refused(BeforePredecessor):
        reschedule(
            by=full_plant.people.production,
            moves=[Wanted(first.number, first.planned_start + 9 * DAY)],
            reason="推迟",
        )


def test_a_sub_assembly_comes_before_what_it_goes_into(full_plant: Plant, refused: Any) -> None:
    plan = propose(ordered(full_plant, (full_plant.pump, "5")), by=full_plant.people.production)
    adopt(plan, by=full_plant.people.production)
    rotor = Operation.objects.get(job__plan=plan, job__item=full_plant.rotor)
    with refused(BeforePredecessor):
        reschedule(
            by=full_plant.people.production,
            moves=[Wanted(rotor.number, rotor.planned_start + 9 * DAY)],
            reason="推迟",
        )


def test_two_orders_never_share_a_machine_or_a_person(full_plant: Plant, refused: Any) -> None:
    first, second = adopted(full_plant, "100"), adopted(full_plant, "100")
    own, other = steps(first)[0], steps(second)[0]
    moves = [Wanted(one.number, one.planned_start + 30 * DAY) for one in steps(second)]
    assert own.machine is not None
    assert own.person is not None
    moves[0] = Wanted(other.number, own.planned_start, machine=own.machine.code, person=own.person.login)
    with refused(MachineTaken, PersonTaken) as reasons:
        reschedule(by=full_plant.people.production, moves=moves, reason="插单")
    assert first.order.number in {r.facts.get("order") for r in reasons}


def test_two_operations_may_change_places(full_plant: Plant) -> None:
    first, second = adopted(full_plant), adopted(full_plant)
    one, other = steps(first)[-1], steps(second)[-1]
    later = max(one.planned_end, other.planned_end) + DAY
    moves = [Wanted(one.number, later + HOUR * 4), Wanted(other.number, later)]
    proposal = reschedule(by=full_plant.people.production, moves=moves, reason="对调")
    adopt_rescheduling(proposal, by=full_plant.people.production, reason="好")
    assert steps(second)[-1].planned_end <= steps(first)[-1].planned_start


def test_only_machines_of_the_work_centre_and_people_with_the_skill(full_plant: Plant, refused: Any) -> None:
    plan = adopted(full_plant)
    first = steps(plan)[0]
    moves = [
        Wanted(
            first.number,
            first.planned_start,
            machine=full_plant.bench.code,
            person=full_plant.people.sales.login,
        )
    ]
    with refused(MachineElsewhere, NotQualified):
        reschedule(by=full_plant.people.production, moves=moves, reason="换机")


def test_what_has_started_stays(full_plant: Plant, refused: Any) -> None:
    from takt.planning.actions.release import release

    plan = adopted(full_plant)
    release(plan, by=full_plant.people.production)
    first = steps(plan)[0]
    start(first, by=full_plant.people.production)
    with refused(OperationBegun):
        reschedule(
            by=full_plant.people.production,
            moves=[Wanted(first.number, first.planned_start + DAY)],
            reason="推迟",
        )


def test_what_starts_soon_is_frozen(full_plant: Plant, refused: Any) -> None:
    plan = adopted(full_plant)
    set_policy(by=full_plant.people.production, frozen_minutes=60 * 24 * 20)
    with refused(OperationFrozen):
        last_to(full_plant, plan, DAY)
    set_policy(by=full_plant.people.production, frozen_minutes=0)
    last_to(full_plant, plan, DAY)


def test_nothing_starts_before_its_material_comes(plant: Plant, refused: Any) -> None:
    well_stocked(plant)
    part = plant.materials[0]
    plan = propose(ordered(plant, (plant.gearbox, "600")), by=plant.people.production)
    assert plan.shortages
    expected(part, "5000", plan.starts_at.date() + 5 * DAY)
    stocked(plant.materials[1], "9000")
    plan = propose(plan.order, by=plant.people.production)
    adopt(plan, by=plant.people.production)
    first = steps(plan)[0]
    with refused(BeforeMaterial):
        reschedule(
            by=plant.people.production, moves=[Wanted(first.number, first.planned_start - DAY)], reason="提前"
        )


@pytest.mark.parametrize("twice", [True, False])
def test_wishes_that_say_nothing_or_contradict_themselves_are_refused(
    twice: bool, full_plant: Plant, refused: Any
) -> None:
    last = steps(adopted(full_plant))[-1]
    moves = [Wanted(last.number, last.planned_start)] * (2 if twice else 1)
    with refused(OperationTwice if twice else NothingMoves):
        reschedule(by=full_plant.people.production, moves=moves, reason="无变化")


def test_an_operation_of_a_mere_proposal_is_not_on_the_schedule(full_plant: Plant, refused: Any) -> None:
    plan = propose(ordered(full_plant, (full_plant.gearbox, "1")), by=full_plant.people.production)
    with refused(UnknownOperation):
        last_to(full_plant, plan, DAY)


@pytest.mark.parametrize("year", [1, 1900, 2100, 9999])
def test_times_that_no_calendar_reaches_are_refused(year: int, full_plant: Plant, refused: Any) -> None:
    last = steps(adopted(full_plant))[-1]
    with refused(TooFarAway):
        reschedule(
            by=full_plant.people.production,
            moves=[Wanted(last.number, last.planned_start.replace(year=year))],
            reason="改",
        )


def test_what_was_moved_meanwhile_is_not_moved_again(full_plant: Plant, refused: Any) -> None:
    plan = adopted(full_plant)
    first, second = last_to(full_plant, plan, DAY), last_to(full_plant, plan, 2 * DAY)
    adopt_rescheduling(first, by=full_plant.people.production, reason="好")
    with refused(OperationElsewhere):
        adopt_rescheduling(second, by=full_plant.people.production, reason="也好")


def test_a_dropped_one_moves_nothing(full_plant: Plant, refused: Any) -> None:
    plan = adopted(full_plant)
    proposal = last_to(full_plant, plan, DAY)
    drop_rescheduling(proposal, by=full_plant.people.production, reason="不必了")
    assert (proposal.state, proposal.decision_reason) == (ReschedulingState.DROPPED, "不必了")
    with refused(WrongState):
        adopt_rescheduling(proposal, by=full_plant.people.production, reason="还是要")
    assert set(Operation.objects.filter(job__plan=plan).values_list("state", flat=True)) == {
        OperationState.WAITING
    }


def test_adopted_by_two_at_once_it_moves_once(apart: Any) -> None:
    """Two planners press the button together."""
    from tests.people import make_people
    from tests.planning.plant import build_plant

    plant = well_stocked(build_plant(make_people()))
    plan = adopted(plant)
    proposal = last_to(plant, plan, DAY)

    def press(_: int) -> None:
        adopt_rescheduling(Rescheduling.objects.get(pk=proposal.pk), by=plant.people.production, reason="好")

    assert at_once(press, threads=2)["done"] == 1
