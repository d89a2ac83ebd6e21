"""III.4.1, III.4.2: at the station the operator scans, starts, reports and finishes; refusals say every reason."""

from decimal import Decimal

import pytest
from django.urls import reverse
from tests.planning.plant import Plant
from tests.production.floor import on_the_floor, operations
from tests.web.orders.conftest import Desk, text_of

from takt.departments.models import Person
from takt.planning.models import Operation
from takt.planning.states import OperationState
from takt.production.actions.start import start
from takt.production.models import ProductionException


@pytest.fixture
def steps(full_plant: Plant) -> list[Operation]:
    """The operations of ten gearboxes, released."""
    return operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))


@pytest.fixture
def zhao(full_plant: Plant) -> Person:
    """The operator with every skill."""
    return full_plant.people.production


def now(operation: Operation) -> Operation:
    """The operation as it stands now."""
    return Operation.objects.get(pk=operation.pk)


def sent(operation: Operation, act: str, **values: str) -> dict[str, str]:
    """What the station's form sends."""
    return {"operation": operation.number, "version": str(now(operation).version), "act": act, **values}


def test_a_scanned_number_leads_to_its_operation_also_that_of_its_job_order_or_machine(
    steps: list[Operation], zhao: Person, desk: Desk
) -> None:
    first, client = steps[0], desk(zhao)
    for code in (first.number, first.job.number, first.order.number):
        answer = client.get(reverse("station"), {"scan": f" {code.lower()} "})
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"?operation={first.number}")


def test_an_unknown_number_is_said_and_kept(steps: list[Operation], zhao: Person, desk: Desk) -> None:
    answer = desk(zhao).get(reverse("station"), {"scan": "NO-SUCH"})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "NO-SUCH" in text_of(page)
    assert 'value="NO-SUCH"' in page


def test_the_operator_starts_reports_and_finishes(steps: list[Operation], zhao: Person, desk: Desk) -> None:
    first, client = steps[0], desk(zhao)
    assert client.post(reverse("station"), sent(first, "production.start")).status_code == 303
    assert now(first).state == OperationState.RUNNING
    client.post(reverse("station"), sent(first, "production.report", good="4"))
    answer = client.post(reverse("station"), sent(first, "production.finish", good="6"))
    assert answer["Location"] == reverse("station")
    assert (now(first).state, now(first).good_quantity) == (OperationState.DONE, Decimal(10))


def test_what_cannot_start_says_why_and_its_button_is_off(
    steps: list[Operation], zhao: Person, desk: Desk
) -> None:
    answer = desk(zhao).get(reverse("station"), {"operation": steps[1].number})
    page = answer.content.decode()
    assert f"{steps[0].number} comes before {steps[1].number}" in text_of(page)
    assert 'value="production.start" disabled' in page


def test_a_refused_report_keeps_what_was_typed_and_changes_nothing(
    steps: list[Operation], zhao: Person, desk: Desk
) -> None:
    start(steps[0], by=zhao)
    answer = desk(zhao).post(reverse("station"), sent(steps[0], "production.report", good="3", scrap="2"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why 2 were scrapped" in text_of(page)
    assert 'name="good"' in page
    assert 'value="3"' in page
    assert now(steps[0]).good_quantity == 0


def test_two_tablets_with_one_operation_the_second_is_told_that_it_changed(
    steps: list[Operation], zhao: Person, desk: Desk
) -> None:
    start(steps[0], by=zhao)
    seen = sent(steps[0], "production.report", good="3")
    client = desk(zhao)
    assert client.post(reverse("station"), seen).status_code == 303
    assert client.post(reverse("station"), seen).status_code == 422
    assert now(steps[0]).good_quantity == 3


def test_an_exception_is_raised_where_it_happens_and_a_blocking_one_pauses(
    steps: list[Operation], zhao: Person, desk: Desk
) -> None:
    start(steps[0], by=zhao)
    client = desk(zhao)
    values = sent(steps[0], "production.raise_exception", kind="machine", text="spindle", blocking="on")
    assert client.post(reverse("station"), values).status_code == 303
    found = ProductionException.objects.get()
    assert (found.operation, now(steps[0]).state) == (steps[0], OperationState.PAUSED)
    page = text_of(client.get(reverse("station"), {"operation": steps[0].number}).content.decode())
    assert f"stopped by exception {found.number}" in page


def test_without_a_scan_the_station_shows_what_may_start_next(
    full_plant: Plant, steps: list[Operation], desk: Desk
) -> None:
    turner = full_plant.people.production2
    own = [o for o in steps if o.person_id == turner.pk]
    page = desk(turner).get(reverse("station")).content.decode()
    assert own
    assert f'name="operation" value="{own[0].number}"' in page
    assert 'value="production.start"' in page
    assert 'value="production.start" disabled' not in page


def test_only_the_acts_of_the_station_are_done_there(
    steps: list[Operation], zhao: Person, desk: Desk
) -> None:
    assert desk(zhao).post(reverse("station"), sent(steps[0], "orders.confirm")).status_code == 404


def test_somebody_of_another_department_sees_no_buttons_and_is_refused(
    full_plant: Plant, steps: list[Operation], desk: Desk
) -> None:
    client = desk(full_plant.people.quality)
    page = client.get(reverse("station"), {"operation": steps[0].number}).content.decode()
    assert 'name="act"' not in page
    assert client.post(reverse("station"), sent(steps[0], "production.start")).status_code == 422
    assert now(steps[0]).state == OperationState.WAITING
