"""People and a shop for the tests of records."""

from tests.orders.shop import shop
from tests.people import people

__all__ = ["people", "shop"]
