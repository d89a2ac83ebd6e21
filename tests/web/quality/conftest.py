"""The plant and the browsers of the tests of the inspector's desk."""

from tests.planning.plant import full_plant, plant
from tests.web.orders.conftest import desk

__all__ = ["desk", "full_plant", "plant"]
