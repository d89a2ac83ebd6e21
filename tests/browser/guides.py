"""The pictures of the guides: one a role and language, made by a command, so that they show Takt as it is."""

from collections.abc import Callable

from tests.browser import places
from tests.browser.desk import Look
from tests.browser.factory import Factory

Picture = tuple[str, Callable[[Factory], str], Look]
_REVIEWED = places.order("confirmed", "/do/approval.budget/{}")
_PACKED = places.order("produced", "/do/delivery.pack/{}")
_SHOWN: dict[str, tuple[str, Callable[[Factory], str], tuple[int, int]]] = {
    "sales": (places.SALES, places.at("/do/orders.enter"), (1200, 750)),
    "finance": (places.FINANCE, _REVIEWED, (1200, 750)),
    "production-planner": (places.PLANNER, places.at("/dispatch"), (1200, 750)),
    "operator": (places.OPERATOR, places.at("/station"), (390, 844)),
    "quality": (places.QUALITY, places.at("/inbox"), (1200, 750)),
    "logistics": (places.LOGISTICS, _PACKED, (1200, 750)),
    "management": (places.MANAGEMENT, places.at("/dashboard"), (1200, 750)),
    "administration": (places.ADMINISTRATION, places.at("/system/health"), (1200, 750)),
    "customer": (places.CUSTOMER, places.at("/portal"), (390, 844)),
}
PICTURES: dict[str, Picture] = {
    f"{role}{'-zh' if language == 'zh-hans' else ''}.png": (login, address, Look(language, "light", *size))
    for role, (login, address, size) in _SHOWN.items()
    for language in ("zh-hans", "en")
}
