"""III.4.2: what goes wrong is recorded at once; a blocking exception stops the work until it is resolved."""

from typing import Any

import pytest
from tests.planning.plant import Plant, ordered
from tests.production.floor import on_the_floor, operations

from takt.orders.states import OrderState
from takt.planning.models import Operation
from takt.planning.states import OperationState
from takt.production.actions.raise_exception import raise_exception
from takt.production.actions.resolve_exception import resolve_exception
from takt.production.actions.resume import resume
from takt.production.actions.start import start
from takt.production.models import ExceptionKind
from takt.production.refusals import AlreadyResolved, NotOnTheFloorNow, OtherOrdersOperation, Stopped


@pytest.fixture
def running(full_plant: Plant) -> Operation:
    """An operation that Zhao started."""
    first = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[0]
    start(first, by=full_plant.people.production)
    return first


def test_a_blocking_exception_stops_the_operation_until_it_is_resolved(
    full_plant: Plant, running: Operation, refused: Any
) -> None:
    found = raise_exception(
        by=full_plant.people.quality,
        order=running.order,
        kind=ExceptionKind.QUALITY,
        text="wrong steel",
        operation=running,
        blocking=True,
    )
    stopped = Operation.objects.get(pk=running.pk)
    assert stopped.state == OperationState.PAUSED
    with refused(Stopped) as reasons:
        resume(stopped, by=full_plant.people.production)
    assert found.number in str(reasons[0])
    resolve_exception(found, by=full_plant.people.production, resolution="right steel fetched")
    resume(stopped, by=full_plant.people.production)
    assert stopped.state == OperationState.RUNNING


def test_an_exception_that_blocks_nothing_is_on_record_and_the_work_goes_on(
    full_plant: Plant, running: Operation
) -> None:
    found = raise_exception(
        by=full_plant.people.production,
        order=running.order,
        kind=ExceptionKind.DELAY,
        text="late",
        operation=running,
    )
    assert found.number.startswith("EX-")
    assert Operation.objects.get(pk=running.pk).state == OperationState.RUNNING


def test_an_exception_is_resolved_once(full_plant: Plant, running: Operation, refused: Any) -> None:
    found = raise_exception(
        by=full_plant.people.production, order=running.order, kind=ExceptionKind.OTHER, text="rain"
    )
    resolve_exception(found, by=full_plant.people.production, resolution="roof mended")
    with refused(AlreadyResolved):
        resolve_exception(found, by=full_plant.people.production, resolution="again")


def test_an_exception_names_an_operation_of_its_own_order(
    full_plant: Plant, running: Operation, refused: Any
) -> None:
    other = ordered(full_plant, (full_plant.pump, "1"), state=OrderState.CONFIRMED)
    with refused(OtherOrdersOperation, NotOnTheFloorNow):
        raise_exception(
            by=full_plant.people.production,
            order=other,
            kind=ExceptionKind.OTHER,
            text="whose?",
            operation=running,
        )
