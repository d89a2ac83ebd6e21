"""The plant for every test of the stock."""

from tests.factory.plant import plant

__all__ = ["plant"]
