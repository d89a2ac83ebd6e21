"""The desks of the tests of sales pages."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.orders.shop import shop
from tests.people import people

from takt.departments.models import Person

__all__ = ["people", "shop"]
Desk = Callable[[Person], Client]


@pytest.fixture
def desk(db: None) -> Desk:
    """A browser in which somebody is signed in, in English."""

    def sit(person: Person) -> Client:
        client = Client(headers={"Accept-Language": "en"})
        client.cookies["django_language"] = "en"
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sit


def text_of(page: str) -> str:
    """What people read: without tags, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
