"""People with passwords, browsers on localhost (to which passkeys are bound), and the rule that deciders need a second factor."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.people import People
from tests.web.conftest import browser, people, shop
from tests.web.security.software_device import Device

from takt.departments.models import Person

__all__ = ["browser", "people", "shop"]
START = "/"  # LOGIN_REDIRECT_URL
GOOD = "three words apart 电池"


def give_password(person: Person, password: str = GOOD) -> None:
    """The person has this password, as if the administration had set it."""
    person.set_password(password)
    with connection.cursor() as cursor:
        cursor.execute(
            "update departments_person set password = %s where id = %s", (person.password, person.pk)
        )


@pytest.fixture(autouse=True)
def deciders_need_two(settings: Any) -> None:
    """As a real installation starts."""
    settings.TAKT_SECOND_FACTOR = "approvers"
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]


def fresh_browser() -> Client:
    """An English browser that opens Takt as localhost."""
    return Client(SERVER_NAME="localhost", headers={"Accept-Language": "en"})


def typed(client: Client, login: str, password: str = GOOD, **more: str) -> Any:
    """Somebody types login and password."""
    return client.post("/sign-in", {"username": login, "password": password, **more})


@pytest.fixture
def arrived() -> Callable[[Person], Client]:
    """`arrived(person)`: a browser in which the person signed in by their password just now."""

    def made(person: Person) -> Client:
        give_password(person)
        client = fresh_browser()
        assert typed(client, person.login).status_code == 302
        return client

    return made


def with_passkey(client: Client, name: str = "office laptop") -> Device:
    """The signed-in person sets up a passkey on a new device."""
    device = Device()
    options = client.post("/security/passkeys/options", {"purpose": "add"}).json()
    answer = client.post("/security/passkeys/add", {"name": name, "passkey": device.make(options)})
    assert answer.status_code in (200, 302)
    return device


def colleague(people: People) -> Person:
    """Somebody who decides nothing."""
    return people.quality
