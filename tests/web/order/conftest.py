"""Browsers at the order page, and orders at several points of their lives."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.approval.desk import desk
from tests.delivery.conftest import carrier
from tests.planning.plant import full_plant, plant
from tests.web.conftest import people, shop

from takt.departments.models import Person
from takt.orders.models import Order

__all__ = ["carrier", "desk", "full_plant", "people", "plant", "shop"]
Page = Callable[..., str]


@pytest.fixture
def page(db: None) -> Page:
    """`page(person, order)`: the order page as somebody reads it in English; more of the address may follow."""

    def read(person: Person, order: Order, more: str = "") -> str:
        client = Client()
        client.cookies["django_language"] = "en"
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(f"/orders/{order.number}{more}")
        assert answer.status_code == 200
        return answer.content.decode()

    return read
