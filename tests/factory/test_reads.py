"""III.4.1: what planning and approval ask the factory, in bulk."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.factory.plant import Plant, made_of
from tests.open_door import open_door

from takt.departments.people import the_founder
from takt.factory import reads
from takt.factory.actions.add_supplier import add_supplier
from takt.factory.actions.edit_calendar import edit_calendar
from takt.factory.actions.retire_machine import retire_machine
from takt.factory.actions.set_cost_rate import set_cost_rate
from takt.factory.actions.set_exceptions import set_exceptions
from takt.factory.actions.set_terms import set_terms
from takt.factory.inputs import ExceptionInput
from takt.factory.minutes import to_minutes
from takt.factory.models import BillLine
from takt.factory.refusals import BillCycle

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def test_a_structure_holds_all_levels_in_two_queries(plant: Plant, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        structure = reads.released_structure([plant.pump.id])
    assert structure.order[0] == plant.pump.id
    assert structure.order.index(plant.rotor.id) < structure.order.index(plant.bar.id)
    assert [(line.component_id, line.quantity_per) for line in structure.components(plant.pump.id)] == [
        (plant.rotor.id, Decimal(2)),
        (plant.oil.id, Decimal("0.5")),
    ]
    assert structure.items[plant.oil.id].decimals == 3
    assert structure.components(plant.bar.id) == ()
    assert structure.work_center_ids() == {plant.saw.id}
    ((item, operation),) = structure.operations()
    assert (item, operation.setup_minutes, operation.skill_id) == (
        plant.pump.id,
        Decimal(15),
        plant.turning.id,
    )


def test_the_best_terms_are_the_soonest_then_the_cheapest(plant: Plant) -> None:
    by = the_founder()
    for number, days, price in (("SLOW", 30, 1), ("DEAR", 5, 20), ("CHEAP", 5, 15)):
        supplier = add_supplier(by=by, number=number, name=number)
        set_terms(supplier, by=by, item=plant.bar, lead_time_days=days, price=Decimal(price))
    terms = reads.released_structure([plant.pump.id]).terms
    assert terms[plant.bar.id].supplier == "CHEAP"
    assert plant.oil.id not in terms


def test_a_drafted_bill_does_not_count_and_a_new_release_replaces_the_old(plant: Plant) -> None:
    made_of(plant.rotor, ("BAR", "3"))
    structure = reads.released_structure([plant.rotor.id])
    assert [line.quantity_per for line in structure.components(plant.rotor.id)] == [Decimal(3)]
    assert structure.bills[plant.rotor.id].number == 2


def test_a_cycle_that_came_round_the_door_is_named_with_its_path(plant: Plant, refused: Any) -> None:
    with open_door():
        line = BillLine.objects.get(bill__item=plant.rotor)
        line.component = plant.pump
        line.save()
    with refused(BillCycle) as reasons:
        reads.released_structure([plant.pump.id])
    assert reasons[0].facts["path"] == "PUMP > ROTOR > PUMP"


def test_the_rate_of_a_date_is_the_last_one_valid_from_then(plant: Plant) -> None:
    set_cost_rate(
        plant.saw,
        by=the_founder(),
        valid_from=date(2026, 6, 1),
        labour_per_hour=Decimal(70),
        machine_per_hour=Decimal(90),
    )
    assert reads.cost_rates([plant.saw.id], date(2026, 5, 31))[plant.saw.id].labour_per_hour == Decimal(60)
    assert reads.cost_rates([plant.saw.id], date(2026, 6, 1))[plant.saw.id].labour_per_hour == Decimal(70)
    assert reads.cost_rates([plant.saw.id], date(2025, 12, 31)) == {}


def test_retired_machines_take_no_work_and_lanes_are_never_shared(plant: Plant) -> None:
    assert [m.lane for m in reads.machines_of([plant.saw.id])[plant.saw.id]] == [1, 2]
    retire_machine(plant.saw1, by=the_founder())
    (left,) = reads.machines_of([plant.saw.id])[plant.saw.id]
    assert (left.code, left.calendar_id) == ("SAW-2", plant.days.id)


def test_open_minutes_follow_the_calendar_and_each_change_of_it(
    plant: Plant, django_assert_num_queries: Any
) -> None:
    week = MONDAY, MONDAY + timedelta(days=7)

    def opened() -> int:
        return sum(end - start for start, end in reads.open_minutes([plant.days.id], *week)[plant.days.id])

    assert opened() == 5 * 8 * 60
    with django_assert_num_queries(1):
        assert opened() == 5 * 8 * 60
    holiday = [ExceptionInput(MONDAY.date(), "holiday")]
    set_exceptions(plant.days, by=the_founder(), exceptions=holiday)
    assert opened() == 4 * 8 * 60
    edit_calendar(plant.days, by=the_founder(), shifts=[])
    assert opened() == 0
    first = to_minutes(MONDAY)
    assert first % 1440 == 0
