"""III.4.3: inspection points at every stage; what is not decided blocks what follows."""

from decimal import Decimal
from typing import Any

import pytest
from tests.planning.plant import Plant
from tests.production.floor import done, on_the_floor, operations

from takt.conduct.refusals import NotYourDepartment, WrongState
from takt.planning.models import Operation
from takt.planning.states import OperationState
from takt.production.actions.finish import finish
from takt.production.actions.resume import resume
from takt.production.actions.start import start
from takt.production.refusals import InspectionOpen
from takt.quality import reads
from takt.quality.actions.inspect import inspect
from takt.quality.models import Inspection, InspectionVerdict
from takt.quality.refusals import (
    HeadDecides,
    MoreThanMade,
    NothingToRework,
    OutOfTolerance,
    VerdictWithoutReason,
)
from takt.quality.rules import Measurement

PASS, REWORK, CONCESSION = InspectionVerdict.PASS, InspectionVerdict.REWORK, InspectionVerdict.CONCESSION


@pytest.fixture
def point(full_plant: Plant) -> Operation:
    """The third operation of ten gearboxes, an inspection point, finished by Zhao."""
    steps = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))
    for step in steps[:3]:
        done(step, full_plant, 10)
    return Operation.objects.get(pk=steps[2].pk)


def following(point: Operation) -> Operation:
    """The operation after the inspection point."""
    return Operation.objects.get(job=point.job_id, sequence=40)


def test_the_next_operation_waits_until_the_point_is_decided(
    full_plant: Plant, point: Operation, refused: Any
) -> None:
    assert point.state == OperationState.INSPECTION
    assert list(reads.waiting_for_inspection()) == [point]
    with refused(InspectionOpen):
        start(following(point), by=full_plant.people.production)
    inspect(point, by=full_plant.people.quality, verdict=PASS)
    assert point.state == OperationState.DONE
    start(following(point), by=full_plant.people.production)


def test_rejected_parts_that_pass_nobody_are_scrapped(full_plant: Plant, point: Operation) -> None:
    inspect(point, by=full_plant.people.quality, verdict=PASS, rejected=Decimal(2), reason="two are cracked")
    assert (point.good_quantity, point.scrap_quantity) == (Decimal(8), Decimal(2))


def test_rework_goes_back_to_the_operator_with_a_reason(full_plant: Plant, point: Operation) -> None:
    inspect(point, by=full_plant.people.quality, verdict=REWORK, rejected=Decimal(3), reason="burrs")
    assert (point.state, point.good_quantity) == (OperationState.PAUSED, Decimal(7))
    resume(point, by=full_plant.people.production)
    finish(point, by=full_plant.people.production, good=Decimal(3))
    inspect(point, by=full_plant.people.quality, verdict=PASS)
    assert (point.state, Inspection.objects.count()) == (OperationState.DONE, 2)


def test_only_the_head_of_quality_grants_a_concession(
    full_plant: Plant, point: Operation, refused: Any
) -> None:
    with refused(HeadDecides):
        inspect(point, by=full_plant.people.quality, verdict=CONCESSION, reason="scratches inside")
    inspect(
        point,
        by=full_plant.people.head_of_quality,
        verdict=CONCESSION,
        reason="scratches inside",
        rejected=Decimal(1),
    )
    assert (point.state, point.good_quantity) == (OperationState.DONE, Decimal(10))


def test_a_value_outside_its_limits_does_not_pass(full_plant: Plant, point: Operation, refused: Any) -> None:
    bore = Measurement("bore", Decimal("20.3"), "mm", Decimal("19.9"), Decimal("20.1"))
    with refused(OutOfTolerance) as reasons:
        inspect(point, by=full_plant.people.quality, verdict=PASS, measurements=[bore])
    assert reasons[0].facts == {"measured": "20.3", "name": "bore", "lower": "19.9", "upper": "20.1"}
    made = inspect(
        point,
        by=full_plant.people.quality,
        verdict=REWORK,
        rejected=Decimal(10),
        reason="bore too wide",
        measurements=[bore],
    )
    assert made.measurements[0]["value"] == "20.3"


def test_every_no_has_a_reason_and_a_number(full_plant: Plant, point: Operation, refused: Any) -> None:
    with refused(VerdictWithoutReason, NothingToRework):
        inspect(point, by=full_plant.people.quality, verdict=REWORK)
    with refused(MoreThanMade):
        inspect(point, by=full_plant.people.quality, verdict=PASS, inspected=Decimal(11))


def test_production_does_not_inspect_itself(full_plant: Plant, point: Operation, refused: Any) -> None:
    with refused(NotYourDepartment):
        inspect(point, by=full_plant.people.production, verdict=PASS)


def test_a_decided_point_is_not_decided_again(full_plant: Plant, point: Operation, refused: Any) -> None:
    inspect(point, by=full_plant.people.quality, verdict=PASS)
    with refused(WrongState):
        inspect(point, by=full_plant.people.quality2, verdict=PASS)


def test_inspecting_takes_few_statements(
    full_plant: Plant, point: Operation, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(7):
        inspect(point, by=full_plant.people.quality, verdict=PASS)
