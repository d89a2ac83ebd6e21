"""Letters as people read them: their kind in words, every attempt to post them, and what can be done with those that failed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.conduct.post_office import MailServer, greet, mail_server
from tests.orders.shop import Shop, confirmed
from tests.people import People

from takt.conduct.models import Letter, LetterState
from takt.conduct.post import post
from takt.departments.models import Person
from takt.departments.people import the_founder

Browser = Callable[[Person], Client]


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that knows no recipient."""
    with mail_server() as running:
        running.answers["RCPT"] = "550 no such person"
        yield running


@pytest.fixture
def dead(db: None, server: MailServer) -> Letter:
    """A letter that could not be delivered."""
    letter = greet(by=the_founder(), address="nobody@customer.test")
    post(letter.pk)
    letter.refresh_from_db()
    assert letter.state == LetterState.DEAD
    return letter


def text(client: Client, address: str) -> str:
    """The page in English."""
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_list_names_kinds_in_words_and_leads_to_orders(
    browser: Browser, people: People, shop: Shop
) -> None:
    order = confirmed(shop, people)
    client = browser(people.sales)
    client.cookies["django_language"] = "en"
    page = text(client, "/system/letters")
    assert "Confirmation" in page
    assert "orders.confirmation" not in page
    assert f'href="/orders/{order.number}"' in page


def test_dead_letters_stand_in_a_view_of_their_own(browser: Browser, people: People, dead: Letter) -> None:
    client = browser(people.admin)
    client.cookies["django_language"] = "en"
    assert str(dead.pk) in text(client, "/system/letters?view=look")
    assert str(dead.pk) not in text(client, "/system/letters?view=sent")


def test_without_any_the_views_say_so(browser: Browser, people: People) -> None:
    client = browser(people.admin)
    client.cookies["django_language"] = "en"
    assert "No letter needs a look" in text(client, "/system/letters?view=look")
    assert "No letters here" in text(client, "/system/letters")
    assert "Nothing matches." in text(client, "/system/letters?q=zzz")


def test_a_letter_tells_each_attempt_and_is_sent_again_from_its_page(
    browser: Browser, people: People, dead: Letter, server: MailServer
) -> None:
    client = browser(people.admin)
    client.cookies["django_language"] = "en"
    page = text(client, f"/system/letters/{dead.pk}")
    assert "550 no such person" in page.replace("\n", " ")
    assert f"/do/conduct.resend/{dead.pk}" in page
    version = {"version": dead.version, "reason": "The address was wrong", "address": "buyer@customer.test"}
    answer = client.post(f"/do/conduct.resend/{dead.pk}?next=/system/letters/{dead.pk}", version)
    assert answer.status_code == 303
    server.answers.clear()
    post(dead.pk)
    assert "taken over by the mail server" in text(client, f"/system/letters/{dead.pk}")
    assert len(server.taken) == 1


def test_prices_in_a_letter_are_not_read_by_production(browser: Browser, people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    letter = Letter.objects.get(letter_case=order.pk, kind="orders.confirmation")
    seen = {}
    for name, reader in (("sales", people.sales), ("production", people.production)):
        client = browser(reader)
        client.cookies["django_language"] = "en"
        seen[name] = text(client, f"/system/letters/{letter.pk}")
    assert str(order.gross_amount.normalize())[:4] in seen["sales"]
    assert "names prices" in seen["production"]
    assert f"/letters/{letter.pk}/document" not in seen["production"]


def test_contacts_read_their_own_companys_letters_in_the_portal(
    browser: Browser, people: People, shop: Shop
) -> None:
    order = confirmed(shop, people)
    letter = Letter.objects.get(letter_case=order.pk, kind="orders.confirmation")
    for contact, reads in ((shop.buyer, True), (shop.other_buyer, False)):
        led = browser(contact).get(f"/system/letters/{letter.pk}", follow=True)
        assert led.redirect_chain == [("/portal/letters", 302)]
        assert (f"/letters/{letter.pk}/document" in led.content.decode()) == reads


def test_the_list_asks_at_most_twelve_questions(
    browser: Browser, people: People, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        confirmed(shop, people)
    client = browser(people.sales)
    client.get("/system/letters")
    with django_assert_max_num_queries(12):
        assert client.get("/system/letters").status_code == 200
