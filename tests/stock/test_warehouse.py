"""III.3.2, IV: the warehouse receives, counts, holds and counters; every act leaves a document."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import translation
from tests.factory.plant import Plant
from tests.people import People
from tests.stock.booking import booked, levels, lot

from takt.conduct.discover import discover
from takt.conduct.ids import uuid7
from takt.conduct.imports import IMPORTS
from takt.conduct.models import JournalEntry
from takt.conduct.refusals import InvalidInput, NotYourDepartment, Taken, Unknown
from takt.departments.people import the_founder
from takt.exchange.tables import write_csv
from takt.factory.actions.retire_item import retire_item
from takt.factory.importing import run_import
from takt.factory.refusals import ItemIsRetired, TooManyDecimals
from takt.stock.actions.count import count
from takt.stock.actions.counter import counter
from takt.stock.actions.expect import expect
from takt.stock.actions.hold import hold
from takt.stock.actions.receive import receive
from takt.stock.actions.receive_expected import receive_expected
from takt.stock.actions.unhold import unhold
from takt.stock.models import Movement, MovementKind, StockDocument
from takt.stock.reads import available
from takt.stock.refusals import (
    AlreadyCountered,
    BelowReserved,
    LotIsHeld,
    LotIsNotHeld,
    MoreThanExpected,
    NotCounterable,
    NothingToCount,
    ReceiptIsClosed,
)

D = Decimal
SOON = date(2027, 1, 9)
discover()


def test_logistics_receives_and_the_document_proves_it(plant: Plant, people: People, refused: Any) -> None:
    document = receive(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(5), location="A-01")
    receive(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(2))
    assert levels(plant.bar) == {"B-1": (D(7), D(0))}
    entry = JournalEntry.objects.get(subject_id=document.id)
    assert '"on_hand":"5"' in entry.body
    with refused(NotYourDepartment):
        receive(by=people.sales, item=plant.bar, lot="B-1", quantity=D(2))


def test_impossible_quantities_are_refused_by_name(plant: Plant, people: People, refused: Any) -> None:
    with refused(TooManyDecimals):
        receive(by=people.logistics, item=plant.bar, lot="B-1", quantity=D("1.5"))
    retire_item(plant.pump, by=people.production)
    with refused(ItemIsRetired):
        receive(by=people.logistics, item=plant.pump, lot="P-1", quantity=D(1))
    with refused(Unknown):
        count(by=people.logistics, item=plant.bar, lot="NO", quantity=D(1), reason="yearly count")


def test_a_count_books_the_difference_but_never_below_what_is_promised(
    plant: Plant, people: People, refused: Any
) -> None:
    lot(plant.bar, "B-1", 5)
    booked("reserve", case=uuid7(), job=uuid7(), needs=[(plant.bar.id, D(3))])
    count(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(4), reason="one was bent")
    assert Movement.objects.get(kind=MovementKind.COUNT).quantity == -1
    with refused(NothingToCount):
        count(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(4), reason="again")
    with refused(BelowReserved) as reasons:
        count(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(2), reason="lost")
    with translation.override("en"):
        assert str(reasons[0]) == "Lot B-1: 3 are reserved, so it cannot go down to 2."


def test_quality_holds_a_lot_and_nobody_gets_it(plant: Plant, people: People, refused: Any) -> None:
    lot(plant.bar, "B-1", 5)
    with refused(NotYourDepartment):
        hold(by=people.logistics, item=plant.bar, lot="B-1", reason="cracks")
    hold(by=people.quality, item=plant.bar, lot="B-1", reason="cracks")
    assert available([plant.bar.id])[plant.bar.id].now == 0
    with refused(LotIsHeld):
        hold(by=people.quality, item=plant.bar, lot="B-1", reason="cracks")
    unhold(by=people.quality, item=plant.bar, lot="B-1", reason="only scratches")
    assert available([plant.bar.id])[plant.bar.id].now == 5
    with refused(LotIsNotHeld):
        unhold(by=people.quality, item=plant.bar, lot="B-1", reason="again")


def test_a_wrong_receipt_is_countered_once_and_stays_on_record(
    plant: Plant, people: People, refused: Any
) -> None:
    document = receive(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(5))
    assert document.movement is not None
    counter(by=people.logistics, movement=document.movement, reason="wrong lot")
    assert levels(plant.bar) == {"B-1": (D(0), D(0))}
    with refused(AlreadyCountered):
        counter(by=people.logistics, movement=document.movement, reason="wrong lot")
    assert sum(m.quantity for m in Movement.objects.all()) == 0
    assert StockDocument.objects.count() == 2


def test_a_movement_that_others_stand_on_is_not_countered(plant: Plant, people: People, refused: Any) -> None:
    received = receive(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(5)).movement
    case, job = uuid7(), uuid7()
    booked("reserve", case=case, job=job, needs=[(plant.bar.id, D(3))])
    assert received is not None
    with refused(BelowReserved):
        counter(by=people.logistics, movement=received, reason="wrong lot")
    booked("issue_for_job", job=job, by=the_founder())
    with refused(NotCounterable):
        counter(
            by=people.logistics, movement=Movement.objects.get(kind=MovementKind.ISSUE), reason="not used"
        )


def test_no_more_comes_in_than_is_expected(plant: Plant, people: People, refused: Any) -> None:
    expected = expect(by=people.logistics, item=plant.bar, quantity=D(4), due=SOON)
    assert expected.number.startswith("ER-")
    with refused(MoreThanExpected):
        receive_expected(expected, by=people.logistics, lot="B-1", quantity=D(5))
    receive_expected(expected, by=people.logistics, lot="B-1", quantity=D(1))
    with refused(Taken):
        receive_expected(expected, by=people.logistics, lot="B-1", quantity=D(1))
    receive_expected(expected, by=people.logistics, lot="B-2", quantity=D(3))
    with refused(ReceiptIsClosed):
        receive_expected(expected, by=people.logistics, lot="B-3", quantity=D(1))


def test_goods_do_not_come_from_the_future(plant: Plant, people: People, refused: Any) -> None:
    with refused(InvalidInput):
        receive(
            by=people.logistics,
            item=plant.bar,
            lot="F",
            quantity=D(1),
            received_at=datetime.now(UTC) + timedelta(days=1),
        )


def test_opening_stock_comes_from_a_file_and_a_second_count_books_differences(plant: Plant) -> None:

    def taken(*rows: dict[str, Any]) -> tuple[int, int, int]:
        data = write_csv(IMPORTS["lots"].sheet, rows, "zh-hans")
        result = run_import("lots", data, "lots.csv", the_founder())
        assert result.faults == ()
        return result.new, result.changed, result.unchanged

    first = {"item": "BAR", "lot": "B-1", "quantity": D(5), "location": "A-01"}
    assert taken(first, {**first, "item": "OIL", "quantity": D("2.5")}) == (2, 0, 0)
    assert taken(first, {**first, "item": "OIL", "quantity": D("2.25"), "location": "A-02"}) == (0, 1, 1)
    assert levels(plant.oil) == {"B-1": (D("2.25"), D(0))}
