"""III.2.2 asks planning: do capacity and resources suffice, and from when?"""

import dataclasses
import json
from datetime import timedelta

from tests.open_door import open_door
from tests.planning.plant import SOON, TODAY, Plant, item, ordered

from takt.conduct.canonical import plain
from takt.orders.states import OrderState
from takt.planning import reads
from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.models import Plan
from takt.planning.refusals import NoReleasedRoute


def test_an_order_with_room_and_material_is_feasible(full_plant: Plant) -> None:
    order = ordered(full_plant, (full_plant.gearbox, "10"), state=OrderState.CONFIRMED)
    study = reads.feasibility(order)
    assert study.feasible
    assert study.earliest_date is not None
    assert TODAY <= study.earliest_date <= SOON
    assert study.shortages == []
    assert not Plan.objects.exists()
    assert json.dumps(plain(dataclasses.asdict(study)))


def test_the_load_of_each_work_centre_is_given_without_and_with_the_order(full_plant: Plant) -> None:
    adopt(
        propose(ordered(full_plant, (full_plant.gearbox, "10")), by=full_plant.people.production),
        by=full_plant.people.production,
    )
    order = ordered(full_plant, (full_plant.gearbox, "20"), state=OrderState.CONFIRMED)
    load = reads.feasibility(order).load
    added = {
        c: sum(w["with_order_minutes"] - w["taken_minutes"] for w in load if w["work_center"] == c)
        for c in ("TURN", "ASM")
    }
    taken = {c: sum(w["taken_minutes"] for w in load if w["work_center"] == c) for c in ("TURN", "ASM")}
    assert added == {"TURN": 110 + 55 + 25, "ASM": 80 + 70}
    assert taken == {"TURN": 60 + 30 + 15, "ASM": 40 + 40}
    assert all(w["with_order_minutes"] <= w["open_minutes"] for w in load)


def test_missing_material_moves_the_earliest_date(plant: Plant) -> None:
    study = reads.feasibility(ordered(plant, (plant.gearbox, "10"), due=TODAY + timedelta(days=5)))
    assert not study.feasible
    assert study.earliest_date is not None
    assert study.earliest_date >= TODAY + timedelta(days=10)
    assert {s["item"] for s in study.shortages} == {f"M{n}" for n in range(1, 9)}


def test_what_cannot_be_made_is_not_feasible_and_says_why(full_plant: Plant) -> None:
    with open_door():
        mystery = item("MYSTERY", full_plant.unit)
    study = reads.feasibility(ordered(full_plant, (mystery, "1")))
    assert (study.feasible, study.earliest_date) == (False, None)
    assert study.obstacles[0]["code"] == NoReleasedRoute.code


def test_an_order_of_bought_goods_is_ready_when_they_are_there(plant: Plant) -> None:
    study = reads.feasibility(ordered(plant, (plant.oil, "3")))
    assert study.earliest_date == TODAY + timedelta(days=5) or study.earliest_date == TODAY + timedelta(
        days=6
    )
    assert study.load == []
