"""How quickly hands get through: by the keyboard alone, in few taps, in human time; and one browser sees what another does."""

import time
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page
from tests.browser import places
from tests.browser.desk import PHONE, Desk
from tests.browser.journeys.walking import sending

KEY_MS = 180
"""What a practised clerk needs for a key, hearing and thinking included."""
FIELD_SECONDS = 0.6
WISHED = (datetime.now(UTC) + timedelta(days=95)).date()


class Hands:
    """Types at once, and counts the seconds that people would need: their keys, and the pause before each field."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seconds = 0.0

    def types(self, text: str) -> None:
        """A field: the pause before it and its keys."""
        self.page.keyboard.type(text)
        self.seconds += FIELD_SECONDS + len(text) * KEY_MS / 1000

    def presses(self, *keys: str) -> None:
        """Single keys."""
        for key in keys:
            self.page.keyboard.press(key)
        self.seconds += len(keys) * KEY_MS / 1000

    def taps(self, there: Locator) -> None:
        """A finger finds its place as the eye finds a field."""
        there.tap()
        self.seconds += FIELD_SECONDS


def name_here(page: Page) -> str:
    """The field that has the focus."""
    found: str = page.evaluate("() => document.activeElement.name || document.activeElement.tagName")
    return found


def test_sales_types_a_phone_order_of_three_lines_by_keyboard_in_under_90_seconds(desk: Desk) -> None:
    page = desk.page(places.SALES)
    page.goto("/entry")
    hands = Hands(page)
    assert name_here(page) == "customer", "the first field has the focus"
    values = {
        "customer": "C-1008",
        "caller": "丁海波",
        "requested_date": f"{WISHED:%m%d%Y}",  # as this Chromium asks for it
        "customer_order_number": f"XG-{datetime.now(UTC):%H%M%S}",
    }
    for _ in range(20):
        here = name_here(page)
        if here == "lines.0.item":
            break
        if here in values:
            hands.types(values.pop(here))
        hands.presses("Enter")
    assert values == {}, f"not reached by Enter before the lines: {values}"
    for row, (item, quantity) in enumerate((("RM-77-25", "3"), ("R-77-25", "2"), ("OIL-220", "20"))):
        assert name_here(page) == f"lines.{row}.item"
        hands.types(item)
        page.locator("[role=option]:visible").first.wait_for()
        hands.presses("Escape", "Tab")
        hands.types(quantity)
        for _ in range(8):
            if row < 2 and name_here(page) != f"lines.{row + 1}.item":
                hands.presses("Enter")
    page.wait_for_function("() => document.querySelector('[name=ship_to]').value")
    with sending(page):
        hands.presses("Control+Enter")
    page.wait_for_url("**/orders/**")
    assert hands.seconds < 90, f"{hands.seconds:.0f} s"


def test_j_and_k_and_enter_lead_through_the_inbox(desk: Desk) -> None:
    page = desk.page(places.SALES)
    page.goto("/inbox")
    rows = page.locator("[data-inbox-row]")
    assert rows.count() > 1
    page.wait_for_function("() => document.querySelector('[data-inbox-row].is-here')")
    first = (
        page.locator(".is-here a.inbox-what").inner_text()
        + page.locator(".is-here .inbox-notes").inner_text()
    )
    page.keyboard.press("j")
    second = (
        page.locator(".is-here a.inbox-what").inner_text()
        + page.locator(".is-here .inbox-notes").inner_text()
    )
    page.keyboard.press("k")
    again = (
        page.locator(".is-here a.inbox-what").inner_text()
        + page.locator(".is-here .inbox-notes").inner_text()
    )
    assert (first != second, first) == (True, again)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('[data-inbox-body] form') || location.pathname !== '/inbox'"
    )


def test_the_palette_leads_to_an_order_by_keyboard(desk: Desk) -> None:
    number = desk.factory.first(
        "select number from orders_order where state = 'released' order by number desc"
    )
    page = desk.page(places.PLANNER)
    page.goto("/inbox")
    page.keyboard.press("Control+k")
    page.locator("dialog[open] input").wait_for()
    page.keyboard.type(number)
    page.locator(f"dialog[open] a[href='/orders/{number}']").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/orders/{number}")


def test_management_approves_on_a_phone_in_three_taps_from_the_inbox(desk: Desk) -> None:
    page = desk.page(places.MANAGEMENT, PHONE)
    page.goto("/inbox")
    page.locator("a.inbox-what[href*='/do/approval.final/']").last.tap()
    page.wait_for_url("**/do/approval.final/**")
    number = page.url.split("/do/approval.final/")[1].split("?")[0]
    page.locator("label", has=page.locator("[name=verdict][value=approve]")).tap()
    page.locator("form[data-act] .act-buttons .btn-primary").tap()
    page.wait_for_url(lambda url: "/do/approval.final/" not in url)
    state = desk.factory.first("select state from orders_order where number = %s", number)
    assert state == "approved"


def test_a_customer_gives_their_word_in_under_30_seconds(desk: Desk) -> None:
    """From the link in the letter, on a phone; nobody signs in."""
    _, link = desk.factory.told["links"]["a-word"]
    page = desk.visitor(places.NOBODY, PHONE)
    page.goto(link)
    hands = Hands(page)
    for question in page.locator("fieldset.ask").all():
        hands.taps(question.locator("label").last)
    page.locator("[name=comment]").focus()
    hands.types("很好")
    hands.taps(page.locator("form .btn-primary"))
    page.locator(".public-answer").wait_for()
    score = desk.factory.first(
        "select score from delivery_feedback where channel = 'link' and comment = '很好'"
    )
    assert (hands.seconds < 30, score) == (True, "5")


def test_what_one_browser_books_appears_on_anothers_order_page_within_a_second(desk: Desk) -> None:
    operation = desk.factory.first(
        "select p.number from planning_operation p where p.state in ('running', 'paused') and p.person_id is not null order by p.state desc limit 1"
    )
    who = desk.factory.first(
        "select w.login from planning_operation p join departments_person w on w.id = p.person_id where p.number = %s",
        operation,
    )
    number = desk.factory.first(
        "select o.number from planning_operation p join orders_order o on o.id = p.order_id where p.number = %s",
        operation,
    )
    seen = desk.page(places.SALES)
    seen.goto(f"/orders/{number}")
    floor = desk.page(who)
    floor.goto(f"/station?operation={operation}")
    marked = f"记号{datetime.now(UTC):%H%M%S}"
    fold = floor.locator("details.station-fold", has=floor.locator("[value='production.raise_exception']"))
    fold.locator("summary").click()
    fold.locator("label", has=floor.locator("[name=kind]")).first.click()
    fold.locator("[name=text]").fill(marked)
    with floor.expect_navigation():
        fold.locator("button[value='production.raise_exception']").click()
    begun = time.monotonic()
    seen.get_by_text(marked).first.wait_for(state="attached", timeout=5_000)
    assert time.monotonic() - begun < 1, "not within a second"
