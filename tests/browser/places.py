"""Every page of Takt: by the name of its address, who looks at it, and where in the demonstration."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.browser.factory import Factory

SALES, FINANCE, PLANNER, OPERATOR = "chen.zhiyuan", "zhao.lihua", "zhou.jianguo", "he.jun"
QUALITY, LOGISTICS, MANAGEMENT, ADMINISTRATION = "xu.jing", "qin.feng", "lin.hai", "tang.wen"
CUSTOMER, NORWEGIAN, NOBODY = "liu.yan", "ingrid.solheim", ""
STATES = (
    "placed", "entered", "confirmed", "approved", "planned", "released", "in_production", "produced", "partly_shipped",
    "shipped", "received", "answered", "closed", "refused", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A page: the name of its address, which one of these (`of`), who looks, and where. `status` is what it answers."""

    name: str
    of: str
    login: str
    address: Callable[[Factory], str]
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name}-{self.of}" if self.of else self.name


def at(address: str) -> Callable[[Factory], str]:
    """The same address in every factory."""
    return lambda factory: address


def told(kind: str, name: str) -> Callable[[Factory], str]:
    """The address that the demonstration tells for an act or a list."""
    return lambda factory: factory.told[kind][name][1]


def order(state: str, address: str = "/orders/{}") -> Callable[[Factory], str]:
    """Something about the newest order in a state."""
    return lambda f: address.format(
        f.first("select number from orders_order where state = %s order by number desc", state)
    )


def found(address: str, sql: str) -> Callable[[Factory], str]:
    """An address with what a query finds."""
    return lambda factory: address.format(factory.first(sql))


def of_customer(address: str, *states: str, customer: str = "C-1001") -> Callable[[Factory], str]:
    """Something about an order of a customer whose contact signs in."""
    sql = (
        "select o.number from orders_order o join orders_customer c on c.id = o.customer_id"
        " where c.number = %s and o.state = any(%s) order by o.number desc"
    )
    return lambda factory: address.format(factory.first(sql, customer, list(states)))


def places() -> Iterator[Place]:
    """All of them."""
    yield Place("sign-in", "", NOBODY, at("/sign-in"))
    yield from _of_the_office()
    yield from _of_orders()
    yield from _of_the_system()
    yield from _of_the_portal()
    yield from _without_signing_in()


def _of_the_office() -> Iterator[Place]:
    for login in (SALES, FINANCE, MANAGEMENT):
        yield Place("inbox", login, login, at("/inbox"))
    yield Place("inbox", "done", SALES, at("/inbox?tab=done"))
    yield Place("inbox", "empty", ADMINISTRATION, at("/inbox?tab=copied"))
    yield Place("dashboard", "", MANAGEMENT, at("/dashboard"))
    yield Place("dashboard-figure", "", MANAGEMENT, at("/dashboard/figures/lead-time"))
    yield Place("dashboard-rows", "", MANAGEMENT, at("/dashboard/rows/lead-time"))
    yield Place("search", "found", SALES, at("/search?q=RV-110"))
    yield Place("search", "nothing", SALES, at("/search?q=zzzzzz"))
    yield Place("dispatch", "floor", PLANNER, at("/dispatch"))
    yield Place("dispatch", "mine", OPERATOR, at("/dispatch"))
    yield Place("station", "", OPERATOR, at("/station"))
    yield Place("stock-of-items", "", PLANNER, at("/stock"))
    yield Place("waiting-inspections", "", QUALITY, at("/inspections"))
    yield Place("open-exceptions", "", PLANNER, at("/exceptions"))
    yield Place("board", "", PLANNER, at("/board"))
    yield Place("load", "", PLANNER, at("/load"))
    yield Place("shortages", "", PLANNER, at("/shortages"))
    yield Place("segregation", "", ADMINISTRATION, at("/segregation"))


def _of_orders() -> Iterator[Place]:
    yield Place("order-list", "", SALES, at("/orders"))
    yield Place("order-list", "floor", OPERATOR, at("/orders"))
    for state in STATES:
        yield Place("order", state, SALES, order(state))
    yield Place("order", "money-hidden", OPERATOR, order("in_production"))
    yield Place("order-import", "", SALES, at("/orders-import"))
    yield Place("imports", "", PLANNER, at("/imports"))
    yield Place("import", "", PLANNER, at("/imports/items"))


def _of_the_system() -> Iterator[Place]:
    for name in ("letters", "jobs", "refused-attempts", "verify", "health"):
        url_name = "system-attempts" if name == "refused-attempts" else f"system-{name}"
        yield Place(url_name, "", ADMINISTRATION, at(f"/system/{name}"))
    letter = "select id from conduct_letter order by id desc"
    yield Place("system-letter", "", ADMINISTRATION, found("/system/letters/{}", letter))
    yield Place("security", "", FINANCE, at("/security"))
    yield Place("second-factor-set-up", "", FINANCE, at("/security/set-up"))
    yield Place("app-set-up", "", FINANCE, at("/security/app"))
    yield Place("passkey-add", "", FINANCE, at("/security/passkeys/add"))
    yield Place("api-page", "", ADMINISTRATION, at("/api/"))


def _of_the_portal() -> Iterator[Place]:
    for name in ("portal", "portal-orders", "portal-catalogue", "portal-basket", "portal-letters"):
        yield Place(name, "", CUSTOMER, at("/" + name.replace("-", "/")))
    yield Place("portal", "norwegian", NORWEGIAN, at("/portal"))
    for state in ("placed", "in_production", "answered"):
        yield Place("portal-order", state, CUSTOMER, of_customer("/portal/orders/{}", state))
    for deed in ("withdraw", "attach"):
        yield Place("portal-deed", deed, CUSTOMER, of_customer(f"/portal/orders/{{}}/{deed}", "placed"))
    feedback = of_customer("/portal/orders/{}/feedback", "received", "answered", "closed")
    yield Place("portal-deed", "feedback", CUSTOMER, feedback)
    receive = of_customer("/portal/orders/{}/receive", "shipped", customer="C-1006")
    yield Place("portal-deed", "receive", NORWEGIAN, receive)


def _without_signing_in() -> Iterator[Place]:
    version = "select hash from orders_orderversion order by id desc"
    yield Place("check", "", NOBODY, found("/check/{}", version))
    yield Place("check-any", "", NOBODY, at("/check"))
    yield Place("check", "unknown", NOBODY, at(f"/check/{'0' * 64}"), 404)
    yield Place("feedback", "", NOBODY, told("links", "feedback"))
    yield Place("feedback", "no-more", NOBODY, at("/feedback/nothing"), 404)


NOT_PAGES = {
    "home": "leads on to the inbox or the portal",
    "inbox-count": "answers the menu's script",
    "line-schedule": "a file",
    "packing-slip": "a file",
    "shipment": "leads on to the shipment, or a contact to the order",
    "order-entry": "leads on to the act",
    "dashboard-rows-file": "a file",
    "guide-begin": "only posted to",
    "guide-end": "only posted to",
    "view-save": "only posted to",
    "view-remove": "only posted to",
    "order-part": "a part of the order page",
    "order-file": "a file",
    "letter-document": "a file",
    "entry-look": "a part of the entry",
    "entry-items": "answers the entry's script",
    "entry-draft": "answers the entry's script",
    "confirmation-preview": "a file",
    "import-template": "a file",
    "import-export": "a file",
    "passkey-sign-in": "only posted to",
    "passkey-sign-in-options": "answers a script",
    "demonstration-sign-in": "only posted to",
    "openid_connect_login": "leads on to the company's provider",
    "openid_connect_callback": "where the company's provider leads back to",
    "security-password": "only posted to",
    "confirm-options": "answers a script",
    "app-remove": "only posted to",
    "recovery-codes": "only posted to",
    "passkey-options": "answers a script",
    "passkey-name": "only posted to",
    "passkey-remove": "only posted to",
    "session-end": "only posted to",
    "sessions-end-others": "only posted to",
    "token-issue": "only posted to",
    "token-revoke": "only posted to",
    "system-verify-progress": "a part of the page of verifications",
    "system-journal": "a file",
    "portal-again": "only posted to",
    "portal-add": "only posted to",
    "second-factor": "stands between the password and the first page: tests/web/security try it",
    "sign-out": "only posted to",
    "set-language": "only posted to",
    "set-look": "only posted to",
    "pick": "answers a script",
    "list-file": "a file",
    "list-count": "a part of a list",
    "alive": "for the supervisor",
    "ready": "for the supervisor",
    "openapi": "a file",
}
"""Addresses that are no pages, and why. `act`, `list` and `row` stand in test_every_page: each act, each list."""
