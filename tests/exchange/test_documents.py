"""A confirmation letter goes to the customer (III.1.3): a PDF that looks the same everywhere."""

import re
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.order import confirmation

from takt.exchange.documents import ORDER_CONFIRMATION, render
from takt.exchange.errors import ExchangeError

NOTO = Path(__file__).parents[2] / "node_modules/@expo-google-fonts/noto-sans-sc"
FONTS = (NOTO / "400Regular", NOTO / "700Bold")
MADE_AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def printed(template: str | Path, facts: dict[str, Any], **more: Any) -> bytes:
    return render(template, facts, fonts=FONTS, made_at=MADE_AT, **more)


def insides(pdf: bytes) -> bytes:
    """The document with its streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    unpacked = [zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"x"]
    return b"\n".join([pdf, *unpacked])


def pages(pdf: bytes) -> int:
    return max(int(count) for count in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", insides(pdf)))


def characters(pdf: bytes) -> set[str]:
    """The characters that the document draws with a glyph of their own; a missing glyph maps to none."""
    found = re.findall(rb"^<[0-9A-Fa-f]{4}> <((?:[0-9A-Fa-f]{4})+)>$", insides(pdf), re.MULTILINE)
    return set("".join(bytes.fromhex(text.decode()).decode("utf-16-be") for text in found))


def letters(facts: Any) -> set[str]:
    """Every character of every fact that is printed as it stands."""
    if isinstance(facts, dict):
        return set().union(*(letters(value) for name, value in facts.items() if name != "language"))
    if isinstance(facts, list):
        return set().union(*map(letters, facts))
    return set(str(facts).replace(" ", "").replace("\n", ""))


def test_every_character_of_a_confirmation_has_a_glyph() -> None:
    facts = confirmation("zh-hans", 3)
    pdf = printed(ORDER_CONFIRMATION, facts)
    assert letters(facts) | set("订单确认函价税合计金额大写增值承诺交期供需方盖章签字扫码核验") <= characters(
        pdf
    )


def test_a_character_that_no_font_has_is_found_missing() -> None:
    assert characters(printed("轴مر🙂", {})) & set("轴مر🙂") == {"轴"}


def test_an_english_confirmation_speaks_english() -> None:
    drawn = characters(printed(ORDER_CONFIRMATION, confirmation("en", 1)))
    assert set("Order confirmation VAT Promised".replace(" ", "")) <= drawn
    assert not set("函价税合计") & drawn


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_sixty_lines_run_over_several_pages(language: str) -> None:
    assert pages(printed(ORDER_CONFIRMATION, confirmation(language, 3))) == 1
    assert pages(printed(ORDER_CONFIRMATION, confirmation(language, 60))) > 2


def test_the_same_facts_give_the_same_bytes_and_other_facts_others() -> None:
    facts = confirmation("zh-hans", 3)
    pdf = printed(ORDER_CONFIRMATION, facts)
    assert pdf == printed(ORDER_CONFIRMATION, facts)
    assert pdf != printed(ORDER_CONFIRMATION, facts | {"notes": "加急"})
    assert b"20261123080000" in insides(pdf)


def test_facts_are_printed_and_never_run_as_markup() -> None:
    facts = confirmation("en", 3)
    quiet = pages(printed(ORDER_CONFIRMATION, facts))
    facts["notes"] = '#pagebreak() #panic("x") $x^2$ *bold* @nowhere <label> // comment \\ `raw` §'
    facts["company"] = facts["company"] | {"name": '#eval("1") ~ ¤'}
    pdf = printed(ORDER_CONFIRMATION, facts)
    assert pages(pdf) == quiet
    assert set("#$^*@<>/\\`§¤~") <= characters(pdf)


def test_only_the_given_fonts_are_used() -> None:
    source = '#set text(font: ("DejaVu Sans", "Libertinus Serif")); Hello 你好'
    names = re.findall(rb"/BaseFont\s*/([A-Z]{6}\+)?([A-Za-z-]+)", insides(printed(source, {})))
    assert {name for _, name in names} == {b"NotoSansSC-Regular"}


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم", "שלום", "🙂🚀👩‍🔧", "X" * 3000, "长" * 3000, "\u202eabc", "a\nb\tc"]
)
def test_any_writing_of_any_length_is_set(text: str) -> None:
    facts = confirmation("zh-hans", 2)
    facts["lines"][0] |= {"name": text, "item": text[:80], "discount": "5%"}
    facts["customer"] = {"name": text[:200], "address": text[:200]}
    assert pages(printed(ORDER_CONFIRMATION, facts)) >= 1


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=60).filter(lambda text: not any("\ud800" <= character <= "\udfff" for character in text))
)
def test_no_text_breaks_a_document(text: str) -> None:
    facts = confirmation("en", 1) | {"notes": text, "number": text, "terms": text}
    assert printed(ORDER_CONFIRMATION, facts).startswith(b"%PDF-")


def test_a_confirmation_without_code_hash_and_notes_is_complete() -> None:
    facts = confirmation("en", 1)
    for name in ("verify_url", "content_hash", "notes", "terms", "gross_words", "customer_order_number"):
        del facts[name]
    assert pages(printed(ORDER_CONFIRMATION, facts)) == 1


def test_a_template_finds_its_own_files() -> None:
    pdf = printed('#import "parts.typ": sign\n#sign', {}, files={"parts.typ": "#let sign = [签]".encode()})
    assert "签" in characters(pdf)


@pytest.mark.parametrize(
    ("template", "facts", "more", "message"),
    [
        ("#panic()", {}, {}, "cannot be set"),
        ('#read("/etc/passwd")', {}, {}, "cannot be set"),
        ('#read("../documents.py")', {}, {}, "cannot be set"),
        ("x", {"a": object()}, {}, "expected text"),
        ("x", {"a": float("nan")}, {}, "not data"),
        ("x", {"a": "\ud800"}, {}, "surrogate"),
        ("x", {}, {"files": {"../a": b""}}, "plain file name"),
        ("x", {}, {"files": {"facts.json": b""}}, "plain file name"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    template: str, facts: dict[str, Any], more: dict[str, Any], message: str
) -> None:
    with pytest.raises(ExchangeError, match=message):
        printed(template, facts, **more)


def test_a_document_needs_fonts_and_a_moment_with_a_zone(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="no font"):
        render("x", {}, fonts=[tmp_path], made_at=MADE_AT)
    with pytest.raises(ExchangeError, match="expected a folder"):
        render("x", {}, fonts=[tmp_path / "none"], made_at=MADE_AT)
    with pytest.raises(ExchangeError, match="time zone"):
        render("x", {}, fonts=FONTS, made_at=MADE_AT.replace(tzinfo=None))
