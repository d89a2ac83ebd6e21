"""No page puts more than twelve questions to the database, whatever it shows and whoever looks."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.browser import telling
from tests.browser.every import every_place
from tests.web.demo.conftest import Demo, demo

from takt.conduct.guard import OutsideTheDoor, passage
from takt.departments.models import Person

__all__ = ["demo"]

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]
ORDERS = 60
"""Enough for every page to have something to show."""
MOST = 12


class Here:
    """The demonstration of this process, asked as the browser's tests ask a running one."""

    def __init__(self) -> None:
        self.told = {
            "acts": telling.acts(), "lists": telling.lists(), "rows": telling.rows(), "links": telling.links(),
        }  # fmt: skip

    def first(self, sql: str, *values: Any) -> str:
        """The first value that a query finds."""
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return str(cursor.fetchone()[0])


class Heard:
    """The statements that were put to the database. Those of an act that the page tries at the door are not the page's own."""

    def __init__(self) -> None:
        self.questions: list[str] = []

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        if not _at_the_door() and not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.questions.append(sql)
        return execute(sql, *rest)


def _at_the_door() -> bool:
    try:
        return passage() is not None
    except OutsideTheDoor:
        return False


def test_every_page_asks_at_most_twelve_questions(demo: Demo) -> None:
    browsers: dict[str, Client] = {}
    here: Any = Here()
    too_many = {}
    for place in every_place(here):
        browser = browsers.setdefault(place.login, _browser(place.login))
        address = place.address(here)
        browser.get(address)  # what is read once in a process is read now
        heard = Heard()
        with connection.execute_wrapper(heard):
            answer = browser.get(address)
        assert answer.status_code == place.status, address
        if len(heard.questions) > MOST:
            too_many[address] = len(heard.questions)
    assert too_many == {}


def _browser(login: str) -> Client:
    browser = Client(headers={"Accept-Language": "en"})
    if login:
        person = Person.objects.get(login=login)
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser
