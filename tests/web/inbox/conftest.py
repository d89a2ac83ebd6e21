"""Browsers and programs, and a desk with an order in review."""

from tests.approval.desk import desk
from tests.web.conftest import browser, program

__all__ = ["browser", "desk", "program"]
