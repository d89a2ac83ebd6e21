"""Orders that come in, and what is in work."""

from decimal import Decimal

import pytest
from tests.records.figures.history import Told, asked, june, lived, planned

from takt.records.figures import entered, in_progress
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.figure import found

pytestmark = pytest.mark.django_db


def test_two_orders_in_one_week_and_one_in_the_next_are_three_for_six_hundred() -> None:
    for day, amount in ((2, 100), (5, 200), (9, 300)):
        lived({"orders.enter": june(day)}, Told(amount=Decimal(amount)))
    lived({"orders.place": june(1, -1)}, Told("placed"))  # an hour before the period begins in the plant
    bring_up_to_date()
    reading = entered.answer(asked(1, 14))
    assert [(p["bucket"].isoformat(), p["orders"], p["amount"]) for p in reading.parts] == [
        ("2026-06-01", 2, 300),
        ("2026-06-08", 1, 300),
    ]
    assert (reading.value, reading.before, reading.facts["amounts"]) == (3, 1, {"CNY": 600})


def test_amounts_in_other_currencies_stand_beside_and_are_never_added_up() -> None:
    lived({"orders.enter": june(2)}, Told(amount=Decimal(100)))
    lived({"orders.enter": june(2)}, Told(amount=Decimal(70), currency="EUR"))
    bring_up_to_date()
    (part,) = entered.answer(asked(1, 7)).parts
    assert (part["orders"], part["amount"], part["other_amounts"]) == (2, 100, "70.00 EUR")


def test_the_orders_of_a_week_are_listed_the_newest_first() -> None:
    older, newer = (lived({"orders.enter": june(day)}) for day in (9, 10))
    lived({"orders.enter": june(2)})
    bring_up_to_date()
    rows = entered.rows(asked(1, 14), "", "2026-06-08")
    assert [r["order_number"] for r in found(rows.statement, rows.values)] == [newer.number, older.number]


def test_open_orders_are_those_entered_and_not_yet_shipped_in_full() -> None:
    lived({"orders.enter": june(2)}, Told("entered", amount=Decimal(100)))
    making = lived(
        {"orders.enter": june(2), "production.start_order": june(3)},
        Told("in_production", amount=Decimal(50)),
    )
    lived(
        {"orders.enter": june(2), "delivery.ship_part": june(9)}, Told("partly_shipped", amount=Decimal(25))
    )
    lived({"orders.enter": june(2), "delivery.ship_all": june(9)}, Told("shipped"))
    lived({"orders.enter": june(2), "orders.withdraw": june(9)}, Told("withdrawn"))
    planned(making, june(3), june(4), state="running")
    planned(making, june(4), june(5))
    planned(making, june(4), june(5), state="done", slot=None)
    bring_up_to_date()
    reading = in_progress.answer(asked(1, 14))
    counted = {p["state"]: (p["orders"], p["amount"]) for p in reading.parts if p["orders"]}
    assert counted == {"entered": (1, 100), "in_production": (1, 50), "partly_shipped": (1, 25)}
    assert (reading.value, reading.facts["running"], reading.facts["waiting"]) == (3, 1, 1)


def test_work_in_progress_is_compared_with_the_first_morning_of_the_period() -> None:
    lived(
        {"orders.enter": june(2), "delivery.ship_all": june(9)}, Told("shipped")
    )  # open on the morning of the 8th
    lived({"orders.enter": june(2), "delivery.ship_all": june(5)}, Told("shipped"))
    lived({"orders.enter": june(10)}, Told("entered"))
    bring_up_to_date()
    reading = in_progress.answer(asked(8, 14))
    assert (reading.value, reading.before) == (1, 1)
