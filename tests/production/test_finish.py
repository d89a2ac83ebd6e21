"""III.4.2: progress is reported in real time; the last job finished, the order is produced."""

from decimal import Decimal
from typing import Any

import pytest
from tests.people import make_people
from tests.planning.plant import Plant, build_plant, stocked, well_stocked
from tests.production.floor import done, on_the_floor, operations
from tests.races import at_once

from takt.conduct.refusals import Refused, WrongState
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.actions.complete_order import complete_order
from takt.planning.models import Operation
from takt.planning.states import OperationState
from takt.production.actions.add_scrap_reason import add_scrap_reason
from takt.production.actions.counter import counter
from takt.production.actions.finish import finish
from takt.production.actions.pause import pause
from takt.production.actions.provide import provide
from takt.production.actions.report import report
from takt.production.actions.resume import resume
from takt.production.actions.start import start
from takt.production.models import Booking, ScrapReason
from takt.production.refusals import (
    GoodsMissing,
    NothingReported,
    NothingToCounter,
    NothingToProvide,
    NotThisOperation,
    NotWhole,
    ScrapWithoutReason,
    ShortWithoutReason,
    TooMany,
)
from takt.quality.actions.inspect import inspect
from takt.quality.models import InspectionVerdict
from takt.stock.models import Lot, Reservation


@pytest.fixture
def running(full_plant: Plant) -> Operation:
    """The first of five operations for ten gearboxes, started by Zhao."""
    first = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[0]
    start(first, by=full_plant.people.production)
    return first


@pytest.fixture
def cracked(full_plant: Plant) -> ScrapReason:
    """A reason for scrap."""
    return add_scrap_reason(by=full_plant.people.quality, code="CRACK", name="裂纹")


def test_good_and_scrapped_parts_add_up(full_plant: Plant, running: Operation, cracked: ScrapReason) -> None:
    zhao = full_plant.people.production
    report(running, by=zhao, good=Decimal(4))
    report(running, by=zhao, good=Decimal(3), scrap=Decimal(1), scrap_reason=cracked)
    assert (running.good_quantity, running.scrap_quantity) == (Decimal(7), Decimal(1))


def test_more_than_the_job_wants_is_refused(
    full_plant: Plant, running: Operation, cracked: ScrapReason, refused: Any
) -> None:
    report(running, by=full_plant.people.production, good=Decimal(8))
    with refused(TooMany) as reasons:
        report(
            running, by=full_plant.people.production, good=Decimal(2), scrap=Decimal(1), scrap_reason=cracked
        )
    assert (reasons[0].facts["total"], reasons[0].facts["allowed"]) == ("11", "10")


def test_over_production_is_allowed_up_to_the_share_that_was_agreed(
    full_plant: Plant, running: Operation, settings: Any, refused: Any
) -> None:
    settings.TAKT_OVER_PRODUCTION_SHARE = Decimal("0.1")
    report(running, by=full_plant.people.production, good=Decimal(11))
    with refused(TooMany):
        report(running, by=full_plant.people.production, good=Decimal(1))


def test_pieces_are_whole_and_scrap_has_a_reason(full_plant: Plant, running: Operation, refused: Any) -> None:
    with refused(NotWhole, ScrapWithoutReason):
        report(running, by=full_plant.people.production, good=Decimal("0.5"), scrap=Decimal(1))
    with refused(NothingReported):
        report(running, by=full_plant.people.production)


def test_an_operation_makes_no_more_than_the_one_before_handed_on(
    full_plant: Plant, running: Operation, refused: Any
) -> None:
    zhao = full_plant.people.production
    finish(running, by=zhao, good=Decimal(8), note="two bars were bent")
    second = Operation.objects.get(job=running.job_id, sequence=20)
    start(second, by=zhao)
    with refused(TooMany):
        finish(second, by=zhao, good=Decimal(9))
    finish(second, by=zhao, good=Decimal(8))


def test_fewer_good_parts_than_wanted_need_a_word(
    full_plant: Plant, running: Operation, refused: Any
) -> None:
    with refused(ShortWithoutReason):
        finish(running, by=full_plant.people.production, good=Decimal(9))


def test_finishing_frees_the_machine(full_plant: Plant, running: Operation) -> None:
    finish(running, by=full_plant.people.production, good=Decimal(10))
    again = Operation.objects.get(pk=running.pk)
    assert (again.state, again.slot) == (OperationState.DONE, None)
    assert again.ended_at is not None


def test_a_pause_and_what_follows_are_booked_with_reasons(full_plant: Plant, running: Operation) -> None:
    zhao = full_plant.people.production
    pause(running, by=zhao, reason="lunch")
    resume(running, by=zhao)
    assert list(Booking.objects.order_by("id").values_list("kind", "note")) == [
        ("start", ""),
        ("pause", "lunch"),
        ("resume", ""),
    ]


def test_a_wrong_report_is_taken_back_once_by_an_opposite_booking(
    full_plant: Plant, running: Operation, refused: Any
) -> None:
    zhao = full_plant.people.production
    report(running, by=zhao, good=Decimal(9))
    wrong = Booking.objects.get(good_quantity=9)
    counter(running, by=zhao, booking=wrong, reason="counted twice")
    assert running.good_quantity == 0
    assert Booking.objects.get(counters=wrong).good_quantity == -9
    with refused(NothingToCounter):
        counter(running, by=zhao, booking=wrong, reason="again")


def test_another_operations_report_is_not_taken_back_here(
    full_plant: Plant, running: Operation, refused: Any
) -> None:
    other = Booking.objects.get(operation=running)
    finish(running, by=full_plant.people.production, good=Decimal(10))
    second = Operation.objects.get(job=running.job_id, sequence=20)
    start(second, by=full_plant.people.production)
    with refused(NotThisOperation):
        counter(second, by=full_plant.people.production, booking=other, reason="not mine")


def test_the_last_operation_puts_the_goods_into_stock_and_the_order_is_produced(full_plant: Plant) -> None:
    order = on_the_floor(full_plant, (full_plant.gearbox, "10"))
    for operation in operations(order):
        done(operation, full_plant, 10)
        if operation.inspection:
            inspect(
                Operation.objects.get(pk=operation.pk),
                by=full_plant.people.quality,
                verdict=InspectionVerdict.PASS,
            )
    lot = Lot.objects.get(item=full_plant.gearbox)
    assert (lot.on_hand, lot.made_for) == (Decimal(10), order.pk)
    assert Order.objects.get(pk=order.pk).state == OrderState.PRODUCED
    assert not Operation.objects.filter(slot__isnull=False).exists()


def test_a_finished_part_is_kept_for_the_job_that_needs_it(full_plant: Plant) -> None:
    order = on_the_floor(full_plant, (full_plant.pump, "4"))
    rotor, pump = operations(order, full_plant.rotor)[0], operations(order, full_plant.pump)[0]
    done(rotor, full_plant, 4)
    assert Reservation.objects.get(item=full_plant.rotor).job == pump.job_id
    assert Order.objects.get(pk=order.pk).state == OrderState.IN_PRODUCTION
    start(pump, by=full_plant.people.production)
    assert Lot.objects.get(item=full_plant.rotor).on_hand == 0


def test_an_order_is_not_produced_while_a_job_is_unfinished(full_plant: Plant, running: Operation) -> None:
    with pytest.raises(Refused) as caught:
        complete_order(Order.objects.get(pk=running.order_id), by=full_plant.people.production)
    assert caught.value.codes == ["not_by_itself"]


def test_what_is_done_is_not_finished_again(full_plant: Plant, running: Operation, refused: Any) -> None:
    finish(running, by=full_plant.people.production, good=Decimal(10))
    with refused(WrongState):
        finish(running, by=full_plant.people.production)


def test_an_order_of_bought_goods_is_produced_when_they_are_there(plant: Plant, refused: Any) -> None:
    order = on_the_floor(plant, (plant.oil, "7"))
    with refused(GoodsMissing) as reasons:
        provide(order, by=plant.people.production)
    assert reasons[0].facts["missing"] == "7"
    stocked(plant.oil, "7")
    provide(order, by=plant.people.production)
    assert Order.objects.get(pk=order.pk).state == OrderState.PRODUCED
    assert Reservation.objects.get(case=order.pk).lot is not None


def test_an_order_of_made_and_bought_goods_waits_for_both(full_plant: Plant, refused: Any) -> None:
    order = on_the_floor(full_plant, (full_plant.gearbox, "1"), (full_plant.oil, "2"))
    provide(order, by=full_plant.people.production)
    assert Order.objects.get(pk=order.pk).state == OrderState.RELEASED
    with refused(NothingToProvide):
        provide(order, by=full_plant.people.production)
    for operation in operations(order):
        done(operation, full_plant, 1)
        if operation.inspection:
            inspect(
                Operation.objects.get(pk=operation.pk),
                by=full_plant.people.quality,
                verdict=InspectionVerdict.PASS,
            )
    assert Order.objects.get(pk=order.pk).state == OrderState.PRODUCED


def test_finishing_takes_few_statements(
    full_plant: Plant, running: Operation, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(7):
        finish(running, by=full_plant.people.production, good=Decimal(10))


@pytest.mark.usefixtures("apart")
def test_two_last_jobs_finished_at_once_still_complete_the_order() -> None:
    plant = well_stocked(build_plant(make_people()))
    order = on_the_floor(plant, (plant.rotor, "1"), (plant.rotor, "2"))
    last = operations(order)
    for operation in last:
        start(operation, by=plant.people.production)
    finished = [Decimal(1), Decimal(2)]
    outcomes = at_once(
        lambda number: finish(last[number], by=plant.people.production, good=finished[number]), threads=2
    )
    assert outcomes == {"done": 2}
    assert Order.objects.get(pk=order.pk).state == OrderState.PRODUCED
