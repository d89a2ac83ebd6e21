"""The first hour: a newcomer takes one order from the call to closed, and each page says who does what next."""

from argparse import Namespace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.web.demo.conftest import PASSWORD, Demo

from takt.conduct import clock
from takt.conduct.action import ACTIONS
from takt.conduct.requests import perform
from takt.departments.models import Person
from takt.orders.states import OrderState
from takt.web.commands.demonstrating import run
from takt.web.demo import guided, secret
from takt.web.demo.resetting import is_demonstration
from takt.web.pages.guide.card import COOKIE
from takt.web.usage import UsageError

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]
STEPS_OF_THE_WAY = 17
ORDERS = 38  # those under way today: the guide needs a factory, not its history


def _given(action: str) -> dict[str, Any]:
    """What the newcomer types at each step."""
    soon = (clock.today() + timedelta(days=21)).isoformat()
    checklist = ["customer", "items", "quantities", "prices", "dates", "address", "read_back"]
    given: dict[str, dict[str, Any]] = {
        "orders.enter": {
            "customer": "C-1010", "requested_date": soon, "lines": [{"item": "SHAFT-77", "quantity": 2}],
            "caller": "江雪梅", "called_at": clock.now().isoformat(), "read_back": True,
        },
        "orders.confirm": {"promised_date": soon, "checklist": checklist},
        "approval.feasibility": {"reason": "产能足够"},
        "production.finish": {"good": 2},
        "quality.inspect": {"verdict": "pass"},
        "delivery.pack": {"packages": [{"gross_weight_kg": "18.5"}]},
        "delivery.notify": {"carrier": "AN", "expected_arrival": soon},
        "delivery.feedback": {"score": 5, "comment": "很好"},
    }  # fmt: skip
    return given.get(action, {})


def _does(found: guided.Progress) -> int:
    """The step's own person does it; its number."""
    step = found.step
    assert step is not None
    person = guided.person_of(step)
    assert person is not None
    reference = step.about or (found.order.number if found.order is not None else None)
    perform(ACTIONS[step.action], reference, person, _given(step.action), via="page")
    return step.number


def test_one_order_lives_its_whole_life_step_by_step(demo: Demo) -> None:
    began = clock.now()
    numbers = []
    while (found := guided.progress(began)).step is not None:
        numbers.append(_does(found))
        assert len(numbers) < 40, numbers
    assert found.is_done
    assert found.order is not None
    assert found.order.state == OrderState.CLOSED
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, STEPS_OF_THE_WAY + 1))
    assert guided.COUNT == STEPS_OF_THE_WAY


def test_an_order_that_goes_no_further_says_so(demo: Demo) -> None:
    began = clock.now()
    _does(guided.progress(began))
    order = guided.progress(began).order
    assert order is not None
    clerk = Person.objects.get(login="wang.min")
    perform(ACTIONS["orders.withdraw"], order.number, clerk, {"reason": "客户不要了"})
    found = guided.progress(began)
    assert (found.step, found.is_done) == (None, False)


def test_the_invitation_stands_where_people_arrive_and_goes_away(demo: Demo, client: Client) -> None:
    page = client.get("/sign-in").content.decode()
    assert "/guide/begin" in page
    client.post("/guide/end", {"next": "/sign-in"})
    page = client.get("/sign-in").content.decode()
    assert "/guide/begin" not in page
    assert "guide.css" not in page


def test_it_survives_the_change_of_roles_and_offers_the_next_one(demo: Demo, client: Client) -> None:
    assert client.post("/guide/begin", {"next": "/sign-in"}).status_code == 302
    page = client.get("/sign-in").content.decode()
    assert 'value="wang.min"' in page
    assert "1 / 17" in page or "1 of 17" in page or "共 17 步" in page
    client.post("/sign-in/try", {"login": "wang.min", "next": "/do/orders.enter"})
    page = client.get("/lists/customers").content.decode()
    assert 'class="guide' in page
    assert 'href="/do/orders.enter"' in page
    here = client.get("/do/orders.enter").content.decode()
    assert 'class="guide-act"' not in here


def test_a_forged_cookie_begins_nothing(demo: Demo, client: Client) -> None:
    client.cookies[COOKIE] = datetime(2026, 1, 1).isoformat()  # noqa: DTZ001
    assert 'class="guide' not in client.get("/sign-in").content.decode()


def test_outside_a_demonstration_there_is_no_guide(
    demo: Demo, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("takt.web.demo.secret.kept", lambda: None)
    assert client.post("/guide/begin").status_code == 404
    assert "/guide/begin" not in client.get("/sign-in").content.decode()


def test_the_demonstration_is_emptied_only_when_somebody_is_sure(demo: Demo) -> None:
    assert secret.kept() == PASSWORD
    assert is_demonstration()
    with pytest.raises(UsageError, match="--yes"):
        run(Namespace(reset=True, yes=False, orders=150))
    assert Person.objects.filter(login="wang.min").exists()
