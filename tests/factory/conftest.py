"""The plant for every test of the factory."""

from tests.factory.plant import plant

__all__ = ["plant"]
