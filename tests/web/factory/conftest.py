"""Browsers, people, a plant and a shop."""

from tests.factory.plant import plant
from tests.people import people
from tests.web.conftest import browser, shop

__all__ = ["browser", "people", "plant", "shop"]
