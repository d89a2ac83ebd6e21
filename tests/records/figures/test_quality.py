"""First-pass yield by ISO 22400, scrap, and what customers say."""

from datetime import date

import pytest
from tests.open_door import open_door
from tests.records.figures.history import Told, asked, june, lived, planned
from tests.rows import build

from takt.delivery.models import Feedback
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.production.models import Booking
from takt.quality.models import Inspection
from takt.records.figures import first_pass, satisfaction
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.figure import found

pytestmark = pytest.mark.django_db


def an_operation() -> Operation:
    return planned(lived({"orders.enter": june(1)}), june(2), june(3))


def inspected(operation: Operation, day: int, quantity: int, rejected: int, verdict: str = "pass") -> None:
    """An inspection of an operation on a day of June."""
    with open_door():
        build(
            Inspection, order=operation.order, operation=operation, verdict=verdict, reason="" if verdict == "pass" else "too small",
            inspected_quantity=quantity, rejected_quantity=rejected, inspected_at=june(day), inspected_by=build(Person),
        )  # fmt: skip


def booked(operation: Operation, day: int, good: int, scrap: int, kind: str = "report") -> None:
    """A booking on an operation on a day of June."""
    with open_door():
        build(
            Booking, order=operation.order, operation=operation, kind=kind, good_quantity=good, scrap_quantity=scrap,
            booked_at=june(day), booked_by=build(Person),
        )  # fmt: skip


def test_parts_reworked_and_passed_later_were_not_right_the_first_time() -> None:
    one, other = an_operation(), an_operation()
    inspected(one, 9, 10, 4, "rework")
    inspected(one, 10, 4, 0)  # the second inspection counts for nothing
    inspected(other, 9, 10, 0)
    bring_up_to_date()
    reading = first_pass.answer(asked(8, 14))
    assert (reading.value, reading.facts["inspected"], reading.facts["passed"]) == (0.8, 20, 16)


def test_a_report_that_was_countered_is_taken_off_the_scrap() -> None:
    operation = an_operation()
    booked(operation, 9, 95, 5)
    booked(operation, 9, 0, 20)
    booked(operation, 10, 0, -20, "counter")
    bring_up_to_date()
    reading = first_pass.answer(asked(8, 14))
    assert (reading.facts["scrap"], reading.facts["good"], reading.facts["scrap_share"]) == (5, 95, 0.05)


def test_only_what_was_not_right_stands_behind_the_figure() -> None:
    bad, good = an_operation(), an_operation()
    inspected(bad, 9, 10, 4, "rework")
    inspected(good, 9, 10, 0)
    booked(bad, 10, 9, 1)
    booked(good, 10, 10, 0)
    bring_up_to_date()
    rows = first_pass.rows(asked(8, 14), "", "2026-06-08")
    assert [(r["operation"], r["kind"], float(r["bad_quantity"])) for r in found(rows.statement, rows.values)] == [
        (bad.number, "scrap", 1.0), (bad.number, "inspection", 4.0)]  # fmt: skip
    rows = first_pass.rows(asked(8, 14), "scrap", "")
    assert [r["kind"] for r in found(rows.statement, rows.values)] == ["scrap"]


def answered(received: int, given: int | None = None, score: int = 5) -> None:
    """An order received on a day of June and perhaps answered on another."""
    order = lived(
        {"orders.enter": june(1), "delivery.ship_all": june(2), "delivery.receive_order": june(received)},
        Told("received", date(2026, 6, 5)),
    )
    if given:
        with open_door():
            build(Feedback, order=order, score=score, given_at=june(given))


def test_scores_of_five_four_and_one_have_the_mean_three_and_a_third() -> None:
    for score in (5, 4, 1):
        answered(9, 10, score)
    answered(9)  # received, never answered
    answered(2, 3, 2)  # the period before
    bring_up_to_date()
    reading = satisfaction.answer(asked(8, 14))
    assert (reading.value, reading.before) == (3.33, 2.0)
    assert {p["score"]: p["answers"] for p in reading.parts} == {5: 1, 4: 1, 3: 0, 2: 0, 1: 1}
    assert (
        reading.facts["received"],
        reading.facts["answered"],
        reading.facts["response_share"],
        reading.facts["low"],
    ) == (4, 3, 0.75, 1)


def test_low_scores_stand_first() -> None:
    for score in (5, 1, 3):
        answered(9, 10, score)
    bring_up_to_date()
    rows = satisfaction.rows(asked(8, 14), "", "")
    assert [r["score"] for r in found(rows.statement, rows.values)] == [1, 3, 5]
    rows = satisfaction.rows(asked(8, 14), "3", "")
    assert [r["score"] for r in found(rows.statement, rows.values)] == [3]
