"""Lead times are the hours between the journal's acts; the last confirmation counts."""

import pytest
from tests.records.figures.history import Told, asked, june, lived

from takt.records.figures import lead_time
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.figure import Reading, found

pytestmark = pytest.mark.django_db


def stage(reading: Reading, name: str) -> tuple[int, float | None, float | None]:
    part = next(p for p in reading.parts if p["stage"] == name)
    return part["orders"], part["median_hours"], part["p90_hours"]


def test_confirmations_after_two_four_and_twelve_hours_have_the_median_four() -> None:
    for hours in (2, 4, 12):
        lived({"orders.enter": june(10, 8), "orders.confirm": june(10, 8 + hours)}, Told("confirmed"))
    bring_up_to_date()
    # the 90th percentile lies four fifths of the way from the second to the third value: 4 + 0.8 x 8
    assert stage(lead_time.answer(asked(8, 14)), "confirm") == (3, 4.0, 10.4)


def test_of_an_order_sent_back_the_last_confirmation_counts() -> None:
    acts = [
        ("orders.enter", june(10, 8)), ("orders.confirm", june(10, 10)), ("orders.send_back", june(11, 8)),
        ("orders.confirm", june(12, 8)), ("approval.approve", june(12, 14)),
    ]  # fmt: skip
    lived(acts, Told("approved"))
    bring_up_to_date()
    reading = lead_time.answer(asked(8, 14))
    assert stage(reading, "confirm") == (1, 48.0, 48.0)
    assert stage(reading, "approve") == (1, 6.0, 6.0)


def test_the_whole_takes_from_entry_to_the_last_shipment_in_days() -> None:
    lived(
        {"orders.enter": june(1, 8), "delivery.ship_part": june(5, 8), "delivery.ship_all": june(11, 20)},
        Told("shipped"),
    )
    lived({"orders.enter": june(1, 8), "delivery.ship_all": june(3, 8)}, Told("shipped"))  # the period before
    bring_up_to_date()
    reading = lead_time.answer(asked(8, 14))
    assert (reading.value, reading.before) == (10.5, 2.0)


def test_the_slowest_orders_of_a_stage_stand_first() -> None:
    slow = lived({"orders.enter": june(8, 8), "orders.confirm": june(10, 8)}, Told("confirmed"))
    quick = lived({"orders.enter": june(10, 7), "orders.confirm": june(10, 8)}, Told("confirmed"))
    bring_up_to_date()
    rows = lead_time.rows(asked(8, 14), "confirm", "")
    assert [(r["order_number"], float(r["hours"])) for r in found(rows.statement, rows.values)] == [
        (slow.number, 48.0),
        (quick.number, 1.0),
    ]
