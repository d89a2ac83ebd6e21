"""R12: Takt speaks Chinese completely: nothing that people read in Chinese holds an English word.

That every sentence is translated and keeps its placeholders stands in tests/web/test_catalogue.py; here is what
the translations and the rendered words themselves hold.
"""

import dataclasses
import re
from collections.abc import Iterator

import polib
import pytest
from django.utils import translation
from pydantic import ValidationError

from takt.conduct.action import ACTIONS
from takt.conduct.actors import Department
from takt.conduct.clauses import CLAUSES
from takt.conduct.discover import discover
from takt.conduct.letters import LETTERS
from takt.conduct.refusals import REFUSALS
from takt.conduct.requests import expectation
from takt.conduct.resources import RESOURCES
from takt.conduct.wording import kind_title, step_title
from takt.web.catalogue import compile_catalogues
from takt.web.command_line import parser
from takt.web.messages import CATALOGUE
from takt.web.rest.describing import first_sentence

discover()
OWN = [a for a in ACTIONS.values() if a.run.__module__.startswith("takt.")]
WRONG: tuple[object, ...] = (
    None, "", "x", "x\ny", "\x00", "\ud800", "x" * 5000, "9" * 5000, "1e999", "25:00", "2026-13-01", "2026-11-30T08:00:00",
    -1, 1.5, 10**30, float("nan"), True, b"\xff", [], ["x"], [{}], [{"x": 1}], [None], {}, {"x": 1},
)  # fmt: skip
NAMING_VALUES = {
    "enum",
    "literal_error",
    "string_pattern_mismatch",
}  # they show what to type, letter by letter
FACT = "〇"
ENDS = re.compile(r"[。？：]$")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”）][,;:?!(]|[,;:?!)][\u4e00-\u9fff“（]|[\u4e00-\u9fff]\.(?![\w])")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
NAME_IN_CODE = re.compile(r"--\w+|\.\w+|\w+(?:[._/=+:-]+\w+)+/?|\w*\d\w*|docs/|[A-Z]+_[A-Z_]+")
WORD = re.compile(r"[A-Za-z]{2,}")
# What Chinese staff write in Latin letters too: formats, standards, names of headers and of commands.
LATIN = frozenset(
    (
        "PDF", "Excel", "CSV", "API", "ISO", "UUID", "JSON", "IANA", "ASCII", "CSRF", "ETag", "Cookie", "Authorization",
        "Bearer", "gzip", "Takt", "takt", "actions", "true", "false", "csrftoken", "CNY", "CN", "Ctrl", "Enter", "Delete",
        "WorkSchedule", "JobList", "OperationsSchedule", "Alt", "Shift", "Home", "Escape", "Esc",
    )
)  # fmt: skip
SENTENCES = [(e.msgid, e.msgstr or e.msgstr_plural.get(0, "")) for e in polib.pofile(str(CATALOGUE))]


def english_words(text: str) -> set[str]:
    """Words in Latin letters that are neither a fact nor the name of a format, header, command or list."""
    plain = NAME_IN_CODE.sub(" ", PLACEHOLDER.sub(" ", text))
    return set(WORD.findall(plain)) - LATIN - set(RESOURCES)


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """The reader reads Chinese."""
    compile_catalogues()
    with translation.override("zh-hans"):
        yield


def test_no_english_word_is_left_in_a_chinese_sentence() -> None:
    assert {chinese: found for __, chinese in SENTENCES if (found := english_words(chinese))} == {}


def test_a_left_english_word_would_be_found() -> None:
    assert english_words("订单 order 已确认，见 orders.confirm（PDF）：%(reason)s") == {"order"}


def test_a_sentence_with_english_words_becomes_chinese() -> None:
    assert [e for e, chinese in SENTENCES if english_words(e) and not CHINESE.search(chinese)] == []


def test_chinese_sentences_have_chinese_punctuation() -> None:
    assert {
        chinese for __, chinese in SENTENCES if HALF_WIDTH.search(PLACEHOLDER.sub("〇", chinese))
    } == set()


def test_a_whole_sentence_is_one_in_both_languages_and_a_fragment_too() -> None:
    ends = {".": "。", "?": "？", ":": "："}
    wrong = {
        e: chinese
        for e, chinese in SENTENCES
        if ends.get(e.strip()[-1], "") != "".join(ENDS.findall(chinese.strip()))
    }
    assert wrong == {}


@pytest.mark.parametrize("code", sorted(c for c, k in REFUSALS.items() if k.__module__.startswith("takt.")))
def test_every_refusal_speaks_chinese(code: str) -> None:
    kind = REFUSALS[code]
    facts = {field.name: FACT for field in dataclasses.fields(kind)}
    for sentence in (kind.sentence, kind.expects):
        assert english_words(str(sentence) % facts) == set()
    assert CHINESE.search(str(kind.sentence)) or PLACEHOLDER.fullmatch(str(kind.sentence))


def test_every_kind_of_row_and_every_choice_is_chinese() -> None:
    acted_on = {a.subject or a.creates for a in OWN} | {m for a in OWN for m in a.references.values()}
    kinds = {m for m in acted_on if m} | {r.model for r in RESOURCES.values()}
    kinds = {m for m in kinds if m.__module__.startswith("takt.")}
    words = {kind_title(m._meta.label_lower) for m in kinds}
    words |= {str(label) for m in kinds for f in m._meta.concrete_fields for __, label in f.flatchoices}
    assert {w for w in words if not _is_chinese(w)} == {"English"}  # a language is called by its own name


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: repr(wrong)[:20])
def test_whatever_is_given_wrongly_is_answered_in_chinese(wrong: object) -> None:
    told = set()
    for action in OWN:
        for name in action.arguments.model_fields:
            try:
                action.arguments.model_validate({name: wrong})
            except ValidationError as error:
                told |= {expectation(e) for e in error.errors() if e["type"] not in NAMING_VALUES}
    assert {t for t in told if not _is_chinese(t)} == set()


def test_the_command_lines_own_words_are_chinese() -> None:
    told = parser().format_help()
    assert "用法" in told
    assert not {"usage", "options", "help", "exit"} & set(re.findall(r"(?<!-)\b[a-z]+\b", told))


def _is_chinese(text: str) -> bool:
    return bool(CHINESE.search(text)) and not english_words(text)


def test_every_department_step_and_clause_has_a_chinese_name() -> None:
    names = [str(d.label) for d in Department] + [clause.heading for clause in CLAUSES.values()]
    names += [step_title(a.name) for a in OWN] + [translation.gettext(first_sentence(a)) for a in OWN]
    assert [n for n in names if not _is_chinese(n)] == []


def test_every_heading_of_a_list_is_chinese() -> None:
    headings = {f"{r.name}.{c.name}": str(c.heading) for r in RESOURCES.values() for c in r.columns}
    assert {n: h for n, h in headings.items() if not _is_chinese(h) and h != "SHA-256"} == {}


@pytest.mark.parametrize("kind", sorted(k for k in LETTERS if not k.startswith("tests.")))
def test_every_letter_is_chinese(kind: str) -> None:
    letter = LETTERS[kind]
    texts = [step_title(kind), *(PLACEHOLDER.sub(FACT, str(t)) for t in (letter.subject, letter.body))]
    assert [t for t in texts if not _is_chinese(t)] == []
