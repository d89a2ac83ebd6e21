"""III.1.2: files of an order: kept by content, never run."""

import base64
import stat
from typing import Any

import pytest
from django.conf import settings
from tests.orders.shop import Shop, entered
from tests.people import People

from takt.conduct.requests import perform
from takt.orders import files
from takt.orders import refusals as no
from takt.orders.actions.attach import attach
from takt.orders.actions.detach import detach
from takt.orders.reads import attachments_of


def test_a_drawing_is_kept_once_by_its_content(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales)
    first = attach(order, by=people.sales, name="../../etc/轴承 图纸\u202e.pdf", content=b"%PDF-1.7 drawing")
    second = attach(order, by=shop.buyer, name="same.pdf", content=b"%PDF-1.7 drawing")
    assert first.document.name == "轴承 图纸.pdf"
    assert first.document.sha256 == second.document.sha256
    assert files.content_of(first.document.sha256) == b"%PDF-1.7 drawing"
    mode = files.path_of(first.document.sha256).stat().st_mode
    assert not mode & (stat.S_IXUSR | stat.S_IRWXG | stat.S_IRWXO)
    detach(order, by=people.sales, attachment=first)
    assert list(attachments_of(order)) == [second]
    with refused(no.NotOfThisOrder):
        detach(order, by=people.sales, attachment=first)


@pytest.mark.parametrize("name", ["run.exe", "a.PDF.JS", "x.html", "..", "/", "logo.svg", "setup.msi "])
def test_programs_and_names_that_are_none_are_refused(
    shop: Shop, people: People, name: str, refused: Any
) -> None:
    order = entered(shop, people.sales)
    with refused(no.FileNotAccepted):
        attach(order, by=people.sales, name=name, content=b"x")


def test_size_has_limits(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales)
    for content in (b"", bytes(settings.TAKT_UPLOAD_LIMIT_BYTES + 1)):
        with refused(no.FileTooLarge):
            attach(order, by=people.sales, name="a.pdf", content=content)


def test_from_outside_the_content_is_base64(shop: Shop, people: People) -> None:
    order = entered(shop, people.sales)
    raw = {"name": "a.txt", "content": base64.b64encode(b"hello \xff").decode()}
    perform(attach, order.number, people.sales, raw)
    (held,) = attachments_of(order)
    assert files.content_of(held.document.sha256) == b"hello \xff"


def test_a_file_that_was_tampered_with_is_noticed(shop: Shop, people: People) -> None:
    sha256 = files.keep(b"the truth")
    files.path_of(sha256).write_bytes(b"a lie")
    with pytest.raises(ValueError, match=sha256):
        files.content_of(sha256)
    files.path_of(sha256).unlink()
