"""2,000 generated requests, right and wrong ones, by several roles: no fault of ours, and every answer is as described."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Err
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.orders.shop import Shop, confirmed, entered
from tests.people import People
from tests.web.conftest import token_of

from takt.factory.models import Item
from takt.web.rest.assembly import the_document
from takt.web.wsgi import application

CASES = 2000
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """All requests run in the test's transaction: Django must not close its connection after each."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def tokens(people: People, shop: Shop) -> list[str]:
    """Programs of six roles, a contact among them."""
    roles = (people.sales, people.finance, people.production, people.admin, people.head, shop.buyer)
    return [token_of(person) for person in roles]


@pytest.fixture
def known(people: People, shop: Shop) -> dict[str, str]:
    """Rows that exist, by the list that they stand in."""
    entered(shop, people.sales)
    return {
        "orders": confirmed(shop, people).number,
        "customers": shop.farwin.number,
        "persons": people.sales.login,
        "people": people.sales.login,
        "items": str(Item.objects.values_list("number", flat=True)[0]),
        "contacts": str(shop.contact.pk),
    }


def operations() -> Iterator[Any]:
    """Every operation of the document."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for result in schema.get_all_operations():
        if isinstance(result, Err):
            raise result.err()
        yield result.ok()


@pytest.mark.django_db
def test_the_document_is_valid_openapi(one_connection: None) -> None:
    assert str(the_document()["openapi"]).startswith("3.1")
    schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application).validate()


@pytest.mark.django_db
def test_every_answer_is_as_described(one_connection: None, tokens: list[str], known: dict[str, str]) -> None:
    everything = list(operations())
    of_each, done = -(-CASES // len(everything)), 0
    for operation in everything:
        done += tried(operation, of_each, tokens, known)
    assert done >= CASES


def tried(operation: Any, times: int, tokens: list[str], known: dict[str, str]) -> int:
    """So many requests to one operation, half of them on a row that exists, a third of them wrong on purpose."""
    place = operation.path.split("/")[1]
    fixed = (
        {"path_parameters": {"reference": known[place]}}
        if place in known and "{reference}" in operation.path
        else {}
    )
    modes = (GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    cases = st.one_of(
        [operation.as_strategy(generation_mode=m, **(fixed if i % 2 else {})) for i, m in enumerate(modes)]
    )
    count = 0

    @seed(1)
    @settings(
        max_examples=times,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, token=st.sampled_from(tokens))
    def one(case: Any, token: str) -> None:
        nonlocal count
        count += 1
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        case.call_and_validate(headers=headers, checks=CHECKS)

    one()
    return count
