"""A browser for each person and language, signed in once."""

from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from tests.browser.factory import Factory

Language = Literal["zh-hans", "en"]
WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


class Desk:
    """Gives pages in which somebody is signed in."""

    def __init__(self, factory: Factory, browser: Browser) -> None:
        self.factory = factory
        self._browser = browser
        self._contexts: dict[tuple[str, str], BrowserContext] = {}

    def page(self, login: str, language: Language = "zh-hans", size: ViewportSize = WIDE) -> Page:
        """A new tab of somebody's browser. "" is somebody who is not signed in."""
        context = self._contexts.get((login, language))
        if context is None:
            context = self._contexts[login, language] = self._sit_down(login, language)
        page = context.new_page()
        page.set_viewport_size(size)
        return page

    def _sit_down(self, login: str, language: Language) -> BrowserContext:
        context = self._browser.new_context(
            base_url=self.factory.address,
            locale="zh-CN" if language == "zh-hans" else "en-GB",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.factory.address}])
        if login:
            page = context.new_page()
            page.goto("/sign-in")
            page.fill("[name=username]", login)
            page.fill("[name=password]", self.factory.people[login].password)
            page.press("[name=password]", "Enter")
            page.wait_for_url(lambda url: "/sign-in" not in url)
            page.close()
        return context

    def close(self) -> None:
        """Everybody goes home."""
        for context in self._contexts.values():
            context.close()
