"""Files through REST: attachments of orders, imports with a rehearsal."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.orders.shop import Shop, entered
from tests.people import People
from tests.web.conftest import Program

from takt.orders.models import Attachment

Programs = Callable[..., Program]


def upload(program: Program, address: str, name: str, content: bytes) -> Any:
    """POST a file under /api/v1."""
    return program.client.post(
        f"/api/v1{address}", {"file": SimpleUploadedFile(name, content)}, headers=program.headers
    )


def test_an_attachment_comes_back_as_it_went_in(program: Programs, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    li = program(people.sales)
    done = upload(li, f"/orders/{order.number}/attachments", "图纸.pdf", b"%PDF-1.7 drawing")
    assert done.status_code == 200, done.content
    attachment = Attachment.objects.get(order=order)
    back = li.get(f"/attachments/{attachment.pk}/content")
    assert back.content == b"%PDF-1.7 drawing"
    assert back["Content-Disposition"].startswith("attachment")
    assert back["Content-Type"] == "application/octet-stream"
    assert program(shop.buyer).get(f"/attachments/{attachment.pk}/content").status_code == 200
    assert program(shop.other_buyer).get(f"/attachments/{attachment.pk}/content").status_code == 404


def test_a_program_is_no_attachment(program: Programs, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    refused = upload(program(people.sales), f"/orders/{order.number}/attachments", "virus.exe", b"MZ")
    assert refused.status_code in (409, 422)
    assert refused["Content-Type"] == "application/problem+json"


def test_no_file_and_too_large_a_file_are_refused(
    program: Programs, people: People, shop: Shop, settings: Any
) -> None:
    order = entered(shop, people.sales)
    li = program(people.sales)
    nothing = li.client.post(f"/api/v1/orders/{order.number}/attachments", {"other": "x"}, headers=li.headers)
    assert (nothing.status_code, nothing.json()["refusals"][0]["field"]) == (422, "file")
    settings.TAKT_UPLOAD_LIMIT_BYTES = 10
    assert upload(li, f"/orders/{order.number}/attachments", "a.txt", b"x" * 11).status_code == 413
    assert upload(li, f"/orders/{order.number}/attachments", "a.txt", b"x" * 100_000).status_code == 413
    assert not Attachment.objects.exists()


def test_an_import_can_be_rehearsed_and_is_whole_or_nothing(
    program: Programs, people: People, shop: Shop
) -> None:
    zhao = program(people.production)
    template = zhao.get("/imports/items/template")
    assert template.content.startswith(b"PK")
    rows = zhao.get("/imports/items/rows.csv").content
    rehearsed = upload(zhao, "/imports/items?dry_run=true", "items.csv", rows)
    assert rehearsed.status_code == 200, rehearsed.content
    assert rehearsed.json()["rehearsed"] is True
    assert rehearsed.json()["faults"] == []
    refused = upload(zhao, "/imports/items", "items.csv", b"no column that we know\n1\n")
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    assert upload(zhao, "/imports/nothing", "items.csv", rows).status_code == 404
