"""The guides speak the words of the pages, in both languages: a word that leaves the pages has to leave its guide."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.text import capfirst

from takt.conduct.action import ACTIONS
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES
from takt.web.messages import CATALOGUE
from takt.web.pages.names import deed_title, list_title

discover()
GUIDES = Path(__file__).parents[2] / "docs" / "guides"
ROLES = (
    "sales", "finance", "production-planner", "operator", "quality", "logistics", "management", "administration", "customer",
)  # fmt: skip
LANGUAGES = {"en": ".md", "zh-hans": ".zh-CN.md"}
PAGES = [(role, language) for role in (*ROLES, "README") for language in LANGUAGES]
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
CHINESE_LINE = re.compile(r"[\u4e00-\u9fff]")
LEAST_LINES, MOST_LINES = 55, 120
LARGEST_PICTURE_BYTES = 150_000


def text_of(role: str, language: str) -> str:
    """A guide."""
    return (GUIDES / f"{role}{LANGUAGES[language]}").read_text(encoding="utf-8")


def as_on_a_page(word: str) -> str:
    """A word as a heading or button shows it: with a capital letter; a colon after it is not a part of it."""
    return str(capfirst(word.strip().rstrip(":：")))


def words_on_pages(language: str) -> set[str]:
    """What the pages say in a language: the catalogue, the lists' names, the buttons that create something."""
    entries = [e for e in polib.pofile(str(CATALOGUE)) if not e.obsolete]
    said = {e.msgid if language == "en" else e.msgstr for e in entries}
    with translation.override(language):
        said |= {list_title(resource) for resource in RESOURCES.values()}
        for action in ACTIONS.values():
            if action.subject is None and action.creates is not None:
                said |= {f"{deed_title(action.name)} {action.creates._meta.verbose_name}"}
    return {as_on_a_page(word) for word in said if word.strip()}


def unknown_words(text: str, known: set[str]) -> list[str]:
    """The bold words of a guide that stand on no page."""
    return sorted({w for word in BOLD.findall(text) if (w := as_on_a_page(word)) not in known})


@pytest.mark.parametrize(("role", "language"), PAGES)
def test_every_bold_word_of_a_guide_stands_on_a_page(role: str, language: str) -> None:
    assert unknown_words(text_of(role, language), words_on_pages(language)) == []


def test_a_word_that_is_on_no_page_would_be_found() -> None:
    known = words_on_pages("en")
    assert unknown_words("Press **Confirm** or **Frobnicate**.", known) == ["Frobnicate"]


@pytest.mark.parametrize("role", ROLES)
def test_a_guide_names_enough_of_the_pages_in_both_languages(role: str) -> None:
    english, chinese = (set(BOLD.findall(text_of(role, language))) for language in LANGUAGES)
    assert len(english) >= 15
    assert len(chinese) >= 0.7 * len(english)


@pytest.mark.parametrize("role", ROLES)
def test_a_guide_is_short_and_has_the_same_tasks_in_both_languages(role: str) -> None:
    lengths = [len(text_of(role, language).splitlines()) for language in LANGUAGES]
    assert LEAST_LINES <= min(lengths) <= max(lengths) <= MOST_LINES
    english, chinese = (text_of(role, language).count("\n## ") for language in LANGUAGES)
    assert english == chinese


@pytest.mark.parametrize("role", ROLES)
def test_a_chinese_guide_is_chinese(role: str) -> None:
    prose = [line for line in text_of(role, "zh-hans").splitlines() if line and set(line) - set("|- ")]
    assert [line for line in prose if not CHINESE_LINE.search(line)] == []


@pytest.mark.parametrize(("role", "language"), PAGES)
def test_every_link_and_picture_of_a_guide_exists(role: str, language: str) -> None:
    targets = [target for target in LINK.findall(text_of(role, language)) if "://" not in target]
    assert targets
    assert [target for target in targets if not (GUIDES / target).exists()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_leads_to_every_guide(language: str) -> None:
    targets = set(LINK.findall(text_of("README", language)))
    assert {f"{role}{ending}" for role in ROLES for ending in LANGUAGES.values()} - targets == set()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("language", "ending"), [("en", ""), ("zh-hans", "-zh")])
def test_a_guide_shows_its_page_in_its_language(role: str, language: str, ending: str) -> None:
    """`python -m tests.browser.screenshots --guides` makes the pictures."""
    picture = f"../images/guides/{role}{ending}.png"
    assert picture in LINK.findall(text_of(role, language))
    assert 0 < (GUIDES / picture).stat().st_size < LARGEST_PICTURE_BYTES
