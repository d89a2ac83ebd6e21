"""A browser for each person, language and size; everybody signs in once."""

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Cookie, Page, ViewportSize
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
        self._signed_in: dict[str, list[Cookie]] = {}
        self._tabs: dict[tuple[str, Look], Page] = {}

    def page(self, login: str, look: Look = WIDE) -> Page:
        """The one tab of somebody's own browser."""
        if (login, look) not in self._tabs:
            context = self.stranger(look)
            self._let_in(context, login)
            self._tabs[login, look] = context.new_page()
        return self._tabs[login, look]

    def visitor(self, login: str, look: Look = WIDE) -> Page:
        """A tab that people take in turn, one at a time: what it has loaded once it need not load again.

        "" is somebody who is not signed in.
        """
        page = self.page("", look)
        page.context.clear_cookies()
        self._choose(page.context, look)
        self._let_in(page.context, login)
        return page

    def stranger(self, look: Look = WIDE) -> BrowserContext:
        """A browser in which nobody is signed in; whoever asks closes it."""
        context = self._browser.new_context(
            base_url=self.factory.address,
            locale="zh-CN" if look.language == "zh-hans" else "en-GB",
            timezone_id="Asia/Shanghai",
            color_scheme=look.theme,
            reduced_motion="reduce",
            viewport=look.size,
            has_touch=look.is_phone,
        )
        context.set_default_timeout(15_000)
        self._choose(context, look)
        return context

    def _choose(self, context: BrowserContext, look: Look) -> None:
        context.add_cookies(
            [{"name": "django_language", "value": look.language, "url": self.factory.address}]
        )

    def _let_in(self, context: BrowserContext, login: str) -> None:
        if login and login not in self._signed_in:
            self._signed_in[login] = self._sign_in(login)
        kept = self._signed_in.get(login, [])
        context.add_cookies(
            [{"name": c["name"], "value": c["value"], "url": self.factory.address} for c in kept]
        )

    def _sign_in(self, login: str) -> list[Cookie]:
        """By the demonstration's own buttons: no password to check, which is slow on purpose."""
        context = self._browser.new_context(base_url=self.factory.address, locale="zh-CN")
        context.request.get("/sign-in")
        token = next(c["value"] for c in context.cookies() if c["name"] == "csrftoken")
        pressed: dict[str, str | float | bool] = {"login": login, "csrfmiddlewaretoken": token}
        answer = context.request.post("/sign-in/try", form=pressed, max_redirects=0)
        assert answer.status == 302, f"{login} cannot sign in: {answer.status}"
        cookies = [c for c in context.cookies() if c["name"] != "django_language"]
        context.close()
        return cookies

    def close(self) -> None:
        """Everybody goes home."""
        for page in self._tabs.values():
            page.context.close()
