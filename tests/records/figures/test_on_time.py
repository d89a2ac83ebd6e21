"""An order is judged when it is shipped in full, or the day after its promised date: so overdue ones count."""

from datetime import date

import pytest
from tests.open_door import open_door
from tests.records.figures.history import Told, asked, june, lived
from tests.rows import build

from takt.orders.models import Customer
from takt.records.figures import on_time
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.figure import found
from takt.records.figures.question import Question

pytestmark = pytest.mark.django_db


def an_order(
    promised: int,
    shipped: int | None = None,
    requested: int = 30,
    customer: Customer | None = None,
    state: str = "shipped",
) -> None:
    """An order promised for a day of June and shipped on another, or not yet."""
    acts = {"orders.enter": june(1), "orders.confirm": june(2)}
    if shipped:
        acts["delivery.ship_all"] = june(shipped, 23)
    told = Told(
        state if shipped else "released", date(2026, 6, promised), date(2026, 6, requested), customer=customer
    )
    lived(acts, told)


def answered(question: Question) -> tuple[float | None, float | None, int]:
    bring_up_to_date()
    reading = on_time.answer(question)
    return reading.value, reading.before, reading.base


def test_one_kept_one_shipped_a_day_late_and_one_overdue_are_one_of_three() -> None:
    an_order(promised=10, shipped=9)
    an_order(promised=10, shipped=11)
    an_order(promised=8)
    an_order(promised=30)  # due later: not judged yet
    assert answered(asked(8, 14, june(15))) == (0.3333, None, 3)


def test_an_order_shipped_at_eleven_in_the_evening_of_its_day_is_on_time() -> None:
    an_order(promised=10, shipped=10)
    assert answered(asked(10, 10, june(15))) == (1.0, None, 1)


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    an_order(promised=10, shipped=9)  # before: kept
    an_order(promised=12, shipped=20)  # judged on the 13th, before: late
    an_order(promised=16, shipped=16)  # now: kept
    assert answered(asked(15, 21, june(25))) == (1.0, 0.5, 1)


def test_the_customers_wish_is_counted_beside_the_promise() -> None:
    an_order(promised=12, shipped=12, requested=10)  # as promised, two days after the wish
    an_order(promised=12, shipped=9, requested=10)
    bring_up_to_date()
    facts = on_time.answer(asked(8, 14, june(15))).facts
    assert (facts["judged"], facts["kept"], facts["wish_judged"], facts["wish_kept"]) == (2, 2, 2, 1)


def test_refused_and_withdrawn_orders_are_not_judged() -> None:
    an_order(promised=10, shipped=9)
    lived(
        {"orders.enter": june(1), "orders.confirm": june(2), "orders.withdraw": june(3)},
        Told("withdrawn", date(2026, 6, 5)),
    )
    assert answered(asked(1, 14, june(15))) == (1.0, None, 1)


def test_a_customers_rate_rests_on_the_orders_of_that_customer() -> None:
    with open_door():
        farwin = build(Customer)
    an_order(promised=10, shipped=11, customer=farwin)
    an_order(promised=10, shipped=9)
    assert answered(asked(8, 14, june(15), farwin)) == (0.0, None, 1)


def test_the_rows_behind_are_exactly_the_orders_counted() -> None:
    an_order(promised=10, shipped=9)
    an_order(promised=10, shipped=11)
    an_order(promised=8)
    bring_up_to_date()
    question = asked(8, 14, june(15))
    counts = {}
    for group in ("", "kept", "late"):
        rows = on_time.rows(question, group, "2026-06-08")
        counts[group] = len(found(rows.statement, rows.values))
    assert counts == {"": 3, "kept": 1, "late": 2}
    assert on_time.answer(question).facts["late"] == 2


def test_a_week_without_orders_is_a_point_too() -> None:
    an_order(promised=10, shipped=9)
    bring_up_to_date()
    parts = on_time.answer(asked(1, 14, june(15))).parts
    assert [(p["bucket"].isoformat(), p["judged"]) for p in parts] == [("2026-06-01", 0), ("2026-06-08", 1)]
