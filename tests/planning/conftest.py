"""The plant for every test here."""

from tests.planning.plant import full_plant, plant
from tests.races import apart

__all__ = ["apart", "full_plant", "plant"]
