"""待办: everybody's home shows exactly what waits for them, and one address decides it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.test import Client
from tests.approval.desk import Desk
from tests.orders.shop import entered

from takt.approval.actions.budget import budget
from takt.approval.models import Review, Verdict
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.command_line import main

Browser = Callable[[Person], Client]


def text(client: Client, address: str, language: str = "en") -> str:
    """A page in words."""
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_home_leads_people_of_the_company_to_their_inbox_and_contacts_elsewhere(
    desk: Desk, browser: Browser
) -> None:
    assert browser(desk.people.finance).get("/")["Location"] == "/inbox"
    assert browser(desk.shop.buyer).get("/")["Location"] != "/inbox"
    assert browser(desk.shop.buyer).get("/inbox").status_code == 302
    assert Client().get("/inbox")["Location"] == "/sign-in?next=/inbox"


def test_a_row_says_what_for_whom_of_how_much_and_leads_to_the_decision(desk: Desk, browser: Browser) -> None:
    order = desk.order()
    page = text(browser(desk.people.finance), "/inbox")
    assert f"/do/approval.budget/{order.number}?next=%2Finbox" in page
    assert "Budget review" in page
    assert "Farwin Pumps" in page
    assert f"{order.gross_amount:,} CNY" in page
    assert desk.people.sales.name in page
    assert "预算审核" in text(browser(desk.people.finance), "/inbox", "zh-hans")


def test_the_menu_asks_how_many_wait_with_one_query_once_it_is_painted(
    desk: Desk, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    client = browser(desk.people.finance)
    assert 'data-counted="/inbox/count" hidden' in text(client, "/orders")
    assert client.get("/inbox/count").json() == {"count": "", "overdue": False, "said": "Waiting: "}
    desk.order()
    with django_assert_max_num_queries(3):  # the session, the reader, and what waits
        told = client.get("/inbox/count").json()
    assert told == {"count": "1", "overdue": False, "said": "Waiting: 1"}
    assert client.get("/inbox/count")["Cache-Control"] == "no-store"


def test_production_decides_without_seeing_amounts(desk: Desk, browser: Browser) -> None:
    order = desk.order()
    page = text(browser(desk.people.production), "/inbox")
    assert order.number in page
    assert f"{order.gross_amount:,}" not in page


def test_my_own_order_is_not_offered_to_me(desk: Desk, browser: Browser) -> None:
    order = desk.order()
    assert "approval.sales" not in text(browser(desk.people.sales), "/inbox")
    assert f"approval.sales/{order.number}" in text(browser(desk.people.sales2), "/inbox")


def test_an_approval_takes_two_requests_from_the_inbox_and_leads_back(desk: Desk, browser: Browser) -> None:
    order, client = desk.order(), browser(desk.people.finance)
    address = f"/do/approval.budget/{order.number}?next=/inbox"
    form = client.get(address)
    answer = client.post(
        address,
        {
            "verdict": "approve",
            "reason": "as agreed",
            "version": order.version,
            "key": "k1",
            "next": form.context["next"],
        },
    )
    assert (answer.status_code, answer["Location"]) == (303, "/inbox")
    assert Review.objects.get().reviewed_by == desk.people.finance
    assert "Nothing waits for you" in text(client, "/inbox")


def test_beside_the_list_the_same_act_answers_a_part_of_a_page(desk: Desk, browser: Browser) -> None:
    order, client = desk.order(), browser(desk.people.finance)
    address = f"/do/approval.budget/{order.number}?next=/inbox"
    beside = {"X-Fragment": "1"}
    part = client.get(address, headers=beside).content.decode()
    assert "data-act" in part
    assert "<html" not in part
    wrong = client.post(
        address, {"verdict": "return", "reason": "", "version": order.version, "key": "k2"}, headers=beside
    )
    assert wrong.status_code == 422
    good = client.post(address, {"verdict": "return", "reason": "the price is old", "version": order.version, "key": "k3", "next": "/inbox"}, headers=beside)  # fmt: skip
    assert (good.status_code, good["X-Location"]) == (204, "/inbox")


def test_the_four_parts_have_their_rows(desk: Desk, browser: Browser) -> None:
    order = desk.order()
    budget(order, by=desk.people.finance, verdict=Verdict.RETURN, reason="the price is old")
    li = browser(desk.people.sales)
    assert order.number in text(li, "/inbox?tab=done")
    started = text(li, "/inbox?tab=started")
    assert order.number in started
    assert "Sales: Confirm" in started
    assert "the price is old" in text(li, "/inbox?tab=copied")
    assert li.get("/inbox?tab=all").status_code == 422


def test_an_empty_inbox_says_that_all_is_done(desk: Desk, browser: Browser) -> None:
    assert "都处理完了" in text(browser(desk.people.quality), "/inbox", "zh-hans")
    assert "Nothing matches." in text(browser(desk.people.quality), "/inbox?q=zzz")


def test_steps_and_words_narrow_the_list(desk: Desk, browser: Browser) -> None:
    first, second = desk.order(), entered(desk.shop, desk.people.sales)
    client = browser(desk.people.sales2)
    page = text(client, "/inbox?action=orders.confirm")
    assert second.number in page
    assert f"approval.sales/{first.number}" not in page
    assert second.number not in unquote(text(client, f"/inbox?q={first.number}")).replace(
        f"q={first.number}", ""
    )


def test_the_inbox_asks_at_most_twelve_questions(
    desk: Desk, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        desk.order()
    client = browser(desk.people.sales2)
    for tab in ("waiting", "done", "started", "copied"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/inbox?tab={tab}").status_code == 200


def test_programs_read_the_same_inbox(desk: Desk, program: Callable[..., Any]) -> None:
    order: Order = desk.order()
    asks = program(desk.people.finance)
    found = asks.get("/inbox").json()
    (task,) = found["tasks"]
    assert (task["action"], task["order"], found["waiting"], found["next"]) == (
        "approval.budget",
        order.number,
        1,
        None,
    )
    assert asks.get("/inbox?tab=done").json() == {"tasks": [], "next": None}
    assert asks.get("/inbox?tab=all").status_code == 422
    assert asks.get("/inbox?state=open").status_code == 422
    assert program(desk.shop.buyer).get("/inbox").status_code == 403


def test_the_command_line_prints_the_same_inbox(desk: Desk, capsys: Any, monkeypatch: Any) -> None:
    order = desk.order()
    monkeypatch.setenv("TAKT_LANGUAGE", "en")
    assert main(["inbox", "--by", "wang"]) == 0
    said = capsys.readouterr().out
    assert "Budget review" in said
    assert order.number in said
    assert main(["inbox", "--by", "wang", "--tab", "started"]) == 0
    assert "Nothing here yet." in capsys.readouterr().out
    assert main(["inbox", "--by", "wang", "--json"]) == 0
    assert '"approval.budget": 1' in capsys.readouterr().out
