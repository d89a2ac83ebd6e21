"""`takt explode`: what an item, an order or all open orders need (III.3.1), in the reader's language."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.open_door import open_door
from tests.orders.shop import buyer_of
from tests.planning.plant import Plant, bill, expected, item, ordered, plant, stocked

from takt.factory.models import Sourcing
from takt.factory.reads import released_structure
from takt.orders.states import OrderState
from takt.planning.explosion import Demand, explode
from takt.planning.requirements import this_monday
from takt.web.command_line import main

__all__ = ["plant"]
Captured = pytest.CaptureFixture[str]
TODAY = date.today()  # noqa: DTZ011  # any day will do


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal asks for English."""
    monkeypatch.setenv("TAKT_LANGUAGE", "en")


def answer(capsys: Captured, *words: str) -> Any:
    assert main(["explode", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def quantities(found: Any) -> dict[str, str]:
    return {row["item"]: row["quantity"] for row in found["items"]}


def test_an_item_needs_what_its_bill_says_down_to_the_materials(plant: Plant, capsys: Captured) -> None:
    found = answer(capsys, "PUMP", "--quantity", "10")
    assert quantities(found) == {"PUMP": "10", "ROTOR": "10", "M1": "10", "M2": "30"}
    assert {row["item"]: row["level"] for row in found["items"]}["M2"] == 2


def test_a_bought_item_ends_its_branch(plant: Plant, capsys: Captured) -> None:
    with open_door():
        bought = item("MOTOR", plant.unit, Sourcing.BUY)
        bill(bought, (plant.oil, "2"))
    assert quantities(answer(capsys, "MOTOR")) == {"MOTOR": "1"}


def test_an_order_needs_what_its_plan_takes_too(plant: Plant, capsys: Captured) -> None:
    order = ordered(plant, (plant.pump, "7"), (plant.gearbox, "3"), (plant.oil, "5"))
    structure = released_structure([plant.pump.id, plant.gearbox.id, plant.oil.id])
    demands = [
        Demand(line.id, line.item_id, line.quantity, line.requested_date) for line in order.lines.all()
    ]
    planned: dict[str, Decimal] = {}
    for job in explode(demands, structure, {}):
        planned[job.item.number] = planned.get(job.item.number, Decimal(0)) + job.quantity
        for need in job.needs:
            if (number := structure.items[need.item_id].number) != job.item.number:
                planned[number] = planned.get(number, Decimal(0)) + need.quantity
    found = quantities(answer(capsys, "--order", order.number))
    assert {number: Decimal(text) for number, text in found.items()} == planned


def test_all_open_orders_are_summed_and_each_knows_its_part(plant: Plant, capsys: Captured) -> None:
    first = ordered(plant, (plant.pump, "7"))
    second = ordered(plant, (plant.gearbox, "2"), (plant.pump, "1"), state=OrderState.CONFIRMED)
    ordered(plant, (plant.pump, "100"), state=OrderState.ENTERED)
    ordered(plant, (plant.pump, "100"), state=OrderState.PLANNED)
    found = {row["item"]: row for row in answer(capsys, "--all")["items"]}
    assert found["M1"]["quantity"] == "12"
    assert found["M1"]["orders"] == {first.number: "7", second.number: "5"}
    assert main(["explode", "--all"]) == 0
    said = capsys.readouterr().out
    assert f"{first.number} 7, {second.number} 5" in said


def test_weeks_net_stock_and_receipts_and_offset_the_lead_time(plant: Plant, capsys: Captured) -> None:
    monday = this_monday(TODAY)
    soon, later = monday + timedelta(days=28), monday + timedelta(days=35)
    first = ordered(plant, (plant.pump, "7"), due=soon)
    second = ordered(plant, (plant.pump, "4"), due=later)
    ordered(plant, (plant.pump, "4"), due=monday + timedelta(days=70))
    stocked(plant.materials[0], "3")
    expected(plant.materials[0], "5", monday + timedelta(days=30))
    found = answer(capsys, "--all", "--weeks", "8")
    assert found["due_later"] == 1
    weeks = {w["week"]: w for row in found["items"] if row["item"] == "M1" for w in row["weeks"]}
    four, five = soon.isoformat(), later.isoformat()
    assert (weeks[four]["gross"], weeks[four]["scheduled"], weeks[four]["planned"]) == ("7", "5", "0")
    assert (weeks[five]["gross"], weeks[five]["planned"], weeks[five]["available"]) == ("4", "3", "0")
    # M1 takes 10 days to come, so two weeks before it is needed it must be ordered
    assert weeks[(later - timedelta(days=14)).isoformat()]["released"] == "3"
    assert (weeks[four]["orders"], weeks[five]["orders"]) == ({first.number: "7"}, {second.number: "4"})
    assert main(["explode", "--all", "--weeks", "8"]) == 0
    assert "1 order lines are due after" in capsys.readouterr().out


def test_a_customers_contact_may_not_read_bills(plant: Plant, capsys: Captured) -> None:
    with open_door():
        buyer_of(plant.customer, "buyer").save()
    assert main(["explode", "PUMP", "--by", "buyer"]) == 1
    assert "PUMP" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["NOTHING"], "NOTHING"),
        (["--order", "SO-0"], "SO-0"),
        (["PUMP", "--quantity", "many"], "many"),
        (["PUMP", "--quantity", "1.5"], "1.5"),
        (["PUMP", "--weeks", "-1"], "-1"),
        ([], "ITEM"),
    ],
)
def test_what_does_not_exist_is_told(plant: Plant, capsys: Captured, words: list[str], named: str) -> None:
    assert main(["explode", *words]) == 2
    assert named in capsys.readouterr().err


def test_a_circle_in_released_bills_is_named(plant: Plant, capsys: Captured) -> None:
    with open_door():
        egg, hen = item("EGG", plant.unit), item("HEN", plant.unit)
        bill(egg, (hen, "1"))
        bill(hen, (egg, "1"))
    assert main(["explode", "PUMP"]) == 2
    said = capsys.readouterr().err
    assert "EGG > HEN > EGG" in said or "HEN > EGG > HEN" in said


def test_the_table_speaks_chinese(plant: Plant, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKT_LANGUAGE", "zh")
    assert main(["explode", "PUMP", "--weeks", "4"]) == 0
    heading = capsys.readouterr().out.splitlines()[0]
    assert all(not word.isascii() for word in heading.split())
