"""The plant and the browsers of the tests of the floor's pages."""

from tests.planning.plant import full_plant, plant
from tests.web.orders.conftest import desk

__all__ = ["desk", "full_plant", "plant"]
