"""Every page, wide in Chinese by day and on a phone in English at night: it is whole, in one language, and everybody can use it."""

from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.browser.desk import PHONE, WIDE, Desk
from tests.browser.every import every_place
from tests.browser.places import NOT_PAGES, Place, places
from tests.browser.visiting import visit

from takt.conduct.action import ACTIONS
from takt.conduct.actors import INTERNAL
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES

discover()
OWN = list(places())
IN_LISTS = {"act", "list", "row"}
"""Pages of which each act, each list and each row has one."""
KINDS = ["list-", "row-", *sorted({f"act-{name.partition('.')[0]}." for name in ACTIONS})]
"""How they are shared out among processes: the acts by their folder. The longest come first, so that none ends last alone."""


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


def test_every_page_has_a_place() -> None:
    known = {place.name for place in OWN} | IN_LISTS | set(NOT_PAGES)
    assert sorted(url_names() - known) == [], (
        "pages that nobody looks at: add them to tests/browser/places.py"
    )


def test_every_place_is_a_page() -> None:
    assert sorted(({place.name for place in OWN} | set(NOT_PAGES)) - url_names()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_act_list_and_row_has_a_page(kind: str, desk: Desk) -> None:
    """One visit each, wide and on the phone by turns: they share their templates."""
    wrong = []
    for number, place in enumerate(p for p in every_place(desk.factory) if str(p).startswith(f"{kind}")):
        look = (WIDE, PHONE)[number % 2]
        wrong += [f"{place} {look}: {each}" for each in visit(desk, place, look)]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("place", OWN, ids=str)
def test_a_page_is_whole_and_everybody_can_use_it(place: Place, desk: Desk) -> None:
    for look in (WIDE, PHONE):
        if wrong := visit(desk, place, look):
            pytest.fail(f"{place} {look}:\n  " + "\n  ".join(wrong), pytrace=False)


def test_no_style_asks_how_the_screen_is_turned() -> None:
    """WCAG 1.3.4, which axe is not asked for: to find it, it would load every style once more on every page."""
    own = Path(__file__).parents[2] / "src" / "takt" / "web" / "static" / "takt"
    styles = {file.name: file.read_text(encoding="utf-8") for file in own.glob("*.css")}
    assert styles
    assert [name for name, text in styles.items() if "orientation" in text] == []


def test_every_act_that_the_demonstration_has_a_row_for_is_told(desk: Desk) -> None:
    mine = {n for n, a in ACTIONS.items() if set(a.departments) & set(INTERNAL) and not a.within}
    assert len(desk.factory.told["acts"]) > 0.8 * len(mine), sorted(mine - set(desk.factory.told["acts"]))
    assert set(desk.factory.told["lists"]) == set(RESOURCES)
