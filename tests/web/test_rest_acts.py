"""A program acts through REST as through the door: same rules, same refusals, once per key."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.orders.shop import LATER, SOON, Shop, entered
from tests.people import People
from tests.web.conftest import Program

from takt.conduct.models import JournalEntry, RefusedAttempt
from takt.orders.checklist import asked_of
from takt.orders.models import Order, Origin

Programs = Callable[..., Program]


def order_body(shop: Shop, **changes: Any) -> dict[str, Any]:
    """An order of one line, as a program sends it."""
    return {
        "customer": shop.farwin.number,
        "lines": [{"item": "PUMP-1", "quantity": "2"}],
        "requested_date": SOON.isoformat(),
        "caller": "王丽",
        "called_at": "2026-01-05T09:00:00+08:00",
        "read_back": True,
        **changes,
    }


def confirm_body() -> dict[str, Any]:
    """What confirming takes."""
    return {"promised_date": LATER.isoformat(), "checklist": asked_of(Origin.PHONE)}


def test_sales_enters_and_a_colleague_confirms(program: Programs, people: People, shop: Shop) -> None:
    made = program(people.sales).post("/orders/enter", order_body(shop))
    assert made.status_code == 200, made.content
    outcome = made.json()
    assert outcome["kind"] == "orders.order"
    assert outcome["state"] == "entered"
    assert made["ETag"] == f'"{outcome["version"]}"'
    done = program(people.sales2).post(
        f"/orders/{outcome['reference']}/confirm", confirm_body(), If_Match=made["ETag"]
    )
    assert done.json()["state"] == "confirmed"
    assert JournalEntry.objects.filter(action="orders.confirm", case_id=outcome["id"]).count() == 1


def test_the_same_key_does_it_once(program: Programs, people: People, shop: Shop) -> None:
    li = program(people.sales)
    first = li.post("/orders/enter", order_body(shop), Idempotency_Key="k-1")
    again = li.post("/orders/enter", order_body(shop), Idempotency_Key="k-1")
    assert first.json()["reference"] == again.json()["reference"]
    assert Order.objects.count() == 1
    other = li.post("/orders/enter", order_body(shop, notes="other"), Idempotency_Key="k-1")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_a_stale_version_is_refused_with_both_versions(program: Programs, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    answer = program(people.sales2).post(f"/orders/{order.number}/confirm", confirm_body(), If_Match='"99"')
    refusal = answer.json()["refusals"][0]
    assert (answer.status_code, refusal["code"]) == (409, "stale")
    assert refusal["facts"]["seen"] == 99
    assert refusal["facts"]["now"] == order.version


def test_another_department_is_refused_and_it_is_on_record(
    program: Programs, people: People, shop: Shop
) -> None:
    order = entered(shop, people.sales)
    answer = program(people.finance).post(f"/orders/{order.number}/confirm", confirm_body())
    assert (answer.status_code, answer.json()["code"]) == (403, "not_your_department")
    attempt = RefusedAttempt.objects.get(subject_id=order.pk)
    assert (attempt.actor_id, attempt.via, attempt.codes) == (
        people.finance.pk,
        "rest",
        ["not_your_department"],
    )


def test_every_fault_of_a_body_is_named_with_field_value_and_expectation(
    program: Programs, people: People, shop: Shop
) -> None:
    body = order_body(shop, customer="NOBODY", requested_date="soon", surprise=1)
    body["lines"][0]["quantity"] = "-3"
    answer = program(people.sales).post("/orders/enter", body)
    assert answer.status_code == 422
    wrong = {r["field"]: r for r in answer.json()["refusals"]}
    assert set(wrong) >= {"requested_date", "surprise", "lines.0.quantity"}
    assert wrong["requested_date"]["value"] == "soon"
    assert wrong["requested_date"]["expected"] == "a date like 2026-11-30"


def test_an_unknown_reference_is_named(program: Programs, people: People, shop: Shop) -> None:
    answer = program(people.sales).post("/orders/enter", order_body(shop, customer="NOBODY"))
    refusal = answer.json()["refusals"][0]
    assert (answer.status_code, refusal["code"], refusal["field"]) == (422, "unknown_reference", "customer")


def test_a_refused_act_leaves_nothing(program: Programs, people: People, shop: Shop) -> None:
    program(people.sales).post("/orders/enter", order_body(shop, lines=[]))
    assert not Order.objects.exists()


def test_a_program_without_a_valid_token_is_not_let_in(program: Programs, people: People, shop: Shop) -> None:
    from datetime import timedelta

    from django.utils import timezone

    past = timezone.now() - timedelta(days=2)
    for changes in ({"expires_at": past}, {"revoked_at": past}):
        answer = program(people.sales, **changes).post("/orders/enter", order_body(shop))
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_request_costs_one_query_beside_the_read(
    program: Programs, people: People, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    li = program(people.sales)
    with django_assert_max_num_queries(2):
        assert li.get("/orders").status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_refusals_speak_the_language_that_is_asked_for(
    language: str, program: Programs, people: People, shop: Shop
) -> None:
    li = program(people.sales)
    answer = li.client.post(
        "/api/v1/orders/enter",
        "{}",
        content_type="application/json",
        headers={**li.headers, "Accept-Language": language},
    )
    assert answer["Content-Language"] == language


def test_contacts_get_404_for_what_is_not_theirs(program: Programs, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    rival, buyer = program(shop.other_buyer), program(shop.buyer)
    for address in (f"/orders/{order.number}", f"/orders/{order.pk}", f"/orders/{order.number}/dossier"):
        assert rival.get(address).status_code == 404
        assert buyer.get(address).status_code == 200
    foreign = rival.post(f"/orders/{order.number}/withdraw", {"reason": "not ours"})
    unknown = rival.post("/orders/SO-NONE/withdraw", {"reason": "not ours"})
    assert foreign.status_code in (403, 404)
    assert unknown.status_code in (403, 404)
    assert rival.get("/orders").json()["rows"] == []
