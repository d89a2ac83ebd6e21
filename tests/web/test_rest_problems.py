"""Whatever is wrong with a request is a problem document, never a fault of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.orders.shop import Shop, entered
from tests.people import People
from tests.web.conftest import Program

from takt.departments.models import Person

Programs = Callable[..., Program]
KEYS = {"type", "title", "status", "detail", "instance", "code", "refusals"}


def is_problem(answer: Any, status: int) -> dict[str, Any]:
    """The answer is a problem document of this status."""
    assert answer.status_code == status, answer.content[:300]
    assert answer["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert set(document) == KEYS
    assert document["status"] == status
    assert document["detail"]
    return document


BODIES = {
    "malformed": (b"{", 400),
    "not utf-8": (b'{"name": "\xff"}', 400),
    "not a number": (b'{"lines": NaN}', 400),
    "number out of range": (b'{"lines": 1e999999}', 400),
    "too many digits": (b'{"lines": ' + b"9" * 5000 + b"}", 400),
    "nested too deep": (b'{"a":' * 3000 + b"1" + b"}" * 3000, 400),
    "nested somewhat too deep": (b'{"a":' * 60 + b"1" + b"}" * 60, 400),
    "a list": (b"[]", 422),
    "a nul byte": (b'{"notes": "a\\u0000b"}', 422),
    "half a character": (b'{"notes": "\\ud800"}', 422),
    "a name with a nul byte": (b'{"a\\u0000": 1}', 422),
    "wrong shapes": (b'{"customer": [], "lines": {"a": 1}, "requested_date": 1e3}', 422),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_read(name: str, program: Programs, people: People) -> None:
    content, status = BODIES[name]
    is_problem(program(people.sales).post("/orders/enter", content), status)


def test_a_body_of_another_kind(program: Programs, people: People) -> None:
    li = program(people.sales)
    answer = li.client.post(
        "/api/v1/orders/enter", "a=1", content_type="application/x-www-form-urlencoded", headers=li.headers
    )
    assert is_problem(answer, 415)["refusals"][0]["field"] == "Content-Type"


def test_a_body_over_the_limit(program: Programs, people: People, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    document = is_problem(program(people.sales).post("/orders/enter", {"notes": "x" * 2000}), 413)
    assert document["refusals"][0]["facts"]["limit_bytes"] == 1000


@pytest.mark.parametrize(
    "address",
    ["/nothing", "/orders/NONE", "/orders/a%00b", "/orders/%FF", "/items/1/2/3", "/letters/x/document"],
)
def test_an_unknown_address(address: str, program: Programs, people: People) -> None:
    is_problem(program(people.sales).get(address), 404)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_an_unknown_method(method: str, program: Programs, people: People) -> None:
    li = program(people.sales)
    answer = getattr(li.client, method)("/api/v1/orders", headers=li.headers)
    is_problem(answer, 405)
    assert answer["Allow"]


QUERIES = ["limit=0", "limit=x", "limit=201", "cursor=made-up", "cursor=%00", "surprise=1", "state=none", "q=%00", "q=" + "a%20" * 20, "q=1&q=2",
           "requested_date__lte=soon", "customer=NOBODY", "requested_date__gte=99999-01-01", "q=" + "x" * 500]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_that_does_not_fit(query: str, program: Programs, people: People) -> None:
    document = is_problem(program(people.sales).get(f"/orders?{query}"), 422)
    assert document["refusals"][0]["expected"]


@pytest.mark.parametrize(
    "headers",
    [{"If_Match": "new"}, {"If_Match": '"-1"'}, {"Idempotency_Key": "a b"}, {"Idempotency_Key": "x" * 201}],
)
def test_a_header_that_does_not_fit(
    headers: dict[str, str], program: Programs, people: People, shop: Shop
) -> None:
    order = entered(shop, people.sales)
    is_problem(program(people.sales2).post(f"/orders/{order.number}/confirm", {}, **headers), 422)


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer x", "Basic YTpi", "Bearer é", "Bearer " + "x" * 5000]
)
def test_no_valid_sign_in(given: str, db: None) -> None:
    answer = Client().get("/api/v1/orders", headers={"Authorization": given} if given else {})
    assert is_problem(answer, 401)["code"] == "not_signed_in"


def test_a_session_must_carry_its_csrf_token(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.sales, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/orders").status_code == 200
    refused = client.post("/api/v1/orders/enter", "{}", content_type="application/json")
    assert is_problem(refused, 403)["code"] == "csrf_missing"
    client.cookies["csrftoken"] = "a" * 32
    heard = client.post(
        "/api/v1/orders/enter", "{}", content_type="application/json", headers={"X-CSRFToken": "a" * 32}
    )
    is_problem(heard, 422)


def test_a_fault_of_ours_is_a_problem_too(
    program: Programs, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> Person:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("takt.web.rest.acts.perform", broken)
    li = program(people.sales)
    li.client.raise_request_exception = False
    document = is_problem(li.post("/orders/enter", {}), 500)
    assert "on purpose" not in str(document)
