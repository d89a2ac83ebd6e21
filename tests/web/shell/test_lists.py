"""Lists are read from both ends, narrowed by the address, kept as views, and taken along as files."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.orders.shop import Shop, confirmed, entered
from tests.people import People

from takt.conduct.clock import today
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.models import SavedView

Browser = Callable[[Person], Client]
Orders = Callable[..., Order]


def seen(client: Client, address: str) -> list[str]:
    """The order numbers of a list page, from top to bottom."""
    return re.findall(
        r'<td class="key"><a href="/orders/([^"]+)"', unquote(client.get(address).content.decode())
    )


def link(client: Client, address: str, rel: str) -> str:
    """Where the next or previous page is."""
    found = re.search(rf'rel="{rel}" href="([^"]+)"', client.get(address).content.decode())
    assert found is not None, f"{address} leads to no {rel}"
    return "/orders" + found[1].replace("&amp;", "&")


def test_sixty_orders_are_paged_forth_and_back(browser: Browser, people: People, orders: Orders) -> None:
    numbers = [orders().number for __ in range(60)]
    client = browser(people.sales)
    first = seen(client, "/orders")
    forth = link(client, "/orders", "next")
    rest = seen(client, forth)
    assert sorted(first + rest) == sorted(numbers)
    assert len(first) == 50
    assert 'rel="next"' not in client.get(forth).content.decode()
    back = link(client, forth, "prev")
    assert seen(client, back) == first
    assert 'rel="prev"' not in client.get(back).content.decode()


def test_the_sequence_is_turned_round(browser: Browser, people: People, orders: Orders) -> None:
    for __ in range(3):
        orders()
    client = browser(people.sales)
    assert seen(client, "/orders?turned=1&view=all") == seen(client, "/orders")[::-1]


def test_the_first_view_of_orders_leaves_out_what_is_over(
    browser: Browser, people: People, orders: Orders
) -> None:
    living, over = orders(), orders(state="closed")
    client = browser(people.sales)
    assert seen(client, "/orders") == [living.number]
    assert over.number in seen(client, "/orders?view=all")
    assert seen(client, "/orders?state=closed") == [over.number]


def test_an_order_whose_promise_has_passed_is_late_until_it_is_sent(
    browser: Browser, people: People, orders: Orders
) -> None:
    late = orders(state="in_production", promised_date=today() - timedelta(days=3))
    orders(state="shipped", promised_date=today() - timedelta(days=3))
    orders(promised_date=today() + timedelta(days=3))
    page = browser(people.sales).get("/orders?view=late", headers={"Accept-Language": "en"}).content.decode()
    assert re.findall(r'class="key"><a href="/orders/([^"]+)"', page) == [late.number]
    assert "3 days overdue" in page


def test_what_waits_for_finance_is_what_finance_has_not_reviewed(
    browser: Browser, people: People, shop: Shop, orders: Orders
) -> None:
    reviewed = confirmed(shop, people)
    orders()
    assert seen(browser(people.finance), "/orders?view=waiting") == [reviewed.number]
    assert reviewed.number in seen(browser(people.sales), "/orders?view=waiting")
    assert seen(browser(people.management), "/orders?view=waiting") == []


def test_mine_is_what_i_entered(browser: Browser, people: People, shop: Shop) -> None:
    mine, theirs = entered(shop, people.sales), entered(shop, people.sales2)
    assert seen(browser(people.sales), "/orders?view=mine") == [mine.number]
    assert seen(browser(people.sales2), "/orders?view=mine") == [theirs.number]


@pytest.mark.parametrize("view", ["open", "all", "waiting"])
def test_a_full_page_of_orders_asks_at_most_twelve_questions(
    view: str, browser: Browser, people: People, shop: Shop, orders: Orders
) -> None:
    for state in ("entered", "planned", "in_production", "shipped"):
        for __ in range(13):
            orders(state=state)
    confirmed(shop, people)
    client = browser(people.sales)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/orders?view={view}").status_code == 200
    assert len(asked) <= 12, [q["sql"][:80] for q in asked.captured_queries]


@pytest.mark.parametrize("name", sorted(n for n in RESOURCES if n != "orders"))
def test_every_list_with_every_filter_is_shown(name: str, browser: Browser, people: People) -> None:
    readers = {str(d) for d in RESOURCES[name].readers}
    person = next(
        p
        for p in (people.sales, people.management, people.admin, people.production)
        if readers & set(p.departments)
    )
    answer = browser(person).get(f"/lists/{name}")
    assert answer.status_code == 200
    assert 'class="page-title"' in answer.content.decode()


def test_a_set_filter_is_a_chip_that_takes_it_away(browser: Browser, people: People, orders: Orders) -> None:
    orders()
    page = browser(people.sales).get("/orders?state=entered&q=X").content.decode()
    assert '<a class="chip" href="?view=all&amp;q=X">' in page
    assert '<a class="chip" href="?view=all&amp;state=entered">' in page


def test_a_filter_that_does_not_fit_is_refused_with_what_is_expected(
    browser: Browser, people: People
) -> None:
    client = browser(people.sales)
    answer = client.get("/orders?requested_date__lte=soon", headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert "2026-11-30" in answer.content.decode()
    assert client.get("/orders?cursor=made-up").status_code == 422
    assert client.get("/orders?nonsense=1").status_code == 422


def test_a_view_is_saved_shown_as_a_tab_and_removed(browser: Browser, people: People, orders: Orders) -> None:
    orders(state="closed")
    client = browser(people.sales)
    answer = client.post(
        "/views/orders/save", {"name": "Closed ones", "query": "?state=closed&cursor=zz&bad=1"}
    )
    assert answer["Location"] == "/orders?state=closed"
    kept = SavedView.objects.get()
    assert (kept.name, kept.query, kept.person) == ("Closed ones", "state=closed", people.sales)
    assert "Closed ones" in client.get("/orders").content.decode()
    assert "Closed ones" not in browser(people.sales2).get("/orders").content.decode()
    assert browser(people.sales2).post(f"/views/{kept.pk}/remove").status_code == 404
    assert client.post(f"/views/{kept.pk}/remove")["Location"] == "/orders"
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "x" * 41])
def test_a_view_without_a_proper_name_is_refused(name: str, browser: Browser, people: People) -> None:
    answer = browser(people.sales).post("/views/orders/save", {"name": name, "query": "?state=closed"})
    assert answer.status_code == 422
    assert not SavedView.objects.exists()


def test_the_export_and_its_count_are_of_the_view(browser: Browser, people: People, orders: Orders) -> None:
    living, over = orders(), orders(state="closed")
    client = browser(people.sales)
    answer = client.get("/lists/orders/count?view=all", headers={"Accept-Language": "en"})
    assert answer.content.decode() == "2 rows"
    text = client.get("/lists/orders/file.csv?view=open").content.decode("utf-8-sig")
    assert living.number in text
    assert over.number not in text


def test_who_may_not_see_money_sees_no_amounts_in_the_list(
    browser: Browser, people: People, shop: Shop
) -> None:
    order = entered(shop, people.sales)
    amount = f"{order.gross_amount:,}"
    assert amount in browser(people.finance).get("/orders").content.decode()
    assert amount not in browser(people.production).get("/orders").content.decode()


def test_only_who_may_enter_orders_is_offered_to(browser: Browser, people: People, shop: Shop) -> None:
    assert "/do/orders.enter" in browser(people.sales).get("/orders").content.decode()
    page: Any = browser(people.quality).get("/orders").content.decode()
    assert "/do/orders.enter" not in page
