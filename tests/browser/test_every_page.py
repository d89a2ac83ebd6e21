"""Every page, wide in Chinese by day and on a phone in English at night: it is whole, in one language, and everybody can use it."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.browser.desk import PHONE, WIDE, Desk, Look
from tests.browser.looking import empty_charts, watch, what_axe_finds, what_is_wrong_with_words, what_overflows
from tests.browser.places import NOT_PAGES, Place, places, told

from takt.conduct.action import ACTIONS
from takt.conduct.actors import INTERNAL
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES
from takt.web.pages.acting.steps import STEPS

discover()
OWN = list(places())
IN_LISTS = {"act", "list", "row"}
"""Pages of which each act and each list has one: `acts()`, `lists()`."""


def url_names() -> set[str]:
    """The name of every address that is not of the API."""

    def inside(resolver: URLResolver) -> list[URLPattern]:
        found: list[URLPattern] = []
        for each in resolver.url_patterns:
            if isinstance(each, URLPattern):
                found.append(each)
            elif each.namespace is None:
                found += inside(each)
        return found

    return {each.name or str(each.pattern) for each in inside(get_resolver("takt.web.urls"))}


def acts() -> list[Place]:
    """Each act that somebody of the company may do."""
    mine = [n for n, a in ACTIONS.items() if set(a.departments) & set(INTERNAL) and not a.within]
    return [Place("act", name, "", told("acts", name)) for name in sorted(mine)]


def lists() -> list[Place]:
    """Each list, and its newest row."""
    return [Place("list", n, "", told("lists", n)) for n in RESOURCES] + [
        Place("row", n, "", told("rows", n)) for n in RESOURCES
    ]


def test_every_page_has_a_place() -> None:
    known = {place.name for place in OWN} | IN_LISTS | set(NOT_PAGES)
    assert sorted(url_names() - known) == [], "pages that nobody looks at: add them to tests/browser/places.py"


def test_every_place_is_a_page() -> None:
    assert sorted(({place.name for place in OWN} | set(NOT_PAGES)) - url_names()) == []


@pytest.mark.parametrize("place", OWN, ids=str)
def test_a_page_is_whole_and_everybody_can_use_it(place: Place, desk: Desk) -> None:
    for look in (WIDE, PHONE):
        assert _wrong(desk, place, place.login, look, axe=True) == [], f"{place} {look}"


@pytest.mark.parametrize("place", acts(), ids=str)
def test_an_act_has_a_page_that_everybody_can_use(place: Place, desk: Desk) -> None:
    who = desk.factory.told["acts"].get(place.of)
    if who is None:  # the demonstration has no row for it now: its page is tried in the client's tests
        return
    for look in (WIDE, PHONE):
        assert _wrong(desk, place, who[0], look, axe=place.of in STEPS and look is WIDE) == [], f"{place} {look}"


@pytest.mark.parametrize("place", lists(), ids=str)
def test_a_list_and_its_row_are_whole(place: Place, desk: Desk) -> None:
    who = desk.factory.told[f"{place.name}s"].get(place.of)
    if who is None:
        return
    for look in (WIDE, PHONE):
        assert _wrong(desk, place, who[0], look, axe=False) == [], f"{place} {look}"


def _wrong(desk: Desk, place: Place, login: str, look: Look, *, axe: bool) -> list[str]:
    """Everything that is wrong with a page, in sentences."""
    page = desk.page(login, look)
    heard = watch(page, place.status)
    try:
        answer = page.goto(place.address(desk.factory), wait_until="load")
        assert answer is not None
        wrong = [] if answer.status == place.status else [f"answered {answer.status}"]
        wrong += what_is_wrong_with_words(page, look.language) + what_overflows(page)
        wrong += empty_charts(page) + (what_axe_finds(page) if axe else [])
        return wrong + heard
    finally:
        page.close()
