"""A search finds the same at any size: by indexes where words mean few rows, row by row where they mean many."""

from typing import Any

import pytest
from django.db import connection
from tests.orders.shop import Shop, entered
from tests.people import People

from takt.conduct import searching
from takt.conduct.discover import discover
from takt.conduct.reading import matching, page
from takt.conduct.refusals import InvalidInput
from takt.conduct.resources import RESOURCES
from takt.delivery.models import Shipment
from takt.orders.models import Order
from takt.planning.models import Plan

BY_CUSTOMERS_NUMBER = ("PO-2026/A7", "po-2026", "2026/a", "a7", "7", "2026", "=po-2026/a7")


discover()


def found(words: str, people: People, **more: Any) -> list[str]:
    """The numbers of the orders that a salesperson finds."""
    rows = matching(RESOURCES["orders"], people.sales, {}, words, **more)
    return sorted(rows.values_list("number", flat=True))


@pytest.fixture(params=[searching.FEW, 0], ids=["few", "many"])
def at_any_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by ids, and once more as if the words meant more rows than are read by their ids."""
    monkeypatch.setattr(searching, "FEW", request.param)


@pytest.mark.usefixtures("at_any_size")
@pytest.mark.parametrize("words", BY_CUSTOMERS_NUMBER)
def test_an_order_is_found_by_the_beginning_of_any_word_of_the_customers_number(
    words: str, people: People, shop: Shop
) -> None:
    order = entered(shop, people.sales, customer_order_number="PO-2026/A7")
    entered(shop, people.sales, customer_order_number="X-1")
    assert found(words, people) == [order.number]


@pytest.mark.usefixtures("at_any_size")
def test_every_word_must_be_found_somewhere(people: People, shop: Shop) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update orders_customer set search = 'shanghaiyuanhang' where id = %s", [shop.farwin.pk]
        )
    one, other = entered(shop, people.sales, customer_order_number="PO-77"), entered(shop, people.sales)
    assert found(f"{one.number.lower()} po-77", people) == [one.number]
    assert found(f"yuanhang {other.number[:6]}", people) == sorted([one.number, other.number])
    assert found("yuanhang nobody", people) == []
    assert found("--", people) == []


def test_a_search_that_finds_nothing_does_not_read_the_list(
    people: People, shop: Shop, django_assert_num_queries: Any
) -> None:
    entered(shop, people.sales)
    with django_assert_num_queries(1):
        assert page(RESOURCES["orders"], people.sales, search="nobody").rows == []


def test_what_was_looked_up_for_all_lists_is_not_looked_up_again(
    people: People, shop: Shop, django_assert_num_queries: Any
) -> None:
    order = entered(shop, people.sales)
    known = searching.look_up([RESOURCES["orders"], RESOURCES["shipments"]], order.number)
    with django_assert_num_queries(1):
        assert found(order.number, people, known=known) == [order.number]


@pytest.mark.parametrize(
    ("model", "lookup", "index"),
    [
        (Order, "number__begins", "order_number_begins"),
        (Order, "customer_order_number__words", "order_customers_words"),
        (Shipment, "number__begins", "shipment_number_begins"),
        (Shipment, "tracking_number__words", "shipment_tracking_words"),
        (Plan, "number__begins", "plan_number_begins"),
    ],
)
def test_an_index_serves_the_lookup_whatever_its_value(
    model: Any, lookup: str, index: str, people: People
) -> None:
    statement, given = model.objects.filter(**{lookup: "SO-1"}).values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain (generic_plan) {_numbered(statement)}")
        assert index in " ".join(row[0] for row in cursor.fetchall()), given


def _numbered(statement: str) -> str:
    """As the server sees it: a parameter has a number, and its value is not known when it plans."""
    for n in range(1, statement.count("%s") + 1):
        statement = statement.replace("%s", f"${n}", 1)
    return statement


def test_too_many_words_are_refused(people: People, refused: Any) -> None:
    with refused(InvalidInput):
        found("one two three four five six seven", people)
