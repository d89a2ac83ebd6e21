"""The clock shows the present; it is turned back only where nobody works yet, for the demonstration (VI.2)."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from tests.people import People

from takt.conduct import clock
from takt.departments.actions.hire import hire
from takt.departments.models import Person
from takt.departments.people import the_founder

SOURCES = Path(__file__).parents[2] / "src" / "takt"
TURNERS = {"web/demo/setting_up.py", "web/demo/course.py"}
LONG_AGO = datetime(2024, 3, 1, 8, tzinfo=UTC)


def test_it_shows_the_present() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)


@pytest.mark.django_db
def test_an_act_of_a_demonstration_has_its_time_in_row_and_journal() -> None:
    with clock.hands() as hands, hands.at(LONG_AGO):
        person = hire(by=the_founder(), login="tang.wen", name="唐雯")
        assert clock.today().isoformat() == "2024-03-01"
    assert Person.objects.get(pk=person.pk).joined_at == LONG_AGO
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_where_people_work_nobody_turns_it(people: People) -> None:
    assert people.sales.is_active
    with pytest.raises(clock.ClockIsFixed, match="people work here"), clock.hands():
        pass


def test_outside_a_transaction_nobody_turns_it() -> None:
    with pytest.raises(clock.ClockIsFixed, match="transaction"), clock.hands():
        pass


@pytest.mark.django_db
def test_time_goes_forward_and_never_beyond_the_present() -> None:
    with transaction.atomic(), clock.hands() as hands:
        with hands.at(LONG_AGO):
            pass
        for wrong in (
            LONG_AGO - timedelta(days=1),
            datetime.now(UTC) + timedelta(hours=1),
            datetime(2024, 4, 1),  # noqa: DTZ001
        ):
            with pytest.raises(clock.ClockIsFixed), hands.at(wrong):
                pass


@pytest.mark.django_db
def test_hands_that_were_let_go_turn_nothing() -> None:
    with clock.hands() as hands:
        pass
    with pytest.raises(clock.ClockIsFixed), hands.at(LONG_AGO):
        pass


def _turns_the_clock(file: Path) -> bool:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    froms = {
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "takt.conduct.clock"
        for name in node.names
    }
    knows_it = any(
        "clock" in [n.name for n in node.names] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    )
    return (knows_it and "hands" in names) or bool(froms - {"now", "today"})


def test_nothing_but_the_demonstration_turns_it() -> None:
    found = {str(file.relative_to(SOURCES)) for file in SOURCES.rglob("*.py") if _turns_the_clock(file)}
    assert found == TURNERS
