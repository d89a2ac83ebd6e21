"""How somebody works in the pages: opens a row, presses the act, fills in what is asked, sends it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

Given = str | bool | list[str]
SAID = ".callout, .field-error, .toast, [role=alert]"
AFTER = "form[data-act] .act-buttons .btn-primary, form[data-act] .card-footer .btn-primary"


def open_order(page: Page, number: str) -> None:
    """By the search that stands on every page of the office."""
    page.goto(f"/orders/{number}")


def press_act(page: Page, name: str) -> None:
    """Press the link to an act on the page that is open; behind "More" when it is not the next step."""
    link = page.locator(f"a[href*='/do/{name}']").first
    if not link.count():
        pytest.fail(f"{page.url} offers no {name}; it says: {_said(page)}", pytrace=False)
    if not link.is_visible():
        page.locator("details:not([open])", has=page.locator(f"a[href*='/do/{name}']")).first.locator(
            "summary"
        ).first.click()
    link.click()
    page.wait_for_url(f"**/do/{name}**")


def fill_in(page: Page, given: dict[str, Given]) -> None:
    """Fill in fields by their names."""
    for name, value in given.items():
        _fill_in(page, page.locator(f"form[data-act] [name='{name}']"), value)


def _fill_in(page: Page, field: Locator, value: Given) -> None:
    kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
    if isinstance(value, list):
        for one in value:
            field.locator(f"xpath=self::*[@value='{one}']").check(force=True)
    elif isinstance(value, bool):
        field.first.set_checked(value, force=True)
    elif kind == "radio":
        field.locator(f"xpath=self::*[@value='{value}']").check(force=True)
    elif kind == "select":
        field.first.select_option(value)
    else:
        field.first.fill(value)


def send(page: Page) -> None:
    """Press the one primary button. A refusal fails with its sentences."""
    with sending(page):
        page.locator(AFTER).first.click()


@contextmanager
def sending(page: Page) -> Iterator[None]:
    """The block sends the form that is open. A refusal fails with its sentences."""
    with page.expect_response(lambda r: r.request.method == "POST" and "/do/" in r.url) as answer:
        yield
    if answer.value.status >= 400:
        page.locator(SAID).first.wait_for(state="attached")
        pytest.fail(f"{page.url} refused ({answer.value.status}): {_said(page)}", pytrace=False)
    page.wait_for_load_state("load")


def does(page: Page, name: str, **given: Given) -> None:
    """The act that the open page offers: pressed, filled in, sent. `lines__0__item` stands for lines.0.item."""
    press_act(page, name)
    fill_in(page, {key.replace("__", "."): value for key, value in given.items()})
    send(page)


def all_of(page: Page, name: str) -> list[str]:
    """The values of every box to tick."""
    found: list[str] = page.locator(f"form[data-act] [name='{name}']").evaluate_all(
        "all => all.map(e => e.value)"
    )
    return found


def _said(page: Page) -> str:
    words: Iterable[Any] = page.locator(SAID).all_inner_texts()
    return " / ".join(" ".join(str(each).split()) for each in words)[:600]
