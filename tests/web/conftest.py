"""Browsers and programs of the people of the tests."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.open_door import open_door
from tests.orders.shop import shop
from tests.people import people

from takt.departments.models import ApiToken, Person
from takt.departments.tokens import digest, new_token

__all__ = ["people", "shop"]


def token_of(person: Person, **changes: Any) -> str:
    """A token that the person made a minute ago."""
    raw = new_token()
    now = timezone.now()
    given = {"made_at": now, "expires_at": now + timedelta(days=1), **changes}
    with open_door():
        ApiToken.objects.create(person=person, name="test", digest=digest(raw), **given)
    return raw


@dataclass(frozen=True)
class Program:
    """A program that acts as a person by a token."""

    client: Client
    headers: dict[str, str]

    def get(self, address: str, **headers: str) -> Any:
        """GET under /api/v1."""
        return self.client.get(f"/api/v1{address}", headers={**self.headers, **headers})

    def post(self, address: str, body: Any = None, **headers: str) -> Any:
        """POST JSON under /api/v1; header names with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, bytes | str) else json.dumps(body if body is not None else {})
        return self.client.post(
            f"/api/v1{address}", content, content_type="application/json", headers={**self.headers, **named}
        )


@pytest.fixture
def program(db: None) -> Callable[..., Program]:
    """`program(person)`: a program with the person's token; it reads English."""

    def made(person: Person, **changes: Any) -> Program:
        return Program(
            Client(), {"Authorization": f"Bearer {token_of(person, **changes)}", "Accept-Language": "en"}
        )

    return made


@pytest.fixture
def browser(db: None) -> Callable[[Person], Client]:
    """`browser(person)`: a browser in which the person is signed in."""

    def made(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return made
