"""Every action has a page: its form comes from the signature, its refusals come back to their fields."""

import re
from collections.abc import Callable
from dataclasses import fields

import pytest
from django.test import Client
from django.urls import reverse
from tests.orders.shop import Shop, confirmed, entered
from tests.people import People
from tests.web.conftest import people, shop

from takt.conduct.action import ACTIONS
from takt.conduct.actors import Department
from takt.conduct.discover import discover
from takt.conduct.models import RefusedAttempt
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.web.pages.acting.possible import act_url, acts_for, departments_now, obstacles

__all__ = ["people", "shop"]
discover()
LATER = frozenset({"link", "operation"})
"""What is asked for only when it has a meaning: a link that was opened, an operation of the order that is named."""
Desk = Callable[[Person], Client]


@pytest.fixture
def desk(db: None) -> Desk:
    """A browser in which somebody is signed in, in English."""

    def sit(person: Person) -> Client:
        client = Client(headers={"Accept-Language": "en"})
        client.cookies["django_language"] = "en"
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sit


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def test_sales_confirms_an_order_on_its_page(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales)
    client = desk(people.sales)
    page = client.get(act_url("orders.confirm", order)).content.decode()
    assert f'value="{order.version}"' in page
    answer = client.post(
        act_url("orders.confirm", order),
        {
            "promised_date": "2027-06-01", "version": hidden(page, "version"), "key": hidden(page, "key"),
            "checklist": ["customer", "items", "quantities", "prices", "dates", "address", "read_back"],
        },
    )  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (303, reverse("order", args=[order.number]))
    assert Order.objects.get().state == OrderState.CONFIRMED


def test_what_is_refused_comes_back_to_its_field_with_what_was_typed(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = entered(shop, people.sales)
    answer = desk(people.sales).post(
        act_url("orders.confirm", order), {"promised_date": "soon", "checklist": ["customer"]}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="soon"' in page
    assert "a date like 2026-11-30" in page
    assert 'value="customer" checked' in page
    assert RefusedAttempt.objects.get().via == "page"


def test_a_line_of_an_order_is_refused_at_its_place_in_the_grid(
    shop: Shop, people: People, desk: Desk
) -> None:
    answer = desk(people.sales).post(
        act_url("orders.enter"),
        {
            "customer": shop.farwin.number, "requested_date": "2027-06-01",
            "lines.0.item": shop.pump.number, "lines.0.quantity": "2",
            "lines.1.item": "", "lines.1.quantity": "",
            "lines.2.item": shop.pump.number, "lines.2.quantity": "many",
        },
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'id="f-lines-1-quantity"[^>]*aria-invalid="true"', page)
    assert 'value="many"' in page
    assert not Order.objects.exists()


def test_a_stale_page_is_told_and_shows_what_is_now(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales)
    answer = desk(people.sales).post(act_url("orders.annotate", order), {"notes": "x", "version": "99"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert hidden(page, "version") == str(order.version)


def test_sending_a_form_twice_acts_once(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales)
    client = desk(people.sales)
    sent = {"notes": "call before noon", "version": str(order.version), "key": "one-and-the-same"}
    assert client.post(act_url("orders.annotate", order), sent).status_code == 303
    assert client.post(act_url("orders.annotate", order), sent).status_code == 303
    assert Order.objects.get().version == order.version + 1


def test_a_page_of_another_department_is_refused_before_it_shows_anything(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = confirmed(shop, people)
    assert desk(people.sales).get(act_url("approval.budget", order)).status_code == 403
    assert desk(people.sales).get("/do/orders.no_such/X").status_code == 404
    assert desk(people.sales).get("/do/orders.confirm/NOPE").status_code == 404


def test_what_cannot_be_done_now_says_why_and_its_button_waits(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = entered(shop, people.sales)
    page = desk(people.production).get(act_url("planning.propose", order)).content.decode()
    assert re.search(r"<button[^>]*disabled", page)
    assert obstacles("planning.propose", order, people.production)
    assert not RefusedAttempt.objects.exists()


def test_rehearsing_leaves_nothing_behind(shop: Shop, people: People) -> None:
    order = entered(shop, people.sales)
    before = order.version
    assert obstacles("orders.annotate", order, people.sales, notes="only a rehearsal") == []
    order.refresh_from_db()
    assert (order.version, order.notes) == (before, "")


def test_people_are_offered_what_they_may_do_in_this_state(shop: Shop, people: People) -> None:
    order = entered(shop, people.sales)
    offered = [a.name for a in acts_for(order, people.sales)]
    assert offered[0] in ("orders.confirm", "orders.withdraw", "orders.revise")
    assert not {"approval.budget", "orders.send_back"} & set(offered)
    assert "approval.budget" in [a.name for a in acts_for(confirmed(shop, people), people.finance)]


def test_the_page_leads_on_only_to_ourselves(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales)
    sent = {"notes": "x", "next": "https://elsewhere.example/"}
    answer = desk(people.sales).post(act_url("orders.annotate", order), sent)
    assert answer["Location"] == reverse("order", args=[order.number])


@pytest.mark.parametrize(
    "name",
    sorted(
        n
        for n, a in ACTIONS.items()
        if a.subject is None and not a.within and a.run.__module__.startswith("takt.")
        and set(a.departments) != {Department.CUSTOMER}  # the portal's own: tests/web/portal
    ),
)  # fmt: skip
def test_every_creating_action_has_a_form(name: str, people: People, shop: Shop, desk: Desk) -> None:
    everybody = [getattr(people, f.name) for f in fields(people)]
    person = next(p for p in everybody if set(ACTIONS[name].departments) & departments_now(p))
    answer = desk(person).get(f"/do/{name}")
    assert answer.status_code == 200
    page = answer.content.decode()
    for parameter in ACTIONS[name].parameters:
        assert f'name="{parameter}' in page or f'data-rows="{parameter}"' in page or parameter in LATER
