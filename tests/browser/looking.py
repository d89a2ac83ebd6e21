"""What is looked at on every page: nothing overflows, no raw key, no other language, no empty chart, nothing inaccessible."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

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
    options = json.dumps({"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    result: dict[str, Any] = page.evaluate(f"() => axe.run(document, {options})")
    return [
        f"{v['id']}: {v['help']} {v['nodes'][0]['target']} {v['nodes'][0]['html'][:120]}"
        for v in result["violations"]
    ]


def watch(page: Page, expected: int = 200) -> list[str]:
    """Whatever the browser complains of from now on: script errors, what the content policy stopped, what is not there."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"script: {error.message[:160]}"))
    page.on(
        "console",
        lambda m: (
            heard.append(f"console: {m.text[:160]}")
            if m.type == "error" and "Failed to load" not in m.text
            else None
        ),
    )
    page.on(
        "response",
        lambda r: heard.append(f"{r.status}: {r.url}") if r.status >= 400 and r.status != expected else None,
    )
    return heard
