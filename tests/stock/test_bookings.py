"""III.3.2, III.4.1, III.6.1: goods are kept for jobs, issued, made and shipped; nothing goes below zero."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import translation
from tests.factory.plant import Plant
from tests.people import People
from tests.stock.booking import booked, levels, lot

from takt.conduct.ids import uuid7
from takt.departments.people import the_founder
from takt.stock import reads
from takt.stock.actions.close_expected import close_expected
from takt.stock.actions.expect import expect
from takt.stock.actions.hold import hold
from takt.stock.actions.receive_expected import receive_expected
from takt.stock.models import Lot, Movement, MovementKind, Reservation
from takt.stock.refusals import LotBelongsToAnother, LotIsHeld, NotInStock, NotThereYet
from takt.stock.reserving import Shortage

ORDER, JOB = uuid7(), uuid7()
D = Decimal
THE_ACT = 6  # the two people and units that `booked` looks up, and the door


def test_a_job_gets_the_oldest_lots_first_then_what_comes_then_a_shortage(plant: Plant) -> None:
    lot(plant.bar, "B-1", 5)
    lot(plant.bar, "B-2", 5)
    late = expect(by=the_founder(), item=plant.bar, quantity=D(4), due=date(2027, 1, 9), number="PO-2")
    soon = expect(by=the_founder(), item=plant.bar, quantity=D(3), due=date(2027, 1, 5), number="PO-1")
    needs = [(plant.bar.id, D(7)), (plant.bar.id, D(9)), (plant.oil.id, D("0.5"))]
    shortages = booked("reserve", case=ORDER, job=JOB, needs=needs)
    assert shortages == [Shortage(plant.oil.id, D("0.5"))]
    assert levels(plant.bar) == {"B-1": (D(5), D(5)), "B-2": (D(5), D(5))}
    kept = Reservation.objects.filter(job=JOB).exclude(expected=None)
    assert {(r.expected_id, r.quantity) for r in kept} == {(soon.id, D(3)), (late.id, D(3))}
    free = reads.available([plant.bar.id, plant.oil.id])
    assert free[plant.bar.id].lots == ()
    assert [(r.id, r.quantity) for r in free[plant.bar.id].expected] == [(late.id, D(1))]
    assert free[plant.oil.id] == reads.Availability()


def test_reserving_many_items_takes_a_handful_of_statements(
    plant: Plant, django_assert_num_queries: Any
) -> None:
    for item in (plant.bar, plant.oil, plant.rotor):
        for n in range(3):
            lot(item, f"L-{n}", 4)
    needs = [(item.id, D(9)) for item in (plant.bar, plant.oil, plant.rotor)]
    founder = the_founder()
    with django_assert_num_queries(THE_ACT + 3):  # lots locked, lots changed, reservations made
        booked("reserve", case=ORDER, job=JOB, needs=needs)
    with django_assert_num_queries(THE_ACT + 4):
        booked("issue_for_job", job=JOB, by=founder)
    assert sum(m.quantity for m in Movement.objects.filter(kind=MovementKind.ISSUE)) == -27
    assert all(reserved == 0 for _, reserved in levels(plant.bar).values())
    with django_assert_num_queries(1):
        assert reads.available([plant.bar.id])[plant.bar.id].now == D(3)


def test_issue_is_refused_with_everything_that_is_not_there_yet(plant: Plant, refused: Any) -> None:
    lot(plant.bar, "B-1", 5)
    lot(plant.oil, "O-1", 5)
    expect(by=the_founder(), item=plant.bar, quantity=D(4), due=date(2027, 1, 9), number="PO-2")
    booked("reserve", case=ORDER, job=JOB, needs=[(plant.bar.id, D(7)), (plant.oil.id, D(1))])
    hold(by=the_founder(), item=plant.oil, lot="O-1", reason="smells wrong")
    needs = [(plant.bar.id, D(7)), (plant.oil.id, D(1)), (plant.rotor.id, D(2))]
    with refused(NotThereYet, LotIsHeld, NotInStock) as reasons:
        booked("issue_for_job", job=JOB, by=the_founder(), case=ORDER, needs=needs)
    with translation.override("en"):
        sentences = [str(r) for r in reasons]
    assert sentences == [
        "ROTOR: 2 PCS are missing.",
        "BAR: 2 PCS are still on their way (PO-2, due 2027-01-09).",
        "Lot O-1 of OIL is held by quality.",
    ]
    assert levels(plant.bar) == {"B-1": (D(5), D(5))}


def test_what_came_in_meanwhile_is_taken_when_the_job_starts(plant: Plant) -> None:
    assert booked("reserve", case=ORDER, job=JOB, needs=[(plant.bar.id, D(3))]) == [
        Shortage(plant.bar.id, D(3))
    ]
    lot(plant.bar, "B-1", 5)
    booked("issue_for_job", job=JOB, by=the_founder(), case=ORDER, needs=[(plant.bar.id, D(3))])
    assert levels(plant.bar) == {"B-1": (D(2), D(0))}
    booked("issue_for_job", job=JOB, by=the_founder(), case=ORDER, needs=[(plant.bar.id, D(3))])
    assert levels(plant.bar) == {"B-1": (D(2), D(0))}


def test_expected_goods_that_come_belong_to_those_who_reserved_them(plant: Plant) -> None:
    expected = expect(by=the_founder(), item=plant.bar, quantity=D(10), due=date(2027, 1, 9))
    second = uuid7()
    booked("reserve", case=ORDER, job=JOB, needs=[(plant.bar.id, D(4))])
    booked("reserve", case=ORDER, job=second, needs=[(plant.bar.id, D(5))])
    receive_expected(expected, by=the_founder(), lot="B-1", quantity=D(6))
    assert levels(plant.bar) == {"B-1": (D(6), D(6))}
    split = Reservation.objects.filter(job=second).order_by("quantity")
    assert [(r.quantity, r.lot_id is not None) for r in split] == [(D(2), True), (D(3), False)]
    receive_expected(expected, by=the_founder(), lot="B-2", quantity=D(4))
    assert levels(plant.bar)["B-2"] == (D(4), D(3))
    assert expected.closed_at is not None
    booked("issue_for_job", job=second, by=the_founder())
    assert levels(plant.bar) == {"B-1": (D(4), D(4)), "B-2": (D(1), D(0))}


def test_what_never_comes_leaves_its_jobs_short(plant: Plant) -> None:
    expected = expect(by=the_founder(), item=plant.bar, quantity=D(10), due=date(2027, 1, 9))
    booked("reserve", case=ORDER, job=JOB, needs=[(plant.bar.id, D(4))])
    close_expected(expected, by=the_founder(), reason="the supplier gave up")
    assert Reservation.objects.get().released_at is not None


def test_what_production_makes_belongs_to_its_order_until_the_order_gives_it_up(
    plant: Plant, refused: Any, django_assert_num_queries: Any
) -> None:
    other, founder = uuid7(), the_founder()
    booked("put_in", item=plant.pump.id, quantity=D(2), case=ORDER, number="J-1", by=the_founder())
    booked("put_in", item=plant.pump.id, quantity=D(1), case=ORDER, number="J-1", by=the_founder())
    assert levels(plant.pump) == {"J-1": (D(3), D(0))}
    with refused(LotBelongsToAnother):
        booked("put_in", item=plant.pump.id, quantity=D(1), case=other, number="J-1", by=the_founder())
    with refused(NotInStock):
        booked("take_out_for_shipment", case=other, goods=[(plant.pump.id, D(1))], by=the_founder())
    with django_assert_num_queries(THE_ACT + 4):
        booked("take_out_for_shipment", case=ORDER, goods=[(plant.pump.id, D(2))], by=founder)
    booked("release_for_case", case=ORDER)
    booked("take_out_for_shipment", case=other, goods=[(plant.pump.id, D(1))], by=the_founder())
    assert levels(plant.pump) == {"J-1": (D(0), D(0))}


def test_a_sub_assembly_is_kept_for_the_job_that_consumes_it(plant: Plant) -> None:
    booked(
        "put_in", item=plant.rotor.id, quantity=D(2), case=ORDER, number="J-2", by=the_founder(), for_job=JOB
    )
    assert reads.available([plant.rotor.id], ORDER)[plant.rotor.id].lots == ()
    booked("issue_for_job", job=JOB, by=the_founder())
    assert levels(plant.rotor) == {"J-2": (D(0), D(0))}


def test_goods_shipped_from_stock_leave_from_what_was_kept_for_the_order(plant: Plant, refused: Any) -> None:
    lot(plant.bar, "B-1", 5)
    booked("reserve", case=ORDER, job=ORDER, needs=[(plant.bar.id, D(4))])
    with refused(NotInStock) as reasons:
        booked("take_out_for_shipment", case=uuid7(), goods=[(plant.bar.id, D(2))], by=the_founder())
    assert reasons[0].facts["missing"] == "1"
    booked("take_out_for_shipment", case=ORDER, goods=[(plant.bar.id, D(3))], by=the_founder())
    assert levels(plant.bar) == {"B-1": (D(2), D(1))}
    assert [(r.quantity, r.issued_at is not None) for r in Reservation.objects.order_by("quantity")] == [
        (D(1), False),
        (D(3), True),
    ]


def test_what_a_job_gives_up_is_free_again(plant: Plant, people: People) -> None:
    lot(plant.bar, "B-1", 5)
    booked("reserve", case=ORDER, job=JOB, needs=[(plant.bar.id, D(4))])
    booked("release_for_job", job=JOB)
    booked("release_for_job", job=JOB)
    assert levels(plant.bar) == {"B-1": (D(5), D(0))}
    kept = Lot.objects.aggregate(kept=Sum("reserved"))["kept"]
    assert kept == 0
