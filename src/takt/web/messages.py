"""The catalogue of translations kept true to the code: every sentence collected, by Python alone.

Collected are the gettext calls of modules and templates, and what is translated by a variable: the
sentences of actions, the names of steps, the sentences of tables and of expected shapes.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from takt.conduct import requests
from takt.conduct.action import ACTIONS
from takt.conduct.discover import discover
from takt.conduct.letters import LETTERS
from takt.conduct.wording import msgid_of_step
from takt.exchange.tables import SENTENCES
from takt.web.catalogue import LOCALE
from takt.web.pages.acting.shapes import label_of, shapes_of
from takt.web.rest.describing import first_sentence

SOURCE = Path(__file__).resolve().parents[1]
CATALOGUE = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
_PLAIN = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "N_"})
_IN_CONTEXT = frozenset({"pgettext", "pgettext_lazy"})
_COUNTED = frozenset({"ngettext", "ngettext_lazy"})
_QUOTED = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_COUNTED_IN_TEMPLATE = re.compile(rf"\bngettext\(({_QUOTED}), ({_QUOTED}),")
_IN_TEMPLATE = re.compile(r"""(?:\b_|\bgettext)\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))\)""")
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
_METADATA = {
    "Project-Id-Version": "takt",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
Message = tuple[str | None, str]  # context, English sentence (of one thing, when things are counted)
_PLURALS: dict[str, str] = {}
"""Sentence of one thing -> of several, as found while collecting."""


def collected() -> dict[Message, set[str]]:
    """Every sentence with the files that use it."""
    found: dict[Message, set[str]] = {}
    for message, place in (*_of_modules(), *_of_templates(), *_of_registries()):
        if message[1]:
            found.setdefault(message, set()).add(place)
    return found


def _of_modules() -> Iterator[tuple[Message, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from ((message, place) for message in _of_call(node))


def _of_call(call: ast.Call) -> Iterator[Message]:
    name = (
        call.func.id
        if isinstance(call.func, ast.Name)
        else call.func.attr
        if isinstance(call.func, ast.Attribute)
        else ""
    )
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if name in _COUNTED and len(texts) >= 2:  # a lazy one may name what is counted
        _PLURALS[texts[0]] = texts[1]
    if name in _PLAIN | _COUNTED and texts:
        yield None, texts[0]
    elif name in _IN_CONTEXT and len(texts) == 2:
        yield texts[0], texts[1]


def _of_templates() -> Iterator[tuple[Message, str]]:
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        for quoted in _IN_TEMPLATE.findall(code):
            yield (None, ast.literal_eval(quoted)), path.relative_to(SOURCE).as_posix()
        for one, many in _COUNTED_IN_TEMPLATE.findall(code):
            _PLURALS[ast.literal_eval(one)] = ast.literal_eval(many)
            yield (None, ast.literal_eval(one)), path.relative_to(SOURCE).as_posix()


def _of_registries() -> Iterator[tuple[Message, str]]:
    discover()
    for action in ACTIONS.values():
        if action.run.__module__.startswith("takt."):
            place = action.run.__module__.removeprefix("takt.").replace(".", "/") + ".py"
            yield (None, first_sentence(action)), place
            yield (action.folder, msgid_of_step(action.stem)), place
            for shape in shapes_of(action):
                yield from (
                    ((None, label_of(s)), place) for s in (shape, *shape.columns) if s.name and not s.called
                )
    for kind in LETTERS:
        folder, __, stem = kind.partition(".")
        if (SOURCE / folder).is_dir():  # tests have kinds of their own
            yield (folder, msgid_of_step(stem)), f"{folder}/letters.py"
    for sentence in SENTENCES:
        yield (None, sentence), "exchange/tables/sentences.py"
    for sentence in requests._EXPECTED.values():
        yield (None, sentence), "conduct/requests.py"


def _entries(path: Path) -> dict[Message, polib.POEntry]:
    if not path.exists():
        return {}
    return {(e.msgctxt, e.msgid): e for e in polib.pofile(str(path)) if not e.obsolete}


def update_catalogue(path: Path = CATALOGUE) -> int:
    """Add what is new, drop what is gone, keep what is translated. Returns how many sentences there are."""
    known = _entries(path)
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = dict(_METADATA)
    messages = collected()
    for (context, text), places in sorted(
        messages.items(), key=lambda item: (min(item[1]), item[0][0] or "", item[0][1])
    ):
        fresh.append(_entry(context, text, places, known.get((context, text))))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))
    return len(messages)


def _entry(context: str | None, text: str, places: set[str], before: polib.POEntry | None) -> polib.POEntry:
    """An entry with what is known of its translation; Chinese has one form for all numbers."""
    entry = polib.POEntry(
        msgctxt=context,
        msgid=text,
        flags=before.flags if before is not None else [],
        occurrences=[(place, "") for place in sorted(places)],
    )
    known = _translated(before) if before is not None else ""
    if text in _PLURALS:
        entry.msgid_plural, entry.msgstr_plural = _PLURALS[text], {0: known}
    else:
        entry.msgstr = known
    return entry


def _translated(entry: polib.POEntry) -> str:
    return str(entry.msgstr or (entry.msgstr_plural or {}).get(0, ""))


def unfinished(path: Path = CATALOGUE) -> list[str]:
    """What is missing, untranslated, fuzzy, or lost one of its placeholders; one line each."""
    known = _entries(path)
    faults = []
    for context, text in collected():
        entry = known.get((context, text))
        words = f"{context}: {text}" if context else text
        if entry is None:
            faults.append(f"not in the catalogue: {words}")
        elif not _translated(entry):
            faults.append(f"not translated: {words}")
        elif entry.fuzzy:
            faults.append(f"fuzzy: {words}")
        elif sorted(_PLACEHOLDER.findall(_translated(entry))) != sorted(_PLACEHOLDER.findall(text)):
            faults.append(f"placeholders differ: {words}")
    return faults
