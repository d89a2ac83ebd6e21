"""The pictures of the guides: one a role and language, made by a command, so that they show Takt as it is."""

from collections.abc import Callable

from tests.browser import places
from tests.browser.desk import Look
from tests.browser.factory import Factory

Picture = tuple[str, Callable[[Factory], str], Look]
_REVIEWED = places.order("confirmed", "/do/approval.budget/{}")
_PACKED = places.found(
    "/do/delivery.pack/{}",
    "select number from orders_order o where state = 'produced' and not exists"
    " (select 1 from delivery_shipment s where s.order_id = o.id) order by number",
)
_AT_WORK = places.found(
    "/station?operation={}", "select number from planning_operation where state = 'running' order by number"
)
_SHOWN: dict[str, tuple[str, Callable[[Factory], str], tuple[int, int]]] = {
    "sales": (places.SALES, places.at("/do/orders.enter"), (1200, 750)),
    "finance": (places.FINANCE, _REVIEWED, (1200, 750)),
    "production-planner": (places.PLANNER, places.at("/dispatch"), (1200, 750)),
    "operator": (places.OPERATOR, _AT_WORK, (390, 844)),
    "quality": (places.QUALITY, places.at("/inbox"), (1200, 640)),
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
