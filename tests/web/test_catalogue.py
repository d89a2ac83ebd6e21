"""R12: Takt speaks Chinese and English completely: a sentence that is not translated is refused."""

from pathlib import Path

from takt.web.catalogue import compile_catalogues
from takt.web.messages import CATALOGUE, collected, unfinished, update_catalogue


def test_every_sentence_is_translated() -> None:
    assert unfinished(CATALOGUE) == []


def test_sentences_of_code_templates_and_registries_are_collected() -> None:
    known = set(collected())
    assert (None, "Sign in first: this needs a known, active person.") in known
    assert (None, "Skip to content") in known
    assert ("orders", "Confirm") in known
    assert (None, "a date like 2026-11-30") in known


def test_an_update_keeps_translations_and_a_lost_placeholder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    count = update_catalogue(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            'msgid "There is no %(kind)s %(reference)s."\nmsgstr ""',
            'msgid "There is no %(kind)s %(reference)s."\nmsgstr "没有%(kind)s。"',
        ),
        encoding="utf-8",
    )
    assert update_catalogue(path) == count
    faults = unfinished(path)
    assert "placeholders differ: There is no %(kind)s %(reference)s." in faults
    assert len(faults) == count


def test_catalogues_are_compiled_when_they_changed(tmp_path: Path) -> None:
    path = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    update_catalogue(path)
    assert compile_catalogues(tmp_path) == [path.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []
