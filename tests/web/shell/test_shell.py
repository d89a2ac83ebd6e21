"""The frame: what stands in the menu, how it looks, and that its files are small and asked for once."""

import gzip
import re
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from tests.orders.shop import Shop
from tests.people import People

from takt.departments.models import Person
from takt.web.pages.look import CHOICES, look_of
from takt.web.static_serving import FOR_EVER, version
from takt.web.templatetags.icons import NoSuchIcon, icon

Browser = Callable[[Person], Client]
FIRST_LOAD_BYTES, LATER_LOAD_BYTES = 300_000, 50_000


def test_the_menu_marks_where_the_reader_is(browser: Browser, people: People, shop: Shop) -> None:
    page = browser(people.sales).get("/lists/customers").content.decode()
    assert re.findall(r'href="([^"]+)" aria-current="page"', page).count("/lists/customers") == 1
    assert 'data-keep="orders" open' in page


def test_a_contact_sees_no_group_of_the_inside(browser: Browser, people: People, shop: Shop) -> None:
    page = browser(shop.buyer).get("/nowhere").content.decode()
    assert 'id="sidebar"' in page
    for part in ("planning", "production", "quality", "conduct"):
        assert f'data-keep="{part}"' not in page


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in CHOICES.items() for v in values])
def test_a_look_is_kept_and_painted_by_the_server(name: str, value: str, anybody: Client, db: None) -> None:
    answer = anybody.post("/look", {name: value, "next": "/sign-in"})
    assert answer["Location"] == "/sign-in"
    page = anybody.get("/sign-in").content.decode()
    shown = {
        "theme": f'data-bs-theme="{value}"',
        "density": f'data-density="{value}"',
        "sidebar": f'data-sidebar="{value}"',
    }
    assert (shown[name] in page) == (value != "auto")


def test_a_made_up_look_changes_nothing_and_leads_to_no_other_host(anybody: Client) -> None:
    answer = anybody.post("/look", {"theme": "<b>", "next": "https://evil.test"})
    assert not answer.cookies
    assert "evil" not in answer["Location"]
    request = RequestFactory().get("/")
    request.COOKIES["takt_theme"] = '"><script>'
    assert look_of(request).theme == "auto"


def test_a_wrong_icon_is_a_fault_and_a_right_one_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in icon("truck")
    for name in ("no-such-icon", "../truck", ""):
        with pytest.raises(NoSuchIcon):
            icon(name)


def files_of(compressed: bytes) -> tuple[int, list[str]]:
    """Bytes of every file that a page names, as a browser gets them; and those that it may not keep."""
    client = Client()
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(compressed).decode()))
    total, asked_again = 0, []
    for file in files | modules(client, files):
        got = client.get(file, headers={"Accept-Encoding": "gzip"})
        total += len(b"".join(got))
        if got["Cache-Control"] != FOR_EVER:
            asked_again.append(file)
    return total, asked_again


def modules(client: Client, files: set[str]) -> set[str]:
    """The modules that these import, and those that they import."""
    found: set[str] = set()
    waiting = {f for f in files if f.endswith(".js")}
    while waiting:
        file = waiting.pop()
        text = b"".join(client.get(file)).decode()
        folder = file.rpartition("/")[0]
        imported = {f"{folder}/{name}" for name in re.findall(r'from "\./([^"]+)"', text)} - found
        found |= imported
        waiting |= imported
    return found


def test_a_list_loads_less_than_300_kb_the_first_time_and_50_kb_after(
    browser: Browser, people: People, orders: Callable[..., object]
) -> None:
    for __ in range(50):
        orders(state="in_production")
    client = browser(people.sales)
    answer = client.get("/orders", headers={"Accept-Encoding": "gzip"})
    total, asked_again = files_of(answer.content)
    assert len(answer.content) + total < FIRST_LOAD_BYTES
    assert len(answer.content) < LATER_LOAD_BYTES
    assert asked_again == []


def test_a_file_of_another_version_is_given_but_not_kept_for_ever(anybody: Client) -> None:
    now = anybody.get(f"/static/v-{version()}/takt/tokens.css")
    before = anybody.get("/static/v-0000000000/takt/tokens.css")
    assert now["Cache-Control"] == FOR_EVER
    assert before.status_code == 200
    assert before["Cache-Control"] != FOR_EVER
    assert anybody.get(f"/static/v-{version()}/takt/none.css").status_code == 404


def test_answers_to_programs_are_not_touched(browser: Browser, people: People) -> None:
    answer = browser(people.sales).get("/healthz", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer


def test_every_word_of_the_shell_changes_with_the_language(browser: Browser, people: People) -> None:
    client = browser(people.sales)
    client.cookies["django_language"] = "zh-hans"
    chinese = client.get("/orders").content.decode()
    assert "跟随系统" in chinese
    assert "Appearance" not in chinese
    client.cookies["django_language"] = "en"
    assert "Appearance" in client.get("/orders").content.decode()
