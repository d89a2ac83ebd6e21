"""What is looked at on every page: nothing overflows, no raw key, no other language, no empty chart, nothing inaccessible."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Error, Page, Response

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RAW_KEY = re.compile(
    r"\b(?:conduct|departments|factory|stock|orders|planning|approval|quality|production|delivery|records)\.[a-z_]{3,}\b"
)
ENGLISH = re.compile(r"(?:\b[A-Za-z][a-z]+\b[ ,]+){3,}[a-z]+")
_WORDS = """() => {
  const skip = new Set(["SCRIPT", "STYLE", "TEMPLATE", "CODE", "PRE"]);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!holder || skip.has(holder.tagName) || holder.closest("body [lang], [data-verbatim], code, pre")) continue;
    if (node.textContent.trim()) found.push(node.textContent.trim());
  }
  return found;
}"""
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width + 1) return [];
  return [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > width + 1
    && !e.closest(".table-responsive, [data-scrolls]")).slice(0, 5)
    .map((e) => e.outerHTML.slice(0, 120));
}"""
_SETTLED = """() => !document.querySelector("[aria-busy=true]")
  && document.getAnimations().every((a) => a.playState !== "running" || a.effect.getTiming().iterations === Infinity)"""
_EMPTY_CHARTS = """() => [...document.querySelectorAll("[data-chart]")].filter((e) => e.checkVisibility() && !e.querySelector("canvas, svg")).map((e) => e.outerHTML.slice(0, 120))"""

_VIOLATIONS = "async (options) => (await axe.run(document, options)).violations"


def settled(page: Page) -> None:
    """Wait until what the page loads after itself is there, charts that come into sight are drawn, and nothing moves any more."""
    page.wait_for_function(_SETTLED)
    for chart in page.locator("[data-chart]:visible").all():
        chart.scroll_into_view_if_needed()
        page.wait_for_function("(e) => e.querySelector('canvas, svg')", arg=chart.element_handle())
    page.evaluate("window.scrollTo(0, 0)")


def what_is_wrong_with_words(page: Page, language: str) -> list[str]:
    """Raw keys, and sentences of the other language."""
    words: list[str] = page.evaluate(_WORDS)
    found = [f"raw key: {w[:100]}" for w in words if RAW_KEY.search(w)]
    if language == "zh-hans":
        found += [f"English: {w[:100]}" for w in words if ENGLISH.search(w)]
    elif "/api/" not in page.url:  # which shows the sentences of refusals as programs get them
        found += [f"untranslated: {w[:60]}" for w in words if w.startswith(("%(", "{{"))]
    return found


def what_overflows(page: Page) -> list[str]:
    """What sticks out of the page to the right."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    return [f"too wide: {each}" for each in found]


def empty_charts(page: Page) -> list[str]:
    """Charts in which nothing is drawn."""
    found: list[str] = page.evaluate(_EMPTY_CHARTS)
    return [f"empty chart: {each}" for each in found]


def what_axe_finds(page: Page) -> list[str]:
    """Violations of WCAG 2.2 AA, each with the first element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], "preload": False}
    found: list[dict[str, Any]] = page.evaluate(_VIOLATIONS, options)
    return [f"{v['id']}: {v['help']} {v['nodes'][0]['target']} {v['nodes'][0]['html'][:120]}" for v in found]


@contextmanager
def watched(page: Page, expected: int = 200) -> Iterator[list[str]]:
    """Whatever the browser complains of meanwhile: script errors, what the content policy stopped, what is not there."""
    heard: list[str] = []

    def fails(error: Error) -> None:
        heard.append(f"script: {error.message[:160]}")

    def says(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load" not in message.text:
            heard.append(f"console: {message.text[:160]}")

    def answers(answer: Response) -> None:
        if answer.status >= 400 and answer.status != expected:
            heard.append(f"{answer.status}: {answer.url}")

    page.on("pageerror", fails)
    page.on("console", says)
    page.on("response", answers)
    try:
        yield heard
    finally:
        page.remove_listener("pageerror", fails)
        page.remove_listener("console", says)
        page.remove_listener("response", answers)
