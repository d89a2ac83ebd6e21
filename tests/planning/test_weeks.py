"""III.3.2: the load of the floor is what adopted plans take of the open minutes, week by week."""

from datetime import timedelta

from tests.planning.plant import Plant, full_plant, ordered, plant

from takt.conduct.clock import now
from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.models import Operation
from takt.planning.weeks import WEEKS, mondays, operations_in, weekly_load

__all__ = ["full_plant", "plant"]


def taken(code: str) -> int:
    """Minutes taken at a work centre in the weeks shown."""
    return sum(w.taken_minutes for w in weekly_load(now())[1] if w.center.code == code)


def test_a_proposal_takes_nothing_and_an_adopted_plan_its_minutes(full_plant: Plant) -> None:
    plan = propose(ordered(full_plant, (full_plant.gearbox, "10")), by=full_plant.people.production)
    assert (taken("TURN"), taken("ASM")) == (0, 0)
    adopt(plan, by=full_plant.people.production)
    for center in (full_plant.turning, full_plant.assembly):
        rows = Operation.objects.filter(job__plan=plan, work_center=center)
        assert taken(center.code) == sum(o.duration_minutes for o in rows) > 0


def test_every_work_centre_has_every_week_and_its_open_minutes(full_plant: Plant) -> None:
    machines, weeks = weekly_load(now())
    assert machines == 3
    assert [w.center.code for w in weeks] == ["ASM"] * WEEKS + ["TURN"] * WEEKS
    whole = 7 * 24 * 60
    assert [w.open_minutes for w in weeks[1:WEEKS]] == [whole] * (WEEKS - 1)
    assert [w.open_minutes for w in weeks[WEEKS + 1 :]] == [2 * whole] * (WEEKS - 1)


def test_a_week_names_the_operations_that_take_its_time(full_plant: Plant) -> None:
    plan = propose(ordered(full_plant, (full_plant.gearbox, "10")), by=full_plant.people.production)
    adopt(plan, by=full_plant.people.production)
    edges = (now(), mondays(now())[-1])
    found = set(operations_in(full_plant.turning, edges).values_list("number", flat=True))
    assert found == set(plan_numbers(full_plant))
    late = (edges[1], edges[1] + timedelta(days=7))
    assert not operations_in(full_plant.turning, late).exists()


def plan_numbers(plant: Plant) -> list[str]:
    """The operations at the lathes."""
    return list(Operation.objects.filter(work_center=plant.turning).values_list("number", flat=True))
