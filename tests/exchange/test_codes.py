"""A QR code stands on every document and traveller."""

import xml.etree.ElementTree as ET

import pytest

from takt.exchange.codes import qr_png, qr_svg
from takt.exchange.errors import ExchangeError


def test_a_code_is_drawn_as_svg_and_as_png() -> None:
    root = ET.fromstring(qr_svg("https://takt.example/v/SO-1", scale=2))  # noqa: S314  # our own drawing
    assert root.tag.endswith("svg")
    png = qr_png("订单 SO-1", scale=3)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(png[16:20], "big")
    assert width % 3 == 0


def test_the_same_text_gives_the_same_code_and_another_text_another() -> None:
    assert qr_svg("A") == qr_svg("A") != qr_svg("B")


@pytest.mark.parametrize(("text", "scale"), [("", 1), ("x" * 8000, 1), ("\ud800", 1), ("A", 0)])
def test_what_no_code_can_hold_is_refused(text: str, scale: int) -> None:
    with pytest.raises(ExchangeError):
        qr_svg(text, scale=scale)
