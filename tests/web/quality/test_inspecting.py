"""III.4.3: the inspector's desk: what waits, its history, the limits of last time, the verdict."""

import pytest
from django.urls import reverse
from tests.planning.plant import Plant
from tests.production.floor import done, on_the_floor, operations
from tests.web.orders.conftest import Desk, text_of

from takt.planning.models import Operation
from takt.planning.states import OperationState
from takt.quality.models import Inspection
from takt.web.pages.acting.possible import act_url

BORE = {"name": "bore", "value": "50.01", "unit": "mm", "lower": "49.98", "upper": "50.02"}


@pytest.fixture
def point(full_plant: Plant) -> Operation:
    """An inspection point of ten gearboxes, finished by Zhao."""
    return finished(full_plant)


def finished(plant: Plant) -> Operation:
    """Three operations done; the third awaits its inspection."""
    steps = operations(on_the_floor(plant, (plant.gearbox, "10")))
    for step in steps[:3]:
        done(step, plant, 10)
    return Operation.objects.get(pk=steps[2].pk)


def row(**values: str) -> dict[str, str]:
    """One measured value as the grid sends it."""
    return {f"measurements.0.{name}": value for name, value in values.items()}


def test_what_waits_is_listed_and_the_inspector_sees_who_made_it(
    full_plant: Plant, point: Operation, desk: Desk
) -> None:
    client = desk(full_plant.people.quality)
    page = client.get(reverse("waiting-inspections")).content.decode()
    assert point.number in page
    assert act_url("quality.inspect", point) in page
    said = text_of(client.get(act_url("quality.inspect", point)).content.decode())
    assert full_plant.people.production.name in said
    assert "Finished" in said
    assert "scrapped" in said


def test_a_value_outside_its_limits_does_not_pass_and_stays_in_the_grid(
    full_plant: Plant, point: Operation, desk: Desk
) -> None:
    sent = {"verdict": "pass", "inspected": "10", "rejected": "0", **row(**BORE | {"value": "50.1"})}
    answer = desk(full_plant.people.quality).post(act_url("quality.inspect", point), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "outside 49.98 to 50.02" in text_of(page)
    assert 'value="50.1"' in page
    assert not Inspection.objects.exists()


def test_the_limits_of_the_last_inspection_begin_the_next_one(
    full_plant: Plant, point: Operation, desk: Desk
) -> None:
    client = desk(full_plant.people.quality)
    sent = {"verdict": "pass", "inspected": "10", "rejected": "0", **row(**BORE)}
    answer = client.post(act_url("quality.inspect", point), sent)
    assert answer["Location"] == reverse("waiting-inspections")
    assert Operation.objects.get(pk=point.pk).state == OperationState.DONE
    page = client.get(act_url("quality.inspect", finished(full_plant))).content.decode()
    assert 'value="49.98"' in page
    assert 'value="bore"' in page
    assert 'value="50.01"' not in page


def test_only_the_head_is_not_told_that_the_head_grants_concessions(
    full_plant: Plant, point: Operation, desk: Desk
) -> None:
    words = "Only the head of quality grants one"
    people = full_plant.people
    assert words in desk(people.quality).get(act_url("quality.inspect", point)).content.decode()
    assert words not in desk(people.head_of_quality).get(act_url("quality.inspect", point)).content.decode()
