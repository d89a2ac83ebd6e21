"""A browser for each person, language and size; everybody signs in once."""

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize
from tests.browser.factory import Factory

Language = Literal["zh-hans", "en"]
Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    language: Language
    theme: Theme
    width: int
    height: int

    @property
    def is_phone(self) -> bool:
        """It is held in a hand."""
        return self.width < 600

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{'phone' if self.is_phone else 'wide'}"

    @property
    def size(self) -> ViewportSize:
        """For the browser."""
        return {"width": self.width, "height": self.height}


WIDE = Look("zh-hans", "light", 1440, 900)
PHONE = Look("en", "dark", 390, 844)
ALL_LOOKS = [
    Look(language, theme, width, height)
    for width, height in ((1440, 900), (390, 844))
    for language in ("zh-hans", "en")
    for theme in ("light", "dark")
]


class Desk:
    """Gives pages in which somebody is signed in."""

    def __init__(self, factory: Factory, browser: Browser) -> None:
        self.factory = factory
        self._browser = browser
        self._signed_in: dict[str, StorageState] = {}
        self._contexts: dict[tuple[str, Look], BrowserContext] = {}

    def page(self, login: str, look: Look = WIDE) -> Page:
        """A new tab of somebody's browser. "" is somebody who is not signed in."""
        context = self._contexts.get((login, look))
        if context is None:
            context = self._contexts[login, look] = self._sit_down(login, look)
        return context.new_page()

    def stranger(self, look: Look = WIDE) -> BrowserContext:
        """A browser in which nobody is signed in; whoever asks closes it."""
        return self._sit_down("", look)

    def _sit_down(self, login: str, look: Look) -> BrowserContext:
        if login and login not in self._signed_in:
            self._signed_in[login] = self._sign_in(login)
        context = self._browser.new_context(
            base_url=self.factory.address,
            locale="zh-CN" if look.language == "zh-hans" else "en-GB",
            timezone_id="Asia/Shanghai",
            color_scheme=look.theme,
            reduced_motion="reduce",
            viewport=look.size,
            has_touch=look.is_phone,
            storage_state=self._signed_in.get(login),
        )
        context.set_default_timeout(15_000)
        context.add_cookies(
            [{"name": "django_language", "value": look.language, "url": self.factory.address}]
        )
        return context

    def _sign_in(self, login: str) -> StorageState:
        """By the demonstration's own buttons: no password to check, which is slow on purpose."""
        context = self._browser.new_context(base_url=self.factory.address, locale="zh-CN")
        page = context.new_page()
        page.goto("/sign-in")
        page.click(f"button[name=login][value='{login}']")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        state = context.storage_state()
        context.close()
        return state

    def close(self) -> None:
        """Everybody goes home."""
        for context in self._contexts.values():
            context.close()
