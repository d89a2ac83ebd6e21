"""订单确认: sales looks at each point of the review, sees the letter as it will be sent, and promises a date."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from tests.orders.shop import LATER, SOON, Shop, entered
from tests.people import People
from tests.web.orders.conftest import Desk, text_of

from takt.conduct.models import Letter
from takt.conduct.rendering import enclosure
from takt.factory.actions.edit_item import edit_item
from takt.orders.actions.confirm import confirm
from takt.orders.actions.grant_credit import grant_credit
from takt.orders.checklist import CHECKLIST, asked_of
from takt.orders.documents import confirmation_to_be, previewed_pdf
from takt.orders.models import Confirmation
from takt.orders.reads import addressee, version_of
from takt.web.pages.acting.possible import act_url

PNG = b"\x89PNG\r\n"


def test_beside_each_point_stands_what_to_look_at(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales)
    said = text_of(desk(people.sales).get(act_url("orders.confirm", order)).content.decode())
    for sentence in CHECKLIST.values():
        assert str(sentence) in said
    assert "Credit limit 1,000,000.00" in said
    assert "Left after this order" in said
    assert "FL-100: 95.5 − 5%" in said
    assert "list price 100" in said
    assert "张江路 1000 号" in said
    assert "王丽 · wang.li@farwin.test" in said


def test_what_is_beyond_the_credit_or_was_revised_since_is_said(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = entered(shop, people.sales)
    grant_credit(shop.farwin, by=people.finance, credit_limit=Decimal(100))
    edit_item(shop.pump, by=people.production, revision="C")
    said = text_of(desk(people.sales).get(act_url("orders.confirm", order)).content.decode())
    assert "Beyond the limit with this order" in said
    assert "another revision than when it was entered" in said


def test_an_order_that_nobody_read_back_says_so_and_leads_there(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = entered(shop, people.sales, read_back=False)
    client = desk(people.sales)
    assert act_url("orders.read_back", order) in client.get(act_url("orders.confirm", order)).content.decode()
    said = text_of(client.get(act_url("orders.read_back", order)).content.decode())
    assert "离心泵" in said
    assert "王丽" in said
    assert f"{order.gross_amount:,.2f} CNY" in said


def test_an_open_point_is_refused_at_the_list_and_what_was_ticked_stays(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = entered(shop, people.sales)
    sent = {"promised_date": LATER.isoformat(), "checklist": ["customer", "items"]}
    answer = desk(people.sales).post(act_url("orders.confirm", order), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Not yet reviewed" in page
    assert 'value="items" checked' in page
    assert 'value="prices" checked' not in page
    assert f'value="{LATER.isoformat()}"' in page


def test_the_letter_is_seen_before_it_is_sent_and_it_is_the_one_that_is_sent(
    shop: Shop, people: People, desk: Desk
) -> None:
    order = entered(shop, people.sales)
    address = reverse("confirmation-preview", args=[order.number, "png"])
    answer = desk(people.sales).get(address, {"promised": LATER.isoformat()})
    assert answer.content.startswith(PNG)
    assert answer["X-Pages"] == "1"
    before = version_of(order)
    confirm(order, by=people.sales, promised_date=LATER, checklist=asked_of(order.origin))
    confirmation = Confirmation.objects.select_related("order_version", "letter").get()
    to_be = confirmation_to_be(_unpromised(order), before, LATER, confirmation.confirmed_at)
    assert to_be.hash == confirmation.order_version.hash
    letter = Letter.objects.get(kind="orders.confirmation")
    at = letter.written_at.replace(microsecond=0)
    assert previewed_pdf(to_be, addressee(order), at) == enclosure(letter)


def _unpromised(order: Any) -> Any:
    order.promised_date = None
    return order


def test_another_date_makes_another_letter(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales)
    client, address = desk(people.sales), reverse("confirmation-preview", args=[order.number, "png"])
    one, other = (
        client.get(address, {"promised": d.isoformat()}).content for d in (SOON, SOON + timedelta(days=1))
    )
    assert one != other
    assert client.get(address, {"page": "9"}).status_code == 404
    pdf = client.get(reverse("confirmation-preview", args=[order.number, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Type"] == "application/pdf"


def test_the_letter_is_for_who_may_confirm(shop: Shop, people: People, desk: Desk) -> None:
    order = entered(shop, people.sales)
    address = reverse("confirmation-preview", args=[order.number, "pdf"])
    assert desk(people.production).get(address).status_code == 403
    assert desk(shop.buyer).get(address)["Location"] == "/portal"
    assert desk(people.sales).get(reverse("confirmation-preview", args=["NONE", "pdf"])).status_code == 404


def test_the_confirmation_desk_asks_the_database_little(
    shop: Shop, people: People, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    order = entered(shop, people.sales)
    client = desk(people.sales)
    with django_assert_max_num_queries(20):
        assert client.get(act_url("orders.confirm", order)).status_code == 200
