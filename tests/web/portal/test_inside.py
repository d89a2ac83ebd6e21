"""No page of the company opens for a customer's contact: they are led to the portal, or refused."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.orders.shop import Shop, confirmed
from tests.people import People
from tests.web.orders.conftest import Desk

FOR_CONTACTS_TOO = (
    "portal",
    "security",
    "passkey",
    "app-",
    "second-factor",
    "session",
    "token-",
    "recovery-codes",
    "confirm-options",
)
FOR_EVERYBODY = frozenset({
    "home", "sign-in", "sign-out", "set-language", "set-look", "check", "check-any", "feedback", "alive", "ready", "api-page", "openapi",
    "demonstration-sign-in", "guide-begin", "guide-end", "order-file", "letter-document",
    "openid_connect_login", "openid_connect_callback",
})  # fmt: skip
"""Open before anybody signs in, or with the rights of whose file it is."""


def inside(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    """An address of each page that is the company's own."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace is None:  # REST asks for its own rights: tests/house/test_endpoints
                yield from inside(pattern.url_patterns)
        elif (
            pattern.name
            and pattern.name not in FOR_EVERYBODY
            and not pattern.name.startswith(FOR_CONTACTS_TOO)
        ):
            yield reverse(pattern.name, kwargs=dict.fromkeys(pattern.pattern.converters, "1"))


def test_every_page_of_the_company_leads_contacts_to_the_portal_or_refuses_them(
    shop: Shop, desk: Desk
) -> None:
    client, addresses = desk(shop.buyer), list(inside())
    assert len(addresses) > 40
    wrong = []
    for address in addresses:
        answer = client.get(address, follow=True)
        led = bool(answer.redirect_chain) and answer.request["PATH_INFO"].startswith("/portal")
        if not led and answer.status_code not in (403, 404, 405):
            wrong.append((address, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    ("page", "portal"), [("/orders", "/portal/orders"), ("/system/letters", "/portal/letters"), ("/inbox", "/portal"), ("/search?q=a", "/portal")]
)  # fmt: skip
def test_a_page_leads_to_what_the_portal_has_for_it(page: str, portal: str, shop: Shop, desk: Desk) -> None:
    assert desk(shop.buyer).get(page)["Location"] == portal


def test_the_order_page_leads_to_the_same_order_in_the_portal_where_others_find_nothing(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = confirmed(shop, people)
    led = desk(shop.buyer).get(f"/orders/{order.number}", follow=True)
    assert led.redirect_chain == [(f"/portal/orders/{order.number}", 302)]
    assert led.status_code == 200
    others = desk(shop.other_buyer).get(f"/orders/{order.number}", follow=True)
    assert others.status_code in (403, 404)
    assert shop.farwin.name not in others.content.decode()


def test_what_a_contact_sends_to_a_page_of_the_company_is_refused(shop: Shop, desk: Desk) -> None:
    answer = desk(shop.buyer).post("/do/orders.place", {"key": "k1"})
    assert answer.status_code == 403
    assert "Yours is the portal." in answer.content.decode()
