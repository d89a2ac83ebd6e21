"""III.3.2: who can run an operation is attested, for a time, by somebody else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.people import People

from takt.conduct.refusals import NotYourDepartment, Taken
from takt.departments import refusals
from takt.departments.actions.add_skill import add_skill
from takt.departments.actions.disqualify import disqualify
from takt.departments.actions.qualify import qualify
from takt.departments.models import Skill
from takt.departments.qualifications import qualified_for

Refuses = Callable[..., Any]


@pytest.fixture
def welding(people: People) -> Skill:
    return add_skill(by=people.head_of_production, code="WELD-TIG", name="氩弧焊")


def able(skill: Skill, in_days: float = 0) -> list[str]:
    return [p.login for p in qualified_for(skill, datetime.now(UTC) + timedelta(days=in_days))]


def test_a_skill_is_named_once(people: People, welding: Skill, refused: Refuses) -> None:
    with refused(Taken):
        add_skill(by=people.quality, code="WELD-TIG", name="焊接")
    with refused(NotYourDepartment):
        add_skill(by=people.sales, code="SELL", name="销售")


def test_somebody_else_attests_it_for_a_time(people: People, welding: Skill, refused: Refuses) -> None:
    until = datetime.now(UTC) + timedelta(days=365)
    qualify(people.production, by=people.head_of_production, skill=welding, until=until)
    assert able(welding) == ["zhao"]
    assert able(welding, in_days=366) == []
    with refused(refusals.NotForOneself):
        qualify(people.production2, by=people.production2, skill=welding)


def test_a_new_word_replaces_the_one_before(people: People, welding: Skill) -> None:
    for _ in range(2):
        qualify(people.production, by=people.head_of_production, skill=welding)
    assert people.production.qualifications.filter(until__isnull=True).count() == 1
    assert able(welding) == ["zhao"]


def test_a_skill_ends_with_a_reason(people: People, welding: Skill, refused: Refuses) -> None:
    with refused(refusals.NotQualified):
        disqualify(people.production, by=people.quality, skill=welding, reason="test weld failed")
    qualify(people.production, by=people.head_of_production, skill=welding)
    disqualify(people.production, by=people.quality, skill=welding, reason="test weld failed")
    assert able(welding) == []
    assert people.production.qualifications.get().ended_because == "test weld failed"


def test_it_ends_after_it_begins(people: People, welding: Skill, refused: Refuses) -> None:
    with refused(refusals.EndsBeforeItBegins):
        qualify(
            people.production, by=people.quality, skill=welding, until=datetime.now(UTC) - timedelta(days=1)
        )
