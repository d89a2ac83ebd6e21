"""The customer follows their orders, confirms receipts, withdraws, gives their word; other companies' are not there."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.open_door import open_door
from tests.orders.shop import SOON, Shop, confirmed
from tests.people import People
from tests.rows import build
from tests.web.orders.conftest import Desk, text_of

from takt.delivery.models import Feedback, Shipment
from takt.departments.models import Person
from takt.orders.actions.place import place
from takt.orders.actions.retire_contact import retire_contact
from takt.orders.actions.revise import revise
from takt.orders.lines import NewLine, WishedLine
from takt.orders.models import Contact, Order

DEEDS = ("withdraw", "receive", "feedback", "attach")


def placed(shop: Shop) -> Order:
    """An order that the buyer placed and nobody took over yet."""
    return place(by=shop.buyer, lines=[WishedLine("PUMP-1", Decimal(2))], requested_date=SOON)


def test_a_contact_begins_in_the_portal_and_colleagues_do_not_enter_it(
    shop: Shop, people: People, desk: Desk
) -> None:
    assert desk(shop.buyer).get("/")["Location"] == "/portal"
    assert desk(people.sales).get("/portal")["Location"] == "/"


def test_the_home_shows_own_orders_in_plain_steps_and_the_confirmation_to_read(
    shop: Shop, people: People, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    for number in ("PO-1", "PO-2", "PO-3"):
        confirmed(shop, people, customer_order_number=number)
    client = desk(shop.buyer)
    with django_assert_max_num_queries(12):
        said = text_of(client.get("/portal").content.decode())
    assert "PO-1" in said
    assert "Preparation" in said
    assert "Our confirmation: please read it" in said


def test_the_order_page_tells_lines_documents_and_changes_and_nothing_of_the_house(
    shop: Shop, people: People, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    order = confirmed(shop, people, customer_order_number="PO-1")
    lines = [NewLine("PUMP-1", Decimal(3))]
    revise(order, by=people.sales, lines=lines, requested_date=SOON, customer_order_number="PO-1",
           reason="They haggle, careful")  # fmt: skip
    client = desk(shop.buyer)
    with django_assert_max_num_queries(12):
        answer = client.get(f"/portal/orders/{order.number}")
    said = text_of(answer.content.decode())
    assert "Confirmation" in said
    assert "What was changed" in said
    assert "Line 10 · Quantity" in said
    inner = ("They haggle", people.sales.name, people.sales2.name, "standard cost", "Budget")
    assert [word for word in inner if word in said] == []


def test_a_placed_order_is_withdrawn_and_one_taken_over_is_not(
    shop: Shop, people: People, desk: Desk
) -> None:
    order, late = placed(shop), confirmed(shop, people)
    client = desk(shop.buyer)
    without = client.post(f"/portal/orders/{order.number}/withdraw", {"reason": ""})
    assert without.status_code == 422
    assert 'id="reason-errors"' in without.content.decode()
    answer = client.post(f"/portal/orders/{order.number}/withdraw", {"reason": "ordered twice"})
    order.refresh_from_db()
    assert (answer.status_code, order.state) == (303, "withdrawn")
    refused = client.post(f"/portal/orders/{late.number}/withdraw", {"reason": "too late"})
    late.refresh_from_db()
    assert (refused.status_code, late.state) == (422, "confirmed")
    assert "Withdraw the order" not in client.get(f"/portal/orders/{late.number}").content.decode()


def test_the_receipt_is_confirmed_and_then_feedback_is_asked_for(
    on_its_way: Shipment, receiver: Person, desk: Desk
) -> None:
    client, address = desk(receiver), f"/portal/orders/{on_its_way.order.number}"
    said = text_of(client.get(address).content.decode())
    assert "顺丰" in said
    assert "SF1" in said
    assert "On its way to you" in said
    assert "Has shipment" in text_of(client.get("/portal").content.decode())
    tomorrow = timezone.localdate() + timedelta(days=1)
    early = client.post(f"{address}/receive", {"received_on": tomorrow.isoformat()})
    assert early.status_code == 422
    assert 'id="received_on-errors"' in early.content.decode()
    told = {"received_on": timezone.localdate().isoformat(), "signed_by": "何工"}
    assert client.post(f"{address}/receive", told).status_code == 303
    on_its_way.refresh_from_db()
    assert (on_its_way.state, on_its_way.signed_by) == ("received", "何工")
    assert "How satisfied are you?" in text_of(client.get("/portal").content.decode())
    none = client.post(f"{address}/feedback", {"comment": "fine"})
    assert none.status_code == 422
    assert "fine</textarea>" in none.content.decode()
    assert client.post(f"{address}/feedback", {"score": "5", "quality_score": "4"}).status_code == 303
    word = Feedback.objects.get()
    assert (word.score, word.quality_score, word.channel) == (5, 4, "portal")


def test_a_file_is_added_and_a_program_is_not_accepted(shop: Shop, desk: Desk) -> None:
    order, client = placed(shop), desk(shop.buyer)
    address = f"/portal/orders/{order.number}/attach"
    sent = {"file": SimpleUploadedFile("图纸.pdf", b"%PDF-1.7")}
    assert client.post(address, sent).status_code == 303
    assert "图纸.pdf" in client.get(f"/portal/orders/{order.number}").content.decode()
    assert client.post(address, {"file": SimpleUploadedFile("x.exe", b"MZ")}).status_code == 422
    assert client.post(address, {}).status_code == 422


def test_letters_are_read_in_full(shop: Shop, people: People, desk: Desk) -> None:
    order = confirmed(shop, people)
    page = desk(shop.buyer).get("/portal/letters").content.decode()
    assert f"/portal/orders/{order.number}" in page
    assert "/document" in page


def test_older_orders_are_found_by_their_number(shop: Shop, people: People, desk: Desk) -> None:
    confirmed(shop, people, customer_order_number="PO-1")
    client = desk(shop.buyer)
    assert "PO-1" in client.get("/portal/orders?q=PO-1").content.decode()
    assert "No orders found" in client.get("/portal/orders?q=zzz").content.decode()
    assert client.get(f"/portal/orders?q={'x ' * 40}").status_code == 422


def test_other_companies_orders_are_on_no_page_of_the_portal(
    shop: Shop, people: People, desk: Desk, on_its_way: Shipment
) -> None:
    with open_door():
        build(Contact, customer=shop.other, person=shop.other_buyer)
    order, client = confirmed(shop, people, customer_order_number="PO-1"), desk(shop.other_buyer)
    addresses = [f"/portal/orders/{order.number}", *(f"/portal/orders/{order.number}/{d}" for d in DEEDS)]
    assert [client.get(a).status_code for a in addresses] == [404] * 5
    posts = [*addresses[1:], f"/portal/orders/{order.number}/again"]
    sent = {"reason": "not mine", "score": "1", "shipment": on_its_way.number}
    assert [client.post(a, sent).status_code for a in posts] == [404] * 5
    pages = "".join(
        client.get(a).content.decode() for a in ("/portal", "/portal/orders?q=PO-1", "/portal/letters")
    )
    assert order.number not in pages


def test_a_shipment_of_another_order_is_not_received_through_ones_own(
    shop: Shop, on_its_way: Shipment, desk: Desk
) -> None:
    own = placed(shop)
    sent = {"shipment": on_its_way.number}
    assert desk(shop.buyer).post(f"/portal/orders/{own.number}/receive", sent).status_code == 404
    on_its_way.refresh_from_db()
    assert on_its_way.state == "shipped"


@pytest.mark.parametrize("address", ["/dashboard", "/lists/people", "/lists/items", "/do/orders.enter"])
def test_a_contact_does_not_enter_the_pages_of_the_house(address: str, shop: Shop, desk: Desk) -> None:
    assert desk(shop.buyer).get(address).status_code in (302, 303, 403, 404)


def test_whose_access_has_ended_is_out_at_once(shop: Shop, people: People, desk: Desk) -> None:
    client = desk(shop.buyer)
    assert client.get("/portal").status_code == 200
    retire_contact(shop.farwin, by=people.sales, contact=shop.contact)
    answer = client.get("/portal")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in")
