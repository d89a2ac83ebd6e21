"""Browsers, programs, people and a shop."""

from tests.web.conftest import browser, people, program, shop

__all__ = ["browser", "people", "program", "shop"]
