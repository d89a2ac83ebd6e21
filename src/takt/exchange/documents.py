"""PDF documents from Typst templates. Facts travel as JSON data and are never pasted into markup."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from takt.exchange.codes import qr_svg
from takt.exchange.errors import ExchangeError

TEMPLATES = Path(__file__).parent / "templates"
ORDER_CONFIRMATION = TEMPLATES / "order_confirmation.typ"
PACKING_SLIP = TEMPLATES / "packing_slip.typ"
_LETTERHEAD = "letterhead.typ"
_FACTS = "facts.json"
_QR = "qr.svg"
_FONT_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


def render(
    template: str | Path,
    facts: Mapping[str, Any],
    *,
    fonts: Sequence[Path],
    made_at: datetime,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """A PDF of the template with these facts; the same arguments give the same bytes.

    `template` is Typst source, or the path of a file of it. It finds the facts as `json("facts.json")`, the
    base template as `letterhead.typ`, the QR code of the fact `verify_url` (if there is one) as `qr.svg`, and
    what `files` hold. Decimals arrive as text, dates as ISO text. `fonts` are folders; no other font is used.
    `made_at` (aware) is the document's date of creation. Raises `ExchangeError`.
    """
    compiled = _compiled(template, facts, fonts, made_at, files or {}, {})
    return bytes(compiled)


def render_pages(
    template: str | Path,
    facts: Mapping[str, Any],
    *,
    fonts: Sequence[Path],
    made_at: datetime,
    dots_per_inch: int = 110,
) -> list[bytes]:
    """The same document as pictures (PNG), one a page, to be looked at where no PDF can be shown. Raises `ExchangeError`."""
    pictures = _compiled(template, facts, fonts, made_at, {}, {"format": "png", "ppi": float(dots_per_inch)})
    return [bytes(p) for p in pictures] if isinstance(pictures, list) else [bytes(pictures)]


def _compiled(
    template: str | Path,
    facts: Mapping[str, Any],
    fonts: Sequence[Path],
    made_at: datetime,
    files: Mapping[str, bytes],
    form: Mapping[str, Any],
) -> Any:
    if made_at.utcoffset() is None:
        raise ExchangeError(f"made_at {made_at}: expected a moment with a time zone")
    source = template.read_text(encoding="utf-8") if isinstance(template, Path) else template
    parts: dict[str, bytes] = {"main": source.encode(), _LETTERHEAD: (TEMPLATES / _LETTERHEAD).read_bytes()}
    parts[_FACTS] = _as_json(facts)
    if facts.get("verify_url"):
        parts[_QR] = qr_svg(str(facts["verify_url"]))
    parts.update(_checked(files))
    try:
        # Files in memory are given as a dictionary; the types of the wheel do not know it.
        return typst.compile(parts, font_paths=_fonts(tuple(fonts)), timestamp=made_at, **form)
    except typst.TypstError as problem:
        raise ExchangeError(
            f"the template cannot be set: {problem.diagnostic or problem.message}"
        ) from problem


def _as_json(facts: Mapping[str, Any]) -> bytes:
    def text_of(value: object) -> str:
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, datetime | date):
            return value.isoformat()
        raise ExchangeError(f"fact {value!r}: expected text, a number, a date, a list or a mapping of these")

    try:
        return json.dumps(facts, ensure_ascii=False, default=text_of, allow_nan=False).encode()
    except UnicodeEncodeError as problem:
        raise ExchangeError(f"a fact holds a lone surrogate: {problem.object[problem.start]!r}") from problem
    except (TypeError, ValueError, RecursionError) as problem:
        raise ExchangeError(f"the facts are not data: {problem}") from problem


def _checked(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    for name in files:
        if not _FILE_NAME.fullmatch(name) or name in {"main", _FACTS}:
            raise ExchangeError(f"file {name!r}: expected a plain file name that is not taken")
    return files


@lru_cache(maxsize=8)
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    """Only the fonts of these folders, not the machine's nor the compiler's: pages look alike anywhere."""
    for folder in folders:
        if not folder.is_dir():
            raise ExchangeError(f"font folder {folder}: expected a folder")
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
    if not found.fonts():
        endings = ", ".join(sorted(_FONT_ENDINGS))
        raise ExchangeError(f"font folders {[str(folder) for folder in folders]}: no font found ({endings})")
    return found
