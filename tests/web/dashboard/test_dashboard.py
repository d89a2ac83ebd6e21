"""The management's morning page: quick, everything in the address, every chart with its table and the rows behind it."""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.orders.shop import Shop, confirmed
from tests.people import People
from tests.records.figures.history import Told, june, lived
from tests.web.conftest import Program

from takt.departments.models import Person
from takt.records.figures.answers import FIGURES
from takt.web.command_line import main

pytestmark = pytest.mark.django_db
Browser = Callable[[Person], Client]
JUNE = "from=2026-06-01&to=2026-06-30"
LATER = [f.name for f in FIGURES.values() if f.takes_long]


def english(client: Client, address: str, **headers: str) -> Any:
    """The page for a reader of English."""
    return client.get(address, headers={"Accept-Language": "en", **headers})


def two_orders() -> tuple[str, str]:
    """One shipped in time, one a day late."""
    kept = lived(
        {"orders.enter": june(1), "orders.confirm": june(2), "delivery.ship_all": june(9)},
        Told("shipped", date(2026, 6, 10)),
    )
    late = lived(
        {"orders.enter": june(1), "orders.confirm": june(2), "delivery.ship_all": june(11)},
        Told("shipped", date(2026, 6, 10)),
    )
    return kept.number, late.number


def test_the_page_asks_at_most_twelve_questions(
    people: People, shop: Shop, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    confirmed(shop, people)
    client = browser(people.management)
    client.get("/dashboard")
    with django_assert_max_num_queries(12):
        assert client.get(f"/dashboard?customer={shop.farwin.number}").status_code == 200


def test_the_card_tells_the_rate_and_the_chart_has_its_table_and_rows(
    people: People, browser: Browser
) -> None:
    two_orders()
    page = english(browser(people.management), f"/dashboard?{JUNE}").content.decode()
    card = re.search(r'data-card="on-time".*?</div>\s*</div>', page, re.DOTALL)
    assert card is not None
    assert "50.0%" in page
    assert "Shipped in full by the promised date: 1 of 2 orders; not: 1." in page
    chart = re.search(r'<script id="data-on-time" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert chart is not None
    data = json.loads(chart[1])
    assert 0.5 in data["series"][0]["values"]
    assert (
        len(data["links"])
        == len(data["labels"])
        == page.split('data-chart="data-on-time"')[1].split("</table>")[0].count("<tr>") - 1
    )


def test_the_rows_behind_the_late_ones_are_exactly_these(people: People, browser: Browser) -> None:
    kept, late = two_orders()
    page = browser(people.management).get(f"/dashboard/rows/on-time?{JUNE}&group=late").content.decode()
    assert late in page
    assert kept not in page


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_rows_can_be_taken_away_as_a_file(form: str, people: People, browser: Browser) -> None:
    kept, late = two_orders()
    answer = english(browser(people.management), f"/dashboard/rows/on-time/file.{form}?{JUNE}&group=late")
    assert answer.status_code == 200
    if form == "csv":
        text = answer.content.decode("utf-8-sig")
    else:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
        text = str(sheet.to_python())
    assert late in text
    assert kept not in text
    assert "Net amount" in text


def test_a_chart_without_points_says_what_is_missing(people: People, browser: Browser) -> None:
    page = english(browser(people.management), f"/dashboard?{JUNE}").content.decode()
    assert "No order was shipped in full or became due in this period." in page
    assert "data-on-time" not in page
    assert "Nothing: no order is late, nothing is blocked, nobody waits for you." in page


@pytest.mark.parametrize("name", LATER)
def test_what_takes_long_comes_after_the_page_and_stands_alone_without_scripts(
    name: str, people: People, browser: Browser
) -> None:
    two_orders()
    client = browser(people.management)
    page = client.get(f"/dashboard?{JUNE}").content.decode()
    address = re.search(rf'data-later="(/dashboard/figures/{name}[^"]*)"', page)
    assert address is not None
    later = address[1].replace("&amp;", "&")
    assert JUNE in later
    part = client.get(later, headers={"X-Requested-With": "dashboard"}).content.decode()
    assert f'id="{name}"' in part
    assert "<html" not in part
    assert "data-later" not in part
    alone = client.get(later).content.decode()
    assert "<html" in alone
    assert f'id="{name}"' in alone


def test_the_chosen_period_is_marked_and_the_customer_kept(
    people: People, shop: Shop, browser: Browser
) -> None:
    page = browser(people.management).get("/dashboard?period=30&customer=C-FARWIN").content.decode()
    marked = re.findall(r'<a class="period" href="([^"]+)" aria-current="true"', page)
    assert [m.replace("&amp;", "&") for m in marked] == ["?period=30&customer=C-FARWIN"]
    assert re.search(r"/dashboard/rows/late\?[^\"]*customer=C-FARWIN", page)


@pytest.mark.parametrize("query", ["from=tomorrow", "customer=C-NOBODY", "from=2026-06-02&to=2026-06-01"])
def test_a_question_that_is_none_is_refused_with_words(query: str, people: People, browser: Browser) -> None:
    assert browser(people.management).get(f"/dashboard?{query}").status_code == 422


def test_heads_see_their_figures_and_others_are_told_whose_they_are(
    people: People, shop: Shop, browser: Browser
) -> None:
    page = browser(people.head_of_finance).get("/dashboard").content.decode()
    assert 'id="entered"' in page
    assert 'id="on-time"' not in page
    assert browser(people.production).get("/dashboard").status_code == 403
    assert browser(people.head_of_finance).get("/dashboard/figures/on-time").status_code == 403
    assert browser(shop.buyer).get("/dashboard")["Location"] == "/portal"
    assert browser(people.management).get("/dashboard/figures/happiness").status_code == 404
    assert browser(people.management).get("/dashboard/rows/late/file.pdf").status_code == 404


def test_who_may_not_see_money_sees_no_amount_on_page_or_in_files(
    people: People, shop: Shop, browser: Browser
) -> None:
    order = confirmed(shop, people)
    amount = f"{order.net_amount:,.2f}"
    addresses = ["/dashboard/figures/entered", "/dashboard/rows/entered"]
    for reader, sees in ((people.management, True), (people.admin, False)):
        assert [amount in browser(reader).get(a).content.decode() for a in addresses] == [sees, sees]
        text = browser(reader).get("/dashboard/rows/entered/file.csv").content.decode()
        assert (str(order.net_amount) in text) == sees


def test_rest_gives_the_same_numbers_as_the_page(people: People, program: Callable[..., Program]) -> None:
    __, late = two_orders()
    asks = program(people.management)
    answer = asks.get(f"/figures/on-time?{JUNE}").json()
    assert (answer["value"], answer["base"], answer["facts"]["late"]) == (0.5, 2, 1)
    assert answer["asked"]["compared_from"] == "2026-05-02"
    rows = asks.get(f"/figures/on-time/rows?{JUNE}&group=late").json()
    assert ([r["order_number"] for r in rows["rows"]], rows["more"]) == ([late], False)
    assert [f["name"] for f in asks.get("/figures").json()["figures"]] == list(FIGURES)
    assert asks.get("/figures/on-time?from=x").status_code == 422
    assert asks.get("/figures/on-time/rows?group=x").status_code == 422


def test_rest_refuses_whom_the_page_refuses(
    people: People, shop: Shop, program: Callable[..., Program]
) -> None:
    assert program(people.production).get("/figures/load").status_code == 403
    assert program(people.production).get("/figures").json() == {"figures": []}
    assert program(shop.buyer).get("/figures/load").status_code == 404


def test_the_command_line_gives_the_same_numbers(
    people: People, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAKT_LANGUAGE", "en")
    two_orders()
    given = ["--from", "2026-06-01", "--to", "2026-06-30"]
    assert main(["figures", "on-time", *given, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == 0.5
    assert main(["figures", *given]) == 0
    assert "50.0%" in capsys.readouterr().out
    assert main(["figures", "lead-time", *given]) == 0
    assert "Half of the orders took at most 9 days from entry to shipping" in capsys.readouterr().out
