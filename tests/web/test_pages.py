"""Pages for people: quick at any size, in both languages, nothing from other hosts, nothing inline."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.orders.shop import Shop, confirmed, entered
from tests.people import People

from takt.conduct.models import JournalEntry
from takt.departments.models import Person
from takt.web.middleware import POLICY
from takt.web.ports import events_port

Browser = Callable[[Person], Client]


def test_the_list_shows_orders_with_their_customer(browser: Browser, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    client = browser(people.sales)
    page = client.get("/orders").content.decode()
    assert order.number in page
    assert "Farwin Pumps" in page
    assert f"{order.gross_amount:,}<small>CNY</small>" in page
    client.cookies["django_language"] = "zh-hans"
    assert shop.farwin.name in client.get("/orders").content.decode()


def test_lists_have_their_plural_and_states_a_colour_beside_their_words(
    browser: Browser, people: People, shop: Shop
) -> None:
    confirmed(shop, people)
    page = browser(people.sales).get("/orders").content.decode()
    assert '<h1 class="page-title">Orders</h1>' in page
    assert (
        '<span class="status status-blue" title="confirmed, in review"><span class="status-dot"></span>confirmed, in review'
        in page
    )
    assert (
        '<h1 class="page-title">Addresses</h1>'
        in browser(people.sales).get("/lists/addresses").content.decode()
    )


def test_the_menu_groups_the_lists_that_somebody_may_read(
    browser: Browser, people: People, shop: Shop
) -> None:
    assert 'data-keep="planning"' in browser(people.sales).get("/orders").content.decode()
    assert 'data-keep="planning"' not in browser(shop.buyer).get("/nowhere").content.decode()


def test_an_empty_list_says_so(browser: Browser, people: People, shop: Shop) -> None:
    assert "Nothing here at the moment." in browser(people.sales).get("/orders").content.decode()
    assert "Nothing here yet." in browser(people.sales).get("/orders?view=all").content.decode()
    assert "Nothing matches." in browser(people.sales).get("/orders?q=zzz").content.decode()


def test_list_and_order_ask_at_most_twelve_questions(
    browser: Browser, people: People, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    orders = [confirmed(shop, people) for _ in range(5)]
    client = browser(people.sales)
    with django_assert_max_num_queries(12):
        assert client.get("/orders").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(f"/orders/{orders[0].number}").status_code == 200


def test_the_order_page_names_who_acts_next_and_what_happened(
    browser: Browser, people: People, shop: Shop
) -> None:
    order = confirmed(shop, people)
    page = browser(people.sales).get(f"/orders/{order.number}").content.decode()
    assert "Journal verified" in page
    assert "Sales" in page
    assert "III.1.3" in page
    assert people.sales2.name in page


def test_the_timeline_speaks_of_names_labels_and_local_times(
    browser: Browser, people: People, shop: Shop
) -> None:
    order = confirmed(shop, people)
    client = browser(people.sales)
    page = client.get(f"/orders/{order.number}").content.decode()
    assert f"Promised date: {order.promised_date}" in page
    assert "Letter to" in page
    assert "III.1.3 Order confirmation" in page
    assert not re.search(r"sent_at|promised_date:|content_hash|\+00:00|orders\.order", page)
    client.cookies["django_language"] = "zh-hans"
    assert "III.1.3 订单确认" in client.get(f"/orders/{order.number}").content.decode()


def test_the_order_page_hides_amounts_from_who_may_not_see_them(
    browser: Browser, people: People, shop: Shop
) -> None:
    order = confirmed(shop, people)
    assert (
        f"{order.gross_amount:,}" in browser(people.finance).get(f"/orders/{order.number}").content.decode()
    )
    hidden = browser(people.production).get(f"/orders/{order.number}").content.decode()
    assert f"{order.gross_amount:,}" not in hidden
    assert str(order.gross_amount) not in hidden


def test_contacts_see_their_orders_and_no_others(browser: Browser, people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    mine = browser(shop.buyer).get(f"/orders/{order.number}", follow=True)
    assert mine.status_code == 200
    assert people.sales2.name not in mine.content.decode()
    assert browser(shop.other_buyer).get(f"/orders/{order.number}", follow=True).status_code in (403, 404)
    assert order.number not in browser(shop.other_buyer).get("/orders", follow=True).content.decode()


def test_a_tampered_journal_loses_its_mark(browser: Browser, people: People, shop: Shop) -> None:
    from django.db import connection

    order = entered(shop, people.sales)
    assert JournalEntry.objects.filter(subject_id=order.pk).count() == 1
    with connection.cursor() as cursor:
        cursor.execute("update orders_order set version = version + 1 where id = %s", (order.pk,))
    assert "Journal does not agree" in browser(people.sales).get(f"/orders/{order.number}").content.decode()


def test_the_search_box_finds_orders_customers_and_items(
    browser: Browser, people: People, shop: Shop
) -> None:
    order = entered(shop, people.sales)
    client = browser(people.sales)
    assert order.number in client.get(f"/search?q={order.number}").content.decode()
    assert "C-FARWIN" in client.get("/search?q=c-farwin").content.decode()


@pytest.mark.parametrize(
    "address", ["/sign-in", "/orders", "/api/", "/search?q=x", "/nothing", "/orders/NONE", "/lists/items"]
)
def test_nothing_is_inline_or_from_another_host(address: str, browser: Browser, people: People) -> None:
    answer = browser(people.sales).get(address) if address != "/sign-in" else Client().get(address)
    page = answer.content.decode()
    own = (
        f"connect-src 'self' http://testserver:{events_port()};"  # the events of live pages, on the same host
    )
    assert answer["Content-Security-Policy"] == POLICY.replace("connect-src 'self';", own)
    assert "unsafe" not in POLICY
    assert not re.search(r"<style|<script(?! src=\"/static/)|\sstyle=|\son\w+=\"|javascript:", page)
    assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//", page)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


def test_the_browsers_parts_are_served(db: None) -> None:
    page = Client().get("/sign-in").content.decode()
    for address in re.findall(r"(?:href|src)=\"(/static/[^\"]+)\"", page):
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert sum(map(len, answer)) > 100
    assert Client().get("/static/parts/package.json").status_code == 404


@pytest.mark.parametrize(("language", "word"), [("en", "Sign in"), ("zh-hans", 'lang="zh-hans"')])
def test_the_language_is_what_the_browser_asks_for(language: str, word: str, db: None) -> None:
    answer = Client().get("/sign-in", headers={"Accept-Language": language})
    assert answer["Content-Language"] == language
    assert word in answer.content.decode()


def test_choosing_a_language_is_kept_with_the_person(browser: Browser, people: People) -> None:
    client = browser(people.sales)
    answer = client.post("/language", {"language": "zh-hans", "next": "/orders"})
    assert answer["Location"] == "/orders"
    assert Person.objects.get(pk=people.sales.pk).language == "zh-hans"
    assert client.get("/orders")["Content-Language"] == "zh-hans"
    assert client.post("/language", {"language": "zh-hans", "next": "https://evil.test"})["Location"] == "/"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("address", "status"), [("/nothing", 404), ("/lists/nothing", 404)])
def test_pages_that_say_no_have_words_in_both_languages(
    address: str, status: int, language: str, browser: Browser, people: People
) -> None:
    client = browser(people.sales)
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == status
    assert f'lang="{language}"' in answer.content.decode()


def test_a_form_without_its_token_is_refused_with_words(people: People) -> None:
    answer = Client(enforce_csrf_checks=True).post(
        "/sign-in", {"username": "li"}, headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 403
    assert "reload the page" in answer.content.decode()


def test_a_fault_of_ours_shows_its_number_and_no_details(
    browser: Browser, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("takt.conduct.reading.page", broken)
    client = browser(people.sales)
    client.raise_request_exception = False
    answer = client.get("/orders")
    assert answer.status_code == 500
    assert "on purpose" not in answer.content.decode()


def test_machines_ask_for_health(db: None) -> None:
    assert Client().get("/healthz").json() == {"status": "alive"}
    ready = Client().get("/readyz")
    assert (ready.status_code, ready.json()["missing"]) == (200, [])


def test_a_printed_code_leads_to_the_truth(people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    genuine = Client().get(f"/check/{order.content_hash}", headers={"Accept-Language": "en"})
    assert "This document is genuine." in genuine.content.decode()
    assert Client().get(f"/check/{'0' * 64}").status_code == 404


def test_a_made_up_feedback_link_opens_nothing(db: None) -> None:
    assert Client().get("/feedback/made-up").status_code == 404


def test_the_confirmation_letter_opens_as_pdf(browser: Browser, people: People, shop: Shop) -> None:
    from takt.conduct.models import Letter

    confirmed(shop, people)
    letter = Letter.objects.get(kind="orders.confirmation")
    answer = browser(people.sales).get(f"/letters/{letter.pk}/document")
    assert answer.content.startswith(b"%PDF")
    assert browser(shop.buyer).get(f"/letters/{letter.pk}/document").status_code == 200
    assert browser(shop.other_buyer).get(f"/letters/{letter.pk}/document").status_code == 404
    assert browser(people.production).get(f"/letters/{letter.pk}/document").status_code == 404
