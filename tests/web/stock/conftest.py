"""The plant and the browsers of the tests of the warehouse's pages."""

from tests.factory.plant import plant
from tests.web.orders.conftest import desk

__all__ = ["desk", "plant"]
