"""Late orders: overdue ones, and those whose plan ends after the promise; each with what holds it."""

from datetime import date

import pytest
from tests.open_door import open_door
from tests.records.figures.history import Told, asked, june, lived, planned
from tests.rows import build

from takt.orders.models import Order
from takt.production.models import ProductionException
from takt.records.figures import late
from takt.records.figures.attention import needs_me_first
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.figure import found
from takt.records.figures.question import Question

pytestmark = pytest.mark.django_db
NOW = june(20, 12)
MADE = {"orders.enter": june(1), "planning.adopt_order": june(5), "planning.release_order": june(6)}


def promised(day: int, state: str = "released") -> Order:
    """A released order, promised for a day of June."""
    return lived(MADE, Told(state, date(2026, 6, day)))


def rows_of(question: Question) -> list[tuple[str, int, str, str | None]]:
    bring_up_to_date()
    rows = late.rows(question, "", "")
    return [
        (r["order_number"], r["days_late"], r["reason"], r["held_by"])
        for r in found(rows.statement, rows.values)
    ]


def test_an_order_promised_for_the_17th_is_three_days_late_on_the_20th() -> None:
    order = lived({"orders.enter": june(1)}, Told("entered", date(2026, 6, 17)))
    promised(20)
    assert rows_of(asked(1, 20, NOW)) == [(order.number, 3, "desk", "sales")]


def test_a_plan_that_ends_two_days_after_the_promise_will_be_late() -> None:
    order = promised(23)
    planned(order, june(24), june(25, 10))
    in_time = promised(26)
    planned(in_time, june(24), june(26, 23))
    assert rows_of(asked(1, 20, NOW)) == [(order.number, 2, "capacity", "production")]
    reading = late.answer(asked(1, 20, NOW))
    assert (reading.value, reading.facts["overdue"], reading.facts["coming"]) == (1, 0, 1)


def test_a_blocking_exception_is_named_before_every_other_reason() -> None:
    order = promised(18)
    planned(order, june(10), june(12), shortages=[{"item": "BOLT"}])
    with open_door():
        build(ProductionException, number="EX-1", order=order, blocking=True, raised_at=june(11))
        build(ProductionException, number="EX-2", order=order, blocking=False, raised_at=june(10))
    assert rows_of(asked(1, 20, NOW)) == [(order.number, 2, "exception", "EX-1")]


def test_a_resolved_exception_holds_nothing() -> None:
    order = promised(18)
    planned(order, june(10), june(12), shortages=[{"item": "BOLT"}])
    with open_door():
        build(
            ProductionException,
            number="EX-1",
            order=order,
            blocking=True,
            raised_at=june(11),
            resolved_at=june(12),
        )
    assert [r[2] for r in rows_of(asked(1, 20, NOW))] == ["shortage"]


def test_an_operation_behind_its_plan_is_named() -> None:
    order = promised(18)
    operation = planned(order, june(10), june(12))
    assert rows_of(asked(1, 20, NOW)) == [(order.number, 2, "behind", operation.number)]


def test_what_is_shipped_or_withdrawn_is_not_late() -> None:
    lived({**MADE, "delivery.ship_all": june(19)}, Told("shipped", date(2026, 6, 17)))
    lived({"orders.enter": june(1), "orders.withdraw": june(3)}, Told("withdrawn", date(2026, 6, 17)))
    assert rows_of(asked(1, 20, NOW)) == []


def test_the_latest_orders_stand_first_in_the_morning() -> None:
    for day in (15, 18, 19):
        promised(day)
    bring_up_to_date()
    question = asked(1, 20, NOW)
    first = needs_me_first(question, late.answer(question))[0]
    assert (first.what, first.count) == ("late", 3)
    assert [e["days_late"] for e in first.examples] == [5, 2, 1]
