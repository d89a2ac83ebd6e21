"""People and a shop for every test of orders."""

from tests.orders.shop import shop
from tests.people import people

__all__ = ["people", "shop"]
