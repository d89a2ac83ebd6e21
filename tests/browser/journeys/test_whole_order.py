"""One order from the customer's call to closed, through pages alone, every step by the person whose step it is."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page
from tests.browser import places
from tests.browser.desk import Desk
from tests.browser.journeys.walking import all_of, does, fill_in, open_order, press_act, send

CLERK, OTHER_CLERK = "wang.min", places.SALES
WISHED = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
CLAUSES = (
    "III.1.2", "III.1.3", "III.2.1", "III.2.2", "III.2.3", "III.3.1", "III.4.1", "III.4.3", "III.6.1", "III.6.2", "III.6.3",
)  # fmt: skip
ARRIVES = (datetime.now(UTC) + timedelta(days=4)).date().isoformat()


def test_an_order_goes_from_the_call_to_closed_through_pages_alone(desk: Desk) -> None:
    number = _entered(desk)
    _confirmed(desk, number)
    _approved(desk, number)
    _planned(desk, number)
    _made(desk, number)
    _delivered(desk, number)
    page = _at(desk, places.MANAGEMENT, number)
    assert _state(desk, number) == "closed"
    for clause in CLAUSES:
        assert page.get_by_text(clause).count(), f"the order's page does not tell {clause}"


def _entered(desk: Desk) -> str:
    """III.1.2: typed while the customer speaks, read back at once."""
    page = desk.visitor(CLERK)
    page.goto("/entry")
    fill_in(
        page,
        {
            "customer": "C-1007",
            "caller": "吴倩",
            "customer_order_number": f"TF-{datetime.now(UTC):%H%M%S}",
            "requested_date": WISHED,
        },
    )
    fill_in(page, {"lines.0.item": "OIL-220", "lines.0.quantity": "2"})
    page.locator("[name='lines.0.quantity']").press("Tab")
    page.wait_for_function("() => document.querySelector('[name=ship_to]').options.length > 1")
    fill_in(page, {"lines.0.item": "SHAFT-77", "read_back": True})
    send(page)
    assert "/orders/" in page.url, page.url
    return page.url.rstrip("/").rsplit("/", 1)[1]


def _confirmed(desk: Desk, number: str) -> None:
    page = _at(desk, CLERK, number)
    press_act(page, "orders.confirm")
    fill_in(page, {"promised_date": WISHED, "checklist": all_of(page, "checklist")})
    send(page)


def _approved(desk: Desk, number: str) -> None:
    """III.2: nobody decides on what they entered; management last."""
    for login, stage in (
        (OTHER_CLERK, "sales"),
        (places.FINANCE, "budget"),
        (places.PLANNER, "feasibility"),
        (places.MANAGEMENT, "final"),
    ):
        does(_at(desk, login, number), f"approval.{stage}", verdict="approve")


def _planned(desk: Desk, number: str) -> None:
    """III.3: a proposal, adopted by a person, released to the floor."""
    page = _at(desk, places.PLANNER, number)
    does(page, "planning.propose")
    assert "/do/planning.adopt/" in page.url, "after proposing, the proposal is looked at"
    send(page)
    does(_at(desk, places.PLANNER, number), "planning.release")


def _made(desk: Desk, number: str) -> None:
    """III.4: each operation at its station; what has an inspection point is inspected."""
    while operation := _next_operation(desk, number):
        _free_the_machine(desk, operation)
        page = _at_station(desk, _who_can(desk, operation), operation)
        page.locator("button[value='production.start']").click()
        page.fill("#good", "2")
        with page.expect_navigation():
            page.locator("button[value='production.finish']").click()
        if _operation_state(desk, operation) == "inspection":
            page = desk.visitor(places.QUALITY)
            page.goto(f"/lists/operations/{operation}")
            does(page, "quality.inspect", verdict="pass")
    if _state(desk, number) != "produced":
        does(_at(desk, places.PLANNER, number), "production.provide")


def _at_station(desk: Desk, login: str, operation: str) -> Page:
    """The number is scanned: typed, and Enter."""
    page = desk.visitor(login)
    page.goto("/station")
    page.fill("[data-scan]", operation)
    page.press("[data-scan]", "Enter")
    page.wait_for_url("**operation=**")
    return page


def _free_the_machine(desk: Desk, operation: str) -> None:
    """Whoever works at the machine makes a pause: one machine does one operation at a time."""
    busy = desk.factory.first(
        "select coalesce((select r.number from planning_operation r join planning_operation p on p.machine_id = r.machine_id"
        " where p.number = %s and r.state = 'running' and r.id <> p.id), '')", operation,
    )  # fmt: skip
    if busy:
        page = _at_station(desk, _who_can(desk, busy), busy)
        fold = page.locator("details.station-fold", has=page.locator("[value='production.pause']"))
        fold.locator("summary").click()
        with page.expect_navigation():
            fold.locator("button.station-choice").first.click()


def _delivered(desk: Desk, number: str) -> None:
    """III.6: packed, the customer told before the goods leave, shipped, received, asked, closed."""
    page = _at(desk, places.LOGISTICS, number)
    does(page, "delivery.pack", packages__0__gross_weight_kg="240")
    shipment = desk.factory.first(
        "select s.number from delivery_shipment s join orders_order o on o.id = s.order_id where o.number = %s",
        number,
    )
    carrier = desk.factory.first("select code from delivery_carrier order by code")
    for act, given in (
        ("delivery.notify", {"carrier": carrier, "expected_arrival": ARRIVES}),
        ("delivery.ship", {}),
        ("delivery.receive", {}),
    ):
        page.goto(f"/lists/shipments/{shipment}")
        does(page, act, **given)
    does(_at(desk, OTHER_CLERK, number), "delivery.feedback", score="5", comment="运转平稳")
    does(_at(desk, OTHER_CLERK, number), "delivery.close")


def _at(desk: Desk, login: str, number: str) -> Page:
    page = desk.visitor(login)
    open_order(page, number)
    return page


def _state(desk: Desk, number: str) -> str:
    return desk.factory.first("select state from orders_order where number = %s", number)


def _operation_state(desk: Desk, operation: str) -> str:
    return desk.factory.first("select state from planning_operation where number = %s", operation)


def _next_operation(desk: Desk, number: str) -> str:
    """The first operation in force that is not done; "" when all are."""
    return desk.factory.first(
        "select coalesce((select p.number from planning_operation p join orders_order o on o.id = p.order_id"
        " where o.number = %s and p.state not in ('done', 'dropped') order by p.planned_start, p.sequence limit 1), '')", number,
    )  # fmt: skip


def _who_can(desk: Desk, operation: str) -> str:
    """Whom the plan named, else somebody with the skill."""
    return desk.factory.first(
        "select coalesce((select w.login from planning_operation p join departments_person w on w.id = p.person_id where p.number = %s),"
        " (select w.login from planning_operation p join departments_qualification q on q.skill_id = p.skill_id"
        " join departments_person w on w.id = q.person_id where p.number = %s and w.login <> 'zhou.jianguo' order by w.login limit 1), 'he.jun')",
        operation, operation,
    )  # fmt: skip
