"""The pictures of the guides: few, and made by a command, so that they show Takt as it is."""

from collections.abc import Callable

from tests.browser import places
from tests.browser.desk import Look
from tests.browser.factory import Factory

CHINESE = Look("zh-hans", "light", 1280, 800)
ENGLISH = Look("en", "light", 1280, 800)
Picture = tuple[str, Callable[[Factory], str], Look]

PICTURES: dict[str, Picture] = {
    "inbox-zh.png": (places.FINANCE, places.at("/inbox"), CHINESE),
    "inbox.png": (places.FINANCE, places.at("/inbox"), ENGLISH),
    "entry-zh.png": (places.SALES, places.at("/do/orders.enter"), CHINESE),
    "entry.png": (places.SALES, places.at("/do/orders.enter"), ENGLISH),
    "dispatch-zh.png": (places.PLANNER, places.at("/dispatch"), CHINESE),
    "dispatch.png": (places.PLANNER, places.at("/dispatch"), ENGLISH),
}
