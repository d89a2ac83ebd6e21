"""One box finds rows, pages and what can be created, as far as the reader may see them."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.open_door import open_door
from tests.orders.shop import Shop, entered, item
from tests.people import People
from tests.stock.booking import lot

from takt.departments.models import Person
from takt.factory.search import search_text
from takt.records.search import search
from takt.web.pages.search import _link

Browser = Callable[[Person], Client]


def palette(client: Client, words: str) -> str:
    """What the palette shows for the words."""
    return client.get(
        "/search", {"palette": "1", "q": words}, headers={"Accept-Language": "en"}
    ).content.decode()


def test_an_item_is_found_by_its_drawing_and_its_initials(people: People, shop: Shop) -> None:
    words = search_text("PUMP-9", "DWG-4711", name="离心泵")
    with open_door():
        item("PUMP-9", "离心泵", shop.pump.unit, drawing_number="DWG-4711", search=words).save()
    for words in ("dwg-4711", "lxb", "lixinbeng", "离心"):
        assert [(h.resource, h.reference) for h in search(words, people.sales)] == [("items", "PUMP-9")], (
            words
        )


def test_an_order_is_found_by_its_number_and_its_customer(people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    assert [h.reference for h in search(order.number, people.sales) if h.resource == "orders"] == [
        order.number
    ]


def test_the_palette_goes_to_pages_and_creates(browser: Browser, people: People, shop: Shop) -> None:
    page = palette(browser(people.sales), "")
    assert 'href="/orders"' in page
    assert "/do/orders.enter" in page
    assert "<html" not in page
    assert "/do/orders.enter" not in palette(browser(people.quality), "")


def test_the_palette_understands_pinyin(browser: Browser, people: People, shop: Shop) -> None:
    client = browser(people.sales)
    client.cookies["django_language"] = "zh-hans"
    assert 'href="/lists/customers"' in palette(client, "kehu")
    for step in ("xinxi", "信息录入", "lurudingdan"):
        assert "/do/orders.enter" in palette(client, step)


def test_a_contact_is_led_to_the_portal_which_has_a_search_of_its_own(
    browser: Browser, people: People, shop: Shop
) -> None:
    order = entered(shop, people.sales)
    for contact in (shop.buyer, shop.other_buyer):
        assert browser(contact).get(f"/search?q={order.number}")["Location"] == "/portal"


def test_a_lot_is_told_by_its_number_and_not_by_its_id(people: People, shop: Shop) -> None:
    with open_door():
        kept = lot(shop.pump, "L-2611-7", 3)
    found = [hit for hit in search("L-2611-7", people.sales) if hit.resource == "lots"]
    assert [(hit.number, hit.reference) for hit in found] == [("L-2611-7", str(kept.pk))]
    assert _link(found[0]).name == "L-2611-7"


def test_the_search_page_asks_before_and_tells_after(browser: Browser, people: People, shop: Shop) -> None:
    client = browser(people.sales)
    assert "What are you looking for?" in client.get("/search").content.decode()
    assert "Nothing matches." in client.get("/search?q=zzzzz").content.decode()


def test_a_search_asks_at_most_twelve_questions(browser: Browser, people: People, shop: Shop) -> None:
    entered(shop, people.sales)
    client = browser(people.sales)
    with CaptureQueriesContext(connection) as asked:
        client.get("/search?q=PUMP")
    assert len(asked) <= 12
