"""Who was waited for is read from the journal: at every moment one department acts next."""

from datetime import timedelta

import pytest
from tests.open_door import open_door
from tests.records.figures.history import Told, asked, june, lived, planned
from tests.rows import build

from takt.departments.models import Person
from takt.orders.models import Order
from takt.production.models import Booking
from takt.quality.models import Inspection
from takt.records.figures import waiting
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.figure import found
from takt.records.models import Course

pytestmark = pytest.mark.django_db
BEGAN = june(1, 0)


def a_whole_life() -> Order:
    """Sales 3 h, finance 4, production 1 + 10 + 1 + 1 + 30, management 10, logistics 4; then a week at the customer's."""
    hours = {
        "orders.enter": 0, "orders.confirm": 2, "approval.sales": 3, "approval.budget": 7, "approval.feasibility": 8,
        "approval.approve": 18, "planning.adopt_order": 28, "planning.release_order": 29, "production.start_order": 30,
        "planning.complete_order": 60, "delivery.ship_all": 64, "delivery.receive_order": 232,
    }  # fmt: skip
    return lived({action: BEGAN + timedelta(hours=h) for action, h in hours.items()}, Told("received"))


def hours_of(order: Order) -> dict[str, float]:
    course = Course.objects.get(order=order)
    return {d: getattr(course, f"{d}_seconds") / 3600 for d in waiting.DESKS}


def test_each_departments_hours_are_those_between_the_acts() -> None:
    order = a_whole_life()
    bring_up_to_date()
    assert hours_of(order) == {
        "sales": 3,
        "finance": 4,
        "production": 43,
        "quality": 0,
        "management": 10,
        "logistics": 4,
    }


def test_while_an_operation_awaits_inspection_quality_is_waited_for() -> None:
    order = a_whole_life()
    operation = planned(order, BEGAN, BEGAN + timedelta(hours=1), state="done", slot=None)
    with open_door():
        build(
            Booking,
            order=order,
            operation=operation,
            kind="finish",
            booked_at=BEGAN + timedelta(hours=50),
            booked_by=build(Person),
        )
        build(
            Inspection, order=order, operation=operation, verdict="pass", inspected_quantity=1, rejected_quantity=0,
            inspected_at=BEGAN + timedelta(hours=55), inspected_by=build(Person),
        )  # fmt: skip
    bring_up_to_date()
    assert hours_of(order) == {
        "sales": 3,
        "finance": 4,
        "production": 38,
        "quality": 5,
        "management": 10,
        "logistics": 4,
    }


def test_the_figure_tells_the_share_of_each_department() -> None:
    a_whole_life()
    bring_up_to_date()
    reading = waiting.answer(asked(1, 14))
    shares = {p["desk"]: p["share"] for p in reading.parts}
    assert shares["production"] == round(43 / 64, 4)
    assert shares["sales"] == round(3 / 64, 4)
    assert reading.value == round(64 / 24, 1)
    assert reading.facts["desk"] == "production"


def test_an_order_that_finance_returned_waits_for_sales_and_then_for_the_first_opinion_again() -> None:
    # The return moves the order before the review that says it is written down; both have one time.
    acts = [
        ("orders.enter", june(1)), ("orders.confirm", june(2)), ("approval.sales", june(3)),
        ("orders.send_back", june(4)), ("approval.budget", june(4)),
    ]  # fmt: skip
    returned = lived(acts, Told("entered"))
    again = lived([*acts, ("orders.confirm", june(5))], Told("confirmed"))
    bring_up_to_date()
    assert Course.objects.get(order=returned).desk == "sales"
    assert Course.objects.get(order=again).desk == "sales"
    assert Course.objects.get(order=again).desk_since == june(4)
    assert hours_of(again)["finance"] == 24


def test_in_review_the_opinion_that_is_missing_is_waited_for() -> None:
    acts = [
        ("orders.enter", june(1)),
        ("orders.confirm", june(2)),
        ("approval.budget", june(3)),
        ("approval.sales", june(4)),
    ]
    order = lived(acts, Told("confirmed"))
    bring_up_to_date()
    course = Course.objects.get(order=order)
    assert (course.desk, course.desk_since) == ("production", june(4))


def test_nobody_is_waited_for_when_the_order_is_refused() -> None:
    order = lived(
        [
            ("orders.enter", june(1)),
            ("orders.confirm", june(2)),
            ("orders.refuse_order", june(3)),
            ("approval.budget", june(3)),
        ],
        Told("refused"),
    )
    bring_up_to_date()
    assert Course.objects.get(order=order).desk is None


def test_orders_that_stand_at_a_desk_now_are_listed_the_longest_first() -> None:
    old = lived({"orders.enter": june(1)}, Told("entered"))
    new = lived({"orders.enter": june(5)}, Told("entered"))
    inspected = lived({"orders.enter": june(1), "production.start_order": june(2)}, Told("in_production"))
    planned(inspected, june(2), june(3), state="inspection")
    bring_up_to_date()
    question = asked(1, 14, june(6))
    parts = {p["desk"]: (p["waiting"], p["longest_hours"]) for p in waiting.answer(question).parts}
    assert (parts["sales"], parts["quality"]) == ((2, 120.0), (1, 96.0))
    rows = waiting.rows(question, "sales", "")
    assert [r["order_number"] for r in found(rows.statement, rows.values)] == [old.number, new.number]
