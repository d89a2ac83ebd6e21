"""QR codes (ISO/IEC 18004) for documents, labels and travellers."""

import io
from typing import Literal

import segno

from takt.exchange.errors import ExchangeError

Correction = Literal["L", "M", "Q", "H"]


def qr_svg(text: str, *, correction: Correction = "M", scale: int = 4) -> bytes:
    """A QR code as SVG; `scale`: width of a module in user units. Raises `ExchangeError` when too long."""
    return _drawn(text, "svg", correction, scale)


def qr_png(text: str, *, correction: Correction = "M", scale: int = 4) -> bytes:
    """A QR code as PNG; `scale`: width of a module in pixels. Raises `ExchangeError` when too long."""
    return _drawn(text, "png", correction, scale)


def _drawn(text: str, kind: Literal["svg", "png"], correction: Correction, scale: int) -> bytes:
    if not text:
        raise ExchangeError("a QR code needs a text")
    if scale < 1:
        raise ExchangeError(f"scale {scale}: a module is at least 1 wide")
    try:
        code = segno.make_qr(text, error=correction)
    except (segno.DataOverflowError, UnicodeError) as problem:
        raise ExchangeError(f"{len(text)} characters do not fit into a QR code: {problem}") from problem
    drawn = io.BytesIO()
    code.save(drawn, kind=kind, scale=scale, border=4)
    return drawn.getvalue()
