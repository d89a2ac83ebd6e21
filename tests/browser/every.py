"""Every place: the pages of their own, each act, each list and its newest row, as far as the demonstration has them."""

from collections.abc import Iterator

from tests.browser.factory import Factory
from tests.browser.places import Place, at, places


def every_place(factory: Factory) -> Iterator[Place]:
    """All of them in one factory."""
    yield from places()
    for kind in ("acts", "lists", "rows"):
        for name, (login, address) in factory.told[kind].items():
            yield Place(kind.removesuffix("s"), name, login, at(address))
