"""People, a shop and browsers for the tests of the shell and of the lists."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.open_door import open_door
from tests.orders.shop import LATER, Shop, shop
from tests.people import People, people
from tests.rows import build
from tests.web.conftest import browser

from takt.orders.models import Order

__all__ = ["browser", "people", "shop"]


@pytest.fixture(autouse=True)
def reads_english(settings: object) -> None:
    """Browsers that ask for no language read English."""
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]  # pytest-django's settings


@pytest.fixture
def orders(shop: Shop, people: People) -> Callable[..., Order]:
    """`orders(state=..., promised_date=...)`: an order of Farwin's, as it stands in the tables."""

    def made(**given: object) -> Order:
        with open_door():
            row: Order = build(
                Order,
                customer=shop.farwin,
                entered_by=people.sales,
                **{"state": "entered", "requested_date": LATER, **given},
            )
        return row

    return made


@pytest.fixture
def anybody() -> Client:
    """A browser in which nobody is signed in."""
    return Client()
