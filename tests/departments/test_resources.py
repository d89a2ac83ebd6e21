"""VI.1: what of people and their rights may be read, and by whom."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.people import People

from takt.conduct import reading
from takt.conduct.resources import RESOURCES, Resource
from takt.departments import resources
from takt.departments.actions.hire import hire
from takt.departments.actions.issue_token import issue_token
from takt.departments.models import ApiToken

Refuses = Callable[..., Any]
OURS = [r for r in vars(resources).values() if isinstance(r, Resource)]


@pytest.mark.parametrize("resource", OURS, ids=lambda r: r.name)
def test_every_list_can_be_read_and_shows_no_secret(people: People, resource: Resource) -> None:
    assert RESOURCES[resource.name] is resource
    page = reading.page(resource, people.sales)
    cells = [reading.listed(resource, row, page.columns) for row in page.rows]
    forbidden = {"password", "salt", "digest", "head"}
    assert not any(forbidden & set(cell) for cell in cells)


def test_people_are_found_by_pinyin_initials(people: People) -> None:
    new = hire(by=people.admin, login="w7", name="林一")
    for typed in ("ly", "linyi", "林一", "w7"):
        assert [row.pk for row in reading.page(resources.PEOPLE, people.sales, search=typed).rows] == [new.pk]


def test_tokens_are_listed_to_their_owner_and_the_administration(people: People) -> None:
    issue_token(
        people.sales, by=people.sales, name="line 1", expires_at=datetime.now(UTC) + timedelta(days=1)
    )
    token = ApiToken.objects.get()
    assert [row.pk for row in reading.page(resources.TOKENS, people.sales).rows] == [token.pk]
    assert reading.page(resources.TOKENS, people.sales2).rows == []
    assert [row.pk for row in reading.page(resources.TOKENS, people.admin).rows] == [token.pk]


def test_a_persons_page_tells_their_duties(people: People) -> None:
    assert resources.PEOPLE.detail is not None
    detail = resources.PEOPLE.detail(people.head, people.sales)
    assert [(d["department"], d["rank"]) for d in detail["duties"]] == [("management", "head")]
