"""III.4.1: the floor sees what is to be done at each machine, in its sequence, and what is still missing, in words."""

from typing import Any

from django.urls import reverse
from tests.planning.plant import Plant
from tests.production.floor import done, on_the_floor, operations
from tests.web.orders.conftest import Desk, text_of

from takt.departments.models import Person
from takt.production.actions.raise_exception import raise_exception
from takt.production.models import ExceptionKind


def said(desk: Desk, reader: Person, **asked: str) -> str:
    """What the reader reads on the dispatch list."""
    answer = desk(reader).get(reverse("dispatch"), asked)
    assert answer.status_code == 200
    return text_of(answer.content.decode())


def test_the_first_operation_may_start_and_the_second_waits_for_it(full_plant: Plant, desk: Desk) -> None:
    first, second = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[:2]
    page = said(desk, full_plant.people.head_of_production)
    assert first.number in page
    assert second.number in page
    assert "Nothing: it may start" in page
    assert f"First {first.name_en or first.name} (waiting)" in page


def test_an_undecided_inspection_and_a_blocking_exception_are_named(full_plant: Plant, desk: Desk) -> None:
    order = on_the_floor(full_plant, (full_plant.gearbox, "10"))
    steps = operations(order)
    for step in steps[:3]:
        done(step, full_plant, 10)
    found = raise_exception(
        by=full_plant.people.production,
        order=order,
        kind=ExceptionKind.MACHINE,
        text="spindle",
        blocking=True,
    )
    page = said(desk, full_plant.people.head_of_production)
    assert "waits for its inspection" in page
    assert f"Stopped by {found.number}" in page


def test_an_operator_begins_with_their_own_work_and_a_head_with_the_whole_floor(
    full_plant: Plant, desk: Desk
) -> None:
    steps = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))
    turner = full_plant.people.production2
    own = [o.number for o in steps if o.person_id == turner.pk]
    others = [o.number for o in steps if o.person_id != turner.pk]
    assert own
    assert others
    page = said(desk, turner)
    assert all(n in page for n in own)
    assert not any(n in page for n in others)
    assert all(n in said(desk, turner, who="") for n in others)
    assert all(n in said(desk, full_plant.people.head_of_production) for n in own + others)


def test_one_work_centre_is_shown_by_itself(full_plant: Plant, desk: Desk) -> None:
    first, second = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[:2]
    page = said(desk, full_plant.people.head_of_production, center=first.work_center.code)
    assert first.number in page
    assert (second.number in page) == (second.work_center_id == first.work_center_id)


def test_the_list_asks_as_much_for_many_operations_as_for_few(
    full_plant: Plant, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        on_the_floor(full_plant, (full_plant.gearbox, "2"))
    client = desk(full_plant.people.head_of_production)
    client.get(reverse("dispatch"))
    with django_assert_max_num_queries(12):
        client.get(reverse("dispatch"))
