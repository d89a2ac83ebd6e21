"""The people and the shop."""

from tests.orders.shop import shop
from tests.people import people

__all__ = ["people", "shop"]
