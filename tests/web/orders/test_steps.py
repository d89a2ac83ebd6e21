"""The other steps of sales: revise, take over, withdraw, files, the customer's contacts and addresses."""

import os
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.open_door import open_door
from tests.orders.shop import SOON, Shop, confirmed, entered
from tests.people import People
from tests.web.orders.conftest import Desk, text_of

from takt.factory.actions.edit_item import edit_item
from takt.factory.actions.price_item import price_item
from takt.orders.actions.attach import attach
from takt.orders.actions.place import place
from takt.orders.actions.retire_contact import retire_contact
from takt.orders.lines import WishedLine
from takt.orders.models import Attachment, Contact, Order
from takt.web.pages.acting.possible import act_url


def as_it_stands(order: Order) -> dict[str, str]:
    """The form of a revision as the page begins it."""
    sent = {
        "requested_date": order.requested_date.isoformat(),
        "version": str(order.version),
        "reason": "The caller corrected it",
    }
    for n, line in enumerate(order.lines.select_related("item").order_by("position")):
        told = {
            "item": line.item.number,
            "quantity": line.quantity,
            "price": line.price,
            "position": line.position,
        }
        told |= {
            "discount_share": line.discount_share,
            "note": line.note,
            "requested_date": line.requested_date,
        }
        sent |= {f"lines.{n}.{name}": str(value) for name, value in told.items()}
    return sent


def test_a_revision_begins_with_what_stands_there(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales, customer_order_number="PO-1")
    page = desk(people.sales).get(act_url("orders.revise", order)).content.decode()
    assert 'value="PO-1"' in page
    assert 'value="95.5"' in page
    assert 'value="5%"' in page
    assert 'name="lines.2.position" value="30"' in page
    assert "Nothing would change yet." in page


def test_what_a_revision_changes_is_said_before_it_is_sent(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales, customer_order_number="PO-1")
    typed = as_it_stands(order) | {"lines.0.quantity": "3", "customer_order_number": "PO-1"}
    for name in ("item", "quantity", "price", "discount_share", "note", "requested_date", "position"):
        typed.pop(f"lines.1.{name}")
    told = desk(people.sales).post(reverse("entry-look") + f"?order={order.number}", typed).json()
    said = text_of(told["panel"])
    assert "Line 10: quantity 2 3" in said
    assert "Line 20 FL-100 × 10 is taken off" in said
    assert "Line 30" not in said
    assert told["wrong"] == {}
    answer = desk(people.sales).post(act_url("orders.revise", order), typed)
    assert answer.status_code == 303
    assert [line.position for line in order.lines.order_by("position")] == [10, 30]


def test_a_revision_that_changes_nothing_is_refused_and_the_form_stays(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = entered(shop, people.sales)
    answer = desk(people.sales).post(act_url("orders.revise", order), as_it_stands(order))
    assert answer.status_code == 422
    assert "would change" in text_of(answer.content.decode())
    assert "The caller corrected it" in answer.content.decode()


def test_the_contact_of_a_note_is_one_of_this_customers(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales)
    with open_door():
        theirs = Contact.objects.create(customer=shop.other, name="Rival", phone="1", salt=os.urandom(16))
    page = desk(people.sales).get(act_url("orders.annotate", order)).content.decode()
    assert str(shop.contact.pk) in page
    assert str(theirs.pk) not in page


def test_what_the_customer_wrote_stands_beside_what_it_becomes(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = place(
        by=shop.buyer,
        lines=[WishedLine("PUMP-1", Decimal(2), note="blue")],
        requested_date=SOON,
        notes="Gate 4",
    )
    edit_item(shop.pump, by=people.production, revision="C")
    price_item(shop.pump, by=people.sales, list_price=Decimal(1300))
    said = text_of(desk(people.sales).get(act_url("orders.take_over", order)).content.decode())
    assert "Gate 4" in said
    assert "“blue”" in said
    assert "revision B when it was ordered, C today" in said
    assert "ordered at 1,200.5, list price today 1,300" in said


def test_a_withdrawal_says_what_it_ends_and_who_is_told(shop: Shop, people: People, desk: Desk) -> None:
    order = confirmed(shop, people, customer_order_number="PO-1")
    said = text_of(desk(people.sales).get(act_url("orders.withdraw", order)).content.decode())
    assert "王丽 is told by letter" in said
    assert "no longer holds" in said
    assert "PO-1 may be used again" in said


def test_a_file_without_a_name_is_called_as_the_file(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales)
    sent = {"content": SimpleUploadedFile("图纸 A.pdf", b"%PDF-1.7 drawing")}
    assert desk(people.sales).post(act_url("orders.attach", order), sent).status_code == 303
    assert Attachment.objects.get().document.name == "图纸 A.pdf"
    refused = desk(people.sales).post(
        act_url("orders.attach", order), {"content": SimpleUploadedFile("x.exe", b"MZ")}
    )
    assert refused.status_code == 422
    assert "not accepted" in refused.content.decode()


def test_a_file_is_taken_off_among_those_of_the_order(shop: Shop, people: People, desk: Desk) -> None:
    order, other = entered(shop, people.sales), entered(shop, people.sales)
    for each, name in ((order, "ours.pdf"), (other, "theirs.pdf")):
        attach(each, by=people.sales, name=name, content=b"%PDF")
    page = desk(people.sales).get(act_url("orders.detach", order)).content.decode()
    assert "ours.pdf" in page
    assert "theirs.pdf" not in page


def test_contacts_and_addresses_to_change_are_the_customers_own(
    shop: Shop, people: People, desk: Desk
) -> None:
    client = desk(people.sales)
    edit = client.get(act_url("orders.edit_contact", shop.farwin, contact=shop.contact.pk)).content.decode()
    assert 'value="wang.li@farwin.test"' in edit
    addresses = client.get(act_url("orders.retire_address", shop.farwin)).content.decode()
    assert str(shop.address.pk) in addresses
    assert str(shop.other_address.pk) not in addresses


def test_access_is_offered_to_those_who_have_none(shop: Shop, people: People, desk: Desk) -> None:
    with open_door():
        fresh = Contact.objects.create(customer=shop.farwin, name="新人", phone="1", salt=os.urandom(16))
        elsewhere = Contact.objects.create(customer=shop.other, name="Other", phone="1", salt=os.urandom(16))
        gone = Contact.objects.create(customer=shop.farwin, name="Gone", phone="1", salt=os.urandom(16))
    retire_contact(shop.farwin, by=people.sales, contact=gone)
    page = (
        desk(people.sales)
        .get(act_url("orders.give_portal_access", customer=shop.farwin.number))
        .content.decode()
    )
    assert str(fresh.pk) in page
    assert not {str(c.pk) for c in (shop.contact, elsewhere, gone) if str(c.pk) in page}
