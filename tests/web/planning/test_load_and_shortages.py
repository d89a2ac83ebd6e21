"""III.3.2: planners see how full the floor is and what is short: on pages, by REST and on the command line alike."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.delivery.conftest import contact_of
from tests.open_door import open_door
from tests.planning.plant import Plant, full_plant, ordered, plant
from tests.rows import build
from tests.web.conftest import browser, program

from takt.orders.models import Customer
from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.models import Operation, Plan
from takt.planning.weeks import WEEKS
from takt.web.command_line import main

__all__ = ["browser", "full_plant", "plant", "program"]
Browser = Callable[..., Client]


def planned(plant: Plant) -> Plan:
    """Ten gearboxes, adopted."""
    plan = propose(ordered(plant, (plant.gearbox, "10")), by=plant.people.production)
    adopt(plan, by=plant.people.production)
    return plan


def english(client: Client) -> Client:
    """A reader of English."""
    client.cookies["django_language"] = "en"
    return client


def test_a_cell_of_the_load_opens_its_operations(
    full_plant: Plant, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    plan = planned(full_plant)
    client = english(browser(full_plant.people.sales))
    page = client.get("/load")
    assert len(page.context["rows"]) == 2
    assert all(len(r.cells) == WEEKS for r in page.context["rows"])
    busy = next(c for r in page.context["rows"] for c in r.cells if c.taken_hours)
    assert f"{busy.percent}%" in page.content.decode()
    with django_assert_max_num_queries(12):
        opened = client.get("/load" + busy.address.partition("#")[0])
    shown = {o.number for o in opened.context["operations"]}
    assert shown
    assert shown <= set(Operation.objects.filter(job__plan=plan).values_list("number", flat=True))
    assert all(number in opened.content.decode() for number in shown)


def test_a_week_or_work_centre_that_is_not_shown_is_refused(full_plant: Plant, browser: Browser) -> None:
    client = browser(full_plant.people.production)
    assert client.get("/load?work_center=NONE&week=2020-01-06").status_code == 422
    assert client.get("/load?work_center=TURN&week=2020-01-06").status_code == 422


def test_no_machine_yet_says_what_to_do(browser: Browser, people: Any) -> None:
    assert "There is no machine in use." in english(browser(people.production)).get("/load").content.decode()


def test_the_shortage_list_names_item_order_and_what_to_do(
    plant: Plant, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    plan = planned(plant)
    client = english(browser(plant.people.production))
    with django_assert_max_num_queries(12):
        page = client.get("/shortages")
    text = page.content.decode()
    assert page.context["count"] == 8
    assert "/lists/items/M1" in text
    assert plan.order.number in text
    assert "/do/stock.expect?item=M1&amp;quantity=20" in text
    assert [s.item for s, *__ in client.get("/shortages?supply=late").context["rows"]] == []


def test_nothing_short_is_said_plainly(full_plant: Plant, browser: Browser) -> None:
    planned(full_plant)
    assert (
        "Nothing is short"
        in english(browser(full_plant.people.production)).get("/shortages").content.decode()
    )


@pytest.mark.parametrize("address", ["/load", "/shortages"])
def test_customers_see_neither(address: str, plant: Plant, browser: Browser) -> None:
    with open_door():
        customer = build(Customer, name="客户", currency="CNY")
    assert browser(contact_of(customer)).get(address).status_code in (302, 303, 403, 404)


def test_programs_and_the_command_line_read_the_same(
    plant: Plant, program: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    planned(plant)
    asks = program(plant.people.production)
    weeks = asks.get("/load").json()["weeks"]
    assert len(weeks) == 2 * WEEKS
    assert sum(w["taken_minutes"] for w in weeks) == sum(o.duration_minutes for o in Operation.objects.all())
    (short,) = asks.get("/shortages?item=M1").json()["shortages"]
    assert (short["missing"], short["supply"]) == ("20", "not_ordered")
    assert asks.get("/shortages?color=red").status_code == 422
    for command, rows in (("load", weeks), ("shortages", asks.get("/shortages").json()["shortages"])):
        assert main([command, "--by", plant.people.production.login, "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == rows
        assert main([command, "--by", plant.people.production.login]) == 0
        assert "TURN" in capsys.readouterr().out or command == "shortages"
