"""Browsers, people and a shop."""

from tests.people import people
from tests.web.conftest import browser, shop

__all__ = ["browser", "people", "shop"]
