"""A visit to a page: what is wrong with it, and a picture of it."""

from pathlib import Path

from tests.browser.desk import Desk, Look
from tests.browser.looking import (
    empty_charts,
    settled,
    watched,
    what_axe_finds,
    what_is_wrong_with_words,
    what_overflows,
)
from tests.browser.places import Place


def visit(
    desk: Desk, place: Place, look: Look, *, axe: bool = True, picture: Path | None = None
) -> list[str]:
    """Everything that is wrong with a page, a sentence each."""
    page = desk.visitor(place.login, look)
    with watched(page, place.status) as heard:
        answer = page.goto(place.address(desk.factory), wait_until="load")
        assert answer is not None
        settled(page)
        if picture is not None:
            page.screenshot(path=picture, full_page=True)
        wrong = [] if answer.status == place.status else [f"answered {answer.status}"]
        wrong += what_is_wrong_with_words(page, look.language) + what_overflows(page) + empty_charts(page)
        return wrong + (what_axe_finds(page) if axe else []) + heard
