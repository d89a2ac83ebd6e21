"""III.4.1: the standards of production are kept by those whose duty it is, and a version in use is never edited."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.factory.plant import Plant, made_of
from tests.people import People

from takt.conduct.action import ACTIONS
from takt.conduct.discover import discover
from takt.conduct.models import JournalEntry
from takt.conduct.refusals import InvalidInput, NotYourDepartment, Taken, Unknown, WrongState
from takt.conduct.requests import perform
from takt.departments.actions.qualify import qualify
from takt.departments.people import the_founder
from takt.factory import reads
from takt.factory.actions.add_calendar import add_calendar
from takt.factory.actions.add_item import add_item
from takt.factory.actions.cost_item import cost_item
from takt.factory.actions.draft_bill import draft_bill
from takt.factory.actions.draft_route import draft_route
from takt.factory.actions.edit_item import edit_item
from takt.factory.actions.edit_unit import edit_unit
from takt.factory.actions.price_item import price_item
from takt.factory.actions.release_bill import release_bill
from takt.factory.actions.retire_item import retire_item
from takt.factory.actions.set_cost_rate import set_cost_rate
from takt.factory.actions.set_exceptions import set_exceptions
from takt.factory.actions.withdraw_bill import withdraw_bill
from takt.factory.details import item_detail
from takt.factory.inputs import BillLineInput, ExceptionInput, OperationInput
from takt.factory.models import Bill, Item, Sourcing
from takt.factory.refusals import (
    BillCycle,
    HalfASpan,
    ItemInUse,
    ItemIsRetired,
    Nothing,
    NotMadeHere,
    TooManyDecimals,
    Twice,
    UnitInUse,
)
from takt.factory.states import VersionState

ONE = Decimal(1)


def test_production_adds_an_item_and_people_find_it_by_pinyin(plant: Plant, people: People) -> None:
    item = add_item(
        by=people.production,
        number="P-77",
        name="不锈钢轴承",
        sourcing=Sourcing.BUY,
        unit=plant.piece,
        drawing_number="DWG-9",
    )
    for words in ("p-77", "buxiugangzhoucheng", "bxgzc", "dwg-9"):
        assert Item.objects.filter(search__icontains=words).get() == item
    edit_item(item, by=people.production, name="铜轴承")
    assert Item.objects.filter(search__icontains="tongzhoucheng").get() == item
    assert JournalEntry.objects.filter(subject_id=item.id).count() == 2


def test_sales_does_not_keep_standards_and_production_does_not_set_costs(
    plant: Plant, people: People, refused: Any
) -> None:
    with refused(NotYourDepartment):
        edit_item(plant.pump, by=people.sales, name="x")
    with refused(NotYourDepartment):
        cost_item(plant.pump, by=people.production, standard_cost=ONE)
    with refused(NotYourDepartment):
        set_cost_rate(
            plant.saw,
            by=people.production,
            valid_from=datetime.now(UTC).date(),
            labour_per_hour=ONE,
            machine_per_hour=ONE,
        )
    cost_item(plant.pump, by=people.finance, standard_cost=Decimal("99.5"))
    price_item(plant.pump, by=people.sales, list_price=Decimal(150))
    plant.pump.refresh_from_db()
    assert (plant.pump.standard_cost, plant.pump.list_price) == (Decimal("99.5"), Decimal(150))


def test_a_number_names_one_item(plant: Plant, people: People, refused: Any) -> None:
    with refused(Taken):
        add_item(by=people.production, number="PUMP", name="x", sourcing=Sourcing.BUY, unit=plant.piece)


def test_quantities_are_never_finer_than_their_unit(plant: Plant, people: People, refused: Any) -> None:
    with refused(TooManyDecimals):
        edit_item(plant.bar, by=people.production, safety_stock=Decimal("0.5"))
    edit_item(plant.oil, by=people.production, safety_stock=Decimal("0.5"))
    with refused(UnitInUse):
        edit_unit(plant.kilo, by=people.production, decimals=2)
    edit_unit(plant.kilo, by=people.production, decimals=4)


def test_a_bill_that_leads_back_to_itself_is_refused_with_its_path(
    plant: Plant, people: People, refused: Any
) -> None:
    with refused(BillCycle):
        draft_bill(by=people.production, item=plant.rotor, lines=[BillLineInput(10, "ROTOR", ONE)])
    blade = add_item(
        by=people.production, number="BLADE", name="叶片", sourcing=Sourcing.MAKE, unit=plant.piece
    )
    made_of(plant.rotor, ("BLADE", "6"))
    draft = draft_bill(by=people.production, item=blade, lines=[BillLineInput(10, "PUMP", ONE)])
    with refused(BillCycle) as reasons:
        release_bill(draft, by=people.production)
    assert reasons[0].facts["path"] == "BLADE > PUMP > ROTOR > BLADE"
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_a_released_bill_is_replaced_never_edited(plant: Plant, people: People, refused: Any) -> None:
    first = Bill.objects.get(item=plant.rotor)
    second = made_of(plant.rotor, ("BAR", "2"))
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == (VersionState.REPLACED, VersionState.RELEASED, 2)
    with refused(WrongState):
        release_bill(first, by=people.production)
    withdraw_bill(second, by=people.production)
    assert reads.released_structure([plant.rotor.id]).bills == {}


def test_every_fault_of_a_bill_or_route_is_named_at_once(plant: Plant, people: People, refused: Any) -> None:
    lines = [BillLineInput(10, "OIL", ONE), BillLineInput(10, "PUMP", ONE)]
    with refused(NotMadeHere, Twice):
        draft_bill(by=people.production, item=plant.bar, lines=lines)
    with refused(Nothing):
        draft_bill(by=people.production, item=plant.pump, lines=[])
    with refused(Unknown) as unknown:
        draft_bill(
            by=people.production,
            item=plant.pump,
            lines=[BillLineInput(1, "A?", ONE), BillLineInput(2, "B?", ONE)],
        )
    assert [r.value for r in unknown] == ["A?", "B?"]
    with refused(Unknown):
        draft_route(by=people.production, item=plant.pump, operations=[OperationInput(10, "车", "NOWHERE")])
    with refused(Nothing):
        draft_route(by=people.production, item=plant.pump, operations=[])


def test_an_item_that_a_released_bill_needs_is_not_retired(
    plant: Plant, people: People, refused: Any
) -> None:
    with refused(ItemInUse) as reasons:
        retire_item(plant.rotor, by=people.production)
    assert reasons[0].facts["used_in"] == "PUMP"
    retire_item(plant.pump, by=people.production)
    retire_item(plant.rotor, by=people.production)
    with refused(ItemIsRetired):
        draft_bill(by=people.production, item=plant.pump, lines=[BillLineInput(10, "ROTOR", ONE)])


def test_a_calendar_needs_a_zone_that_exists_and_whole_spans(
    plant: Plant, people: People, refused: Any
) -> None:
    with refused(InvalidInput):
        add_calendar(by=people.production, code="MARS", name="Mars", shifts=[], time_zone="Mars/Olympus")
    half = ExceptionInput(datetime.now(UTC).date(), "half", start=datetime.now(UTC).time())
    with refused(HalfASpan):
        set_exceptions(plant.days, by=people.production, exceptions=[half])


def test_who_has_a_skill_is_known_at_any_time(plant: Plant, people: People) -> None:
    before = datetime.now(UTC)
    qualify(people.production, by=people.head_of_production, skill=plant.turning)
    after = datetime.now(UTC)
    assert [p.id for p in reads.qualified_people([plant.turning.id], after)[plant.turning.id]] == [
        people.production.id
    ]
    assert reads.qualified_people([plant.turning.id], before)[plant.turning.id] == []


def test_an_item_shows_its_tree_its_route_and_what_needs_it_but_prices_only_to_those_who_may_see_money(
    plant: Plant, people: People
) -> None:
    pump = item_detail(plant.pump, people.production)
    assert [(row["level"], row["item"]) for row in pump["tree"]] == [(1, "ROTOR"), (2, "BAR"), (1, "OIL")]
    assert pump["route"][0]["work_center"] == "SAW"
    assert "subcontract_cost" not in pump["route"][0]
    bar = item_detail(plant.bar, people.finance)
    assert [(row["item"], row["levels"]) for row in bar["used_in"]] == [("ROTOR", 1), ("PUMP", 2)]
    assert bar["suppliers"][0]["price"] == "12.5"
    assert "price" not in item_detail(plant.bar, people.production)["suppliers"][0]


@pytest.mark.parametrize("name", ["factory.draft_bill", "factory.draft_route", "factory.add_calendar"])
def test_nested_lines_come_in_from_outside_as_plain_json(plant: Plant, people: People, name: str) -> None:
    discover()
    raw: dict[str, dict[str, Any]] = {
        "factory.draft_bill": {
            "item": "PUMP",
            "lines": [{"position": 10, "component": "OIL", "quantity_per": "0.25"}],
        },
        "factory.draft_route": {
            "item": "PUMP",
            "operations": [{"sequence": 10, "name": "车", "work_center": "SAW"}],
        },
        "factory.add_calendar": {
            "code": "N",
            "name": "N",
            "shifts": [{"weekday": 0, "start": "22:00", "end": "06:00"}],
        },
    }
    done = perform(ACTIONS[name], None, the_founder(), raw[name])
    assert done.version == 1
