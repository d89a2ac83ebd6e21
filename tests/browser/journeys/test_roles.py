"""Each role, in both languages, from sign-in by password to its step done."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page
from tests.browser import places
from tests.browser.desk import WIDE, Desk, Language, Look
from tests.browser.journeys.walking import does, fill_in, open_order, press_act, send

ENGLISH = Look("en", "light", 1440, 900)
LOOKS: dict[Language, Look] = {"zh-hans": WIDE, "en": ENGLISH}
WISHED = (datetime.now(UTC) + timedelta(days=100)).date().isoformat()


@pytest.fixture(params=["zh-hans", "en"])
def look(request: pytest.FixtureRequest) -> Look:
    """A language."""
    return LOOKS[request.param]


@pytest.fixture
def sign_in(desk: Desk, look: Look) -> Iterator[Callable[[str], Page]]:
    """A browser of their own in which somebody types login and password."""
    context = desk.stranger(look)

    def signed_in(login: str) -> Page:
        page = context.new_page()
        page.goto("/sign-in")
        page.fill("[name=username]", login)
        page.fill("[name=password]", desk.factory.password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        assert page.locator("html").get_attribute("lang") == look.language
        return page

    yield signed_in
    context.close()


def without_review(stage: str) -> str:
    """Orders in review whose stage nobody has decided yet."""
    return (
        "select o.number from orders_order o where o.state = 'confirmed' and not exists"
        f" (select 1 from approval_review r where r.order_id = o.id and r.stage = '{stage}') order by o.number"
    )


def test_sales_enters_an_order(desk: Desk, look: Look, sign_in: Callable[[str], Page]) -> None:
    page = sign_in(places.SALES)
    page.goto("/entry")
    number = f"BH-{look.language[0]}{datetime.now(UTC):%H%M%S}"
    fill_in(
        page,
        {"customer": "C-1009", "caller": "罗敏", "requested_date": WISHED, "customer_order_number": number},
    )
    fill_in(page, {"lines.0.item": "OIL-220", "lines.0.quantity": "20"})
    page.wait_for_function("() => document.querySelector('[name=ship_to]').value")
    send(page)
    assert re.search(r"/orders/SO-", page.url)


def test_finance_reviews_a_budget(desk: Desk, look: Look, sign_in: Callable[[str], Page]) -> None:
    page = sign_in(places.FINANCE)
    open_order(page, desk.factory.first(without_review("budget")))
    does(page, "approval.budget", verdict="approve")


def test_the_planner_proposes_a_plan(desk: Desk, look: Look, sign_in: Callable[[str], Page]) -> None:
    page = sign_in(places.PLANNER)
    open_order(
        page,
        desk.factory.first("select number from orders_order where state = 'approved' order by number desc"),
    )
    does(page, "planning.propose")
    assert "/do/planning.adopt/" in page.url


def test_an_operator_tells_what_is_wrong(desk: Desk, look: Look, sign_in: Callable[[str], Page]) -> None:
    page = sign_in(places.OPERATOR)
    page.goto("/station")
    fold = page.locator("details.station-fold", has=page.locator("[value='production.raise_exception']"))
    fold.locator("summary").click()
    fold.locator("label", has=page.locator("[name=kind]")).first.click()
    fold.locator("[name=text]").fill("刀具磨损")
    with page.expect_navigation():
        fold.locator("button[value='production.raise_exception']").click()
    assert page.get_by_text("刀具磨损").count()


def test_quality_inspects_an_operation(desk: Desk, look: Look, sign_in: Callable[[str], Page]) -> None:
    operation = desk.factory.first(
        "select number from planning_operation where state = 'inspection' order by number"
    )
    page = sign_in(places.QUALITY)
    page.goto(f"/lists/operations/{operation}")
    does(page, "quality.inspect", verdict="pass")
    assert desk.factory.first("select state from planning_operation where number = %s", operation) == "done"


def test_logistics_packs_an_order(desk: Desk, look: Look, sign_in: Callable[[str], Page]) -> None:
    number = desk.factory.first("select o.number from orders_order o where o.state = 'produced' and not exists"
        " (select 1 from delivery_shipment s where s.order_id = o.id) order by o.number",
    )  # fmt: skip
    page = sign_in(places.LOGISTICS)
    open_order(page, number)
    press_act(page, "delivery.pack")
    fill_in(page, {"packages.0.gross_weight_kg": "120"})
    send(page)


def test_management_returns_an_order_with_its_reason(
    desk: Desk, look: Look, sign_in: Callable[[str], Page]
) -> None:
    """The approval by thumb stands in test_hands; here what needs a reason is refused without one, and kept."""
    number = desk.factory.first(
        "select o.number from orders_order o where o.state = 'confirmed' and (select count(distinct r.stage) from approval_review r"
        " where r.order_id = o.id) = 3 order by o.number"
    )
    page = sign_in(places.MANAGEMENT)
    open_order(page, number)
    press_act(page, "approval.final")
    fill_in(page, {"verdict": "return"})
    with page.expect_response(lambda r: r.request.method == "POST" and "/do/" in r.url) as answer:
        page.locator("form[data-act] .act-buttons .btn-primary").click()
    assert answer.value.status == 422
    page.locator(".field-error").first.wait_for()


def test_administration_hires_somebody(desk: Desk, look: Look, sign_in: Callable[[str], Page]) -> None:
    page = sign_in(places.ADMINISTRATION)
    page.goto("/lists/people")
    press_act(page, "departments.hire")
    fill_in(page, {"login": f"new.{look.language[:2]}{datetime.now(UTC):%H%M%S}", "name": "新同事"})
    send(page)


def test_a_customer_adds_a_file_to_an_order(desk: Desk, look: Look, sign_in: Callable[[str], Page]) -> None:
    number = places.of_customer("{}", "placed")(desk.factory)
    page = sign_in(places.CUSTOMER)
    page.goto(f"/portal/orders/{number}")
    page.locator(f"a[href$='/portal/orders/{number}/attach']").first.click()
    name = f"图纸-{look.language}.pdf"
    page.set_input_files(
        "[name=file]", {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.4 drawing"}
    )
    with page.expect_navigation():
        page.locator("form[enctype='multipart/form-data'] .btn-primary").first.click()
    assert page.get_by_text(name).count(), page.url
