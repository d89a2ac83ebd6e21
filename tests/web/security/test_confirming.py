"""VI.2: a decision is signed. Whoever signed in a while ago confirms who they are on the decision's own form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.orders.shop import Shop, confirmed
from tests.people import People
from tests.web.conftest import token_of
from tests.web.security.conftest import GOOD, with_passkey
from tests.web.security.test_second_factor import next_code, secret_of, with_app

from takt.approval.models import Review
from takt.departments.models import Person
from takt.web.security.confirming import needs_confirmation
from takt.web.security.sessions import CONFIRMED_AT

Arrived = Callable[[Person], Client]


def a_while_later(client: Client) -> Client:
    """More than TAKT_REAUTHENTICATE_MINUTES passed since the person showed who they are."""
    session = client.session
    session[CONFIRMED_AT] = session[CONFIRMED_AT] - 16 * 60
    session.save()
    return client


def decide(client: Client, number: str, **given: str) -> Any:
    return client.post(f"/do/approval.sales/{number}", {"verdict": "approve", "reason": "as agreed", **given})


def test_what_is_signed() -> None:
    assert all(needs_confirmation(f"approval.{a}") for a in ("sales", "budget", "feasibility", "final"))
    assert needs_confirmation("departments.set_password")
    assert not needs_confirmation("orders.confirm")
    assert not needs_confirmation("no.such_act")


def test_right_after_signing_in_a_decision_asks_for_nothing_more(
    people: People, shop: Shop, arrived: Arrived
) -> None:
    order = confirmed(shop, people)
    client = arrived(people.sales2)
    assert b"confirm-yourself" not in client.get(f"/do/approval.sales/{order.number}").content
    assert decide(client, order.number).status_code == 303
    assert Review.objects.filter(order=order).count() == 1


def test_a_while_later_the_form_asks_and_keeps_what_was_typed(
    people: People, shop: Shop, arrived: Arrived
) -> None:
    order = confirmed(shop, people)
    client = a_while_later(arrived(people.sales2))
    assert b"confirm_password" in client.get(f"/do/approval.sales/{order.number}").content
    for given in ({}, {"confirm_password": "wrong"}):
        answer = decide(client, order.number, **given)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "as agreed" in page
        assert "confirm-errors" in page
        assert "wrong" not in page.split("confirm_password")[1][:200]
    assert not Review.objects.filter(order=order).exists()
    assert decide(client, order.number, confirm_password=GOOD).status_code == 303
    assert Review.objects.get(order=order).reviewed_by == people.sales2


def test_a_code_of_the_app_confirms_once_and_one_on_paper_does_not(
    people: People, shop: Shop, arrived: Arrived
) -> None:
    order = confirmed(shop, people)
    client = arrived(people.sales2)
    papers = with_app(client)
    a_while_later(client)
    assert decide(client, order.number, confirm_code=papers[0]).status_code == 422
    code = next_code(secret_of(people.sales2))
    assert decide(client, order.number, confirm_code=code).status_code == 303


def test_a_passkey_confirms(people: People, shop: Shop, arrived: Arrived) -> None:
    order = confirmed(shop, people)
    client = arrived(people.sales2)
    device = with_passkey(client)
    a_while_later(client)
    asked = client.post("/security/confirm/options").json()
    assert decide(client, order.number, confirm_passkey=device.show(asked)).status_code == 303


def test_a_challenge_for_signing_in_does_not_confirm(people: People, shop: Shop, arrived: Arrived) -> None:
    order = confirmed(shop, people)
    client = arrived(people.sales2)
    device = with_passkey(client)
    a_while_later(client)
    asked = client.post("/sign-in/passkey/options", {"purpose": "sign-in"}).json()
    assert decide(client, order.number, confirm_passkey=device.show(asked)).status_code == 422


def test_five_wrong_confirmations_lock_and_say_for_how_long(
    people: People, shop: Shop, arrived: Arrived
) -> None:
    order = confirmed(shop, people)
    client = a_while_later(arrived(people.sales2))
    for _ in range(5):
        answer = decide(client, order.number, confirm_password="wrong")
    assert "locked for 15 more minutes" in answer.content.decode()
    answer = decide(client, order.number, confirm_password=GOOD)
    assert answer.status_code == 422
    assert not Review.objects.filter(order=order).exists()


def test_the_form_of_a_wrong_attempt_is_kept_nowhere(people: People, shop: Shop, arrived: Arrived) -> None:
    from axes.models import AccessAttempt

    order = confirmed(shop, people)
    decide(a_while_later(arrived(people.sales2)), order.number, confirm_password="almost right")
    kept = AccessAttempt.objects.get()
    assert kept.username == "zhang"
    assert kept.post_data == ""


@pytest.mark.parametrize("address", ["/security/app", "/security/passkeys/add"])
def test_who_lets_somebody_in_is_confirmed_as_well(address: str, people: People, arrived: Arrived) -> None:
    client = a_while_later(arrived(people.quality))
    assert "Before this changes" in client.get(address).content.decode()
    assert client.post(address, {"then_show": "1", "confirm_password": "wrong"}).status_code == 422
    assert client.post(address, {"then_show": "1", "confirm_password": GOOD})["Location"] == address
    assert "Before this changes" not in client.get(address).content.decode()


def test_what_was_sent_before_the_confirmation_is_done_after_it(people: People, arrived: Arrived) -> None:
    client = a_while_later(arrived(people.quality))
    asked = client.post("/security/tokens", {"name": "line 7", "days": "30"}).content.decode()
    assert 'name="name" value="line 7"' in asked
    answer = client.post("/security/tokens", {"name": "line 7", "days": "30", "confirm_password": GOOD})
    assert "takt_" in answer.content.decode()


def test_a_session_on_the_api_is_asked_as_well_and_a_token_is_not(
    people: People, shop: Shop, arrived: Arrived
) -> None:
    order = confirmed(shop, people)
    client = a_while_later(arrived(people.sales2))
    address = f"/api/v1/orders/{order.number}/sales"
    headers = {"X-CSRFToken": client.cookies["csrftoken"].value} if "csrftoken" in client.cookies else {}
    refused = client.post(address, "{}", content_type="application/json", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_confirmed")
    headers = {"Authorization": f"Bearer {token_of(people.sales2)}"}
    assert Client().post(address, "{}", content_type="application/json", headers=headers).status_code == 200
