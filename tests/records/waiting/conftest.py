"""A desk with a plant, a shop and everybody; and what waits for somebody, in short."""

from tests.approval.desk import desk
from tests.delivery.conftest import carrier, produced
from tests.people import people
from tests.planning.plant import full_plant, plant

__all__ = ["carrier", "desk", "full_plant", "people", "plant", "produced"]
