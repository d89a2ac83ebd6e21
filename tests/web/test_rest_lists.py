"""Lists: by pages, searched and filtered, money by right, as files; the same cost at any size."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from tests.orders.shop import Shop, entered
from tests.people import People
from tests.web.conftest import Program

from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES
from takt.exchange.tables import Column, Kind, Sheet, read

Programs = Callable[..., Program]
discover()


def test_pages_follow_each_other_without_gap_or_double(program: Programs, people: People, shop: Shop) -> None:
    made = [entered(shop, people.sales).number for _ in range(7)]
    li, seen, cursor = program(people.sales), [], ""
    while True:
        page = li.get(f"/orders?limit=3&cursor={cursor}").json()
        seen += [row["number"] for row in page["rows"]]
        if page["next"] is None:
            break
        cursor = page["next"]
    assert seen == made[::-1]


def test_a_cursor_of_another_list_is_refused(program: Programs, people: People, shop: Shop) -> None:
    for _ in range(2):
        entered(shop, people.sales)
    li = program(people.sales)
    cursor = li.get("/orders?limit=1").json()["next"]
    assert li.get(f"/customers?cursor={cursor}").status_code == 422


def test_money_is_seen_by_right(program: Programs, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    for person, sees in (
        (people.sales, True),
        (people.finance, True),
        (shop.buyer, True),
        (people.production, False),
        (people.quality, False),
    ):
        row = program(person).get(f"/orders/{order.number}").json()
        assert ("gross_amount" in row) is sees
        dossier = program(person).get(f"/orders/{order.number}/dossier")
        assert ("gross_amount" in dossier.json()["order"]) is sees
        assert ("gross_amount" in dossier.content.decode()) is sees


def test_words_are_searched_together(program: Programs, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales, customer_order_number="PO-77")
    li = program(people.sales)
    assert [r["number"] for r in li.get("/orders?q=po-77").json()["rows"]] == [order.number]
    assert [r["number"] for r in li.get(f"/orders?q=po-77%20{order.number[:6].lower()}").json()["rows"]] == [
        order.number
    ]
    assert li.get("/orders?q=po-77%20elsewhere").json()["rows"] == []
    assert li.get("/orders?state=confirmed").json()["rows"] == []
    assert li.get("/orders?customer=C-FARWIN&state=entered").json()["rows"] != []


def test_the_row_names_its_version(program: Programs, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    answer = program(people.sales).get(f"/orders/{order.number}")
    assert answer["ETag"] == f'"{order.version}"'
    assert answer.json()["version"] == order.version


def test_a_list_exports_as_it_is_filtered(program: Programs, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales, customer_order_number="=HYPERLINK(1)")
    entered(shop, people.sales)
    li = program(people.sales)
    table = list(csv.reader(io.StringIO(li.get("/orders.csv?q=hyperlink").content.decode("utf-8-sig"))))
    assert len(table) == 2
    assert table[1][0] == order.number
    assert "'=HYPERLINK(1)" in table[1]
    book = li.get("/orders.xlsx").content
    sheet = Sheet("orders", [Column("number", Kind.TEXT, en="order number")])
    assert book.startswith(b"PK")
    assert read(book, "orders.xlsx", sheet).columns == ("number",)


def test_an_export_of_too_many_rows_is_refused(
    program: Programs, people: People, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("takt.conduct.exports.MAX_ROWS", 1)
    for _ in range(2):
        entered(shop, people.sales)
    answer = program(people.sales).get("/orders.csv")
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_rows")


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_list_can_be_read_exported_and_searched(
    name: str, program: Programs, people: People, shop: Shop
) -> None:
    entered(shop, people.sales)
    resource = RESOURCES[name]
    reader = next(
        p
        for p in (people.head, people.admin, people.sales, people.finance)
        if set(p.departments) & resource.readers
    )
    one = program(reader)
    page = one.get(f"/{name}?q=1")
    assert page.status_code == 200, page.content
    everything = one.get(f"/{name}").json()["rows"]
    assert one.get(f"/{name}.csv").status_code == 200
    for row in everything[:1]:
        detail = one.get(f"/{name}/{row['id']}")
        assert detail.status_code == 200
        assert detail.json()["id"] == row["id"]


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_a_page_costs_the_same_at_any_size(
    name: str, program: Programs, people: People, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        entered(shop, people.sales)
    resource = RESOURCES[name]
    reader = next(
        p
        for p in (people.head, people.admin, people.sales, people.finance)
        if set(p.departments) & resource.readers
    )
    one = program(reader)
    with django_assert_max_num_queries(4):
        assert one.get(f"/{name}?limit=200").status_code == 200


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_contacts_see_no_more_than_they_may(name: str, program: Programs, people: People, shop: Shop) -> None:
    entered(shop, people.sales)
    answer = program(shop.other_buyer).get(f"/{name}")
    if answer.status_code == 200:
        text = answer.content.decode()
        assert shop.farwin.number not in text
        assert shop.farwin.name not in text
    else:
        assert answer.status_code == 404
