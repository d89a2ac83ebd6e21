"""信息录入: sales types an order while the caller speaks; the server prices it, says what to read back, keeps a draft."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from tests.orders.shop import SOON, Shop, entered
from tests.people import People
from tests.web.orders.conftest import Desk, text_of

from takt.factory.actions.edit_item import edit_item
from takt.factory.models import Item
from takt.orders.drafts import KEPT_DAYS
from takt.orders.models import EntryDraft, Order
from takt.web.pages.acting.possible import act_url

ENTER = act_url("orders.enter")


def call(shop: Shop, **more: Any) -> dict[str, Any]:
    """What sales has typed after three lines."""
    return {
        "customer": shop.farwin.number, "caller": "王丽", "called_at": "2026-01-05T09:30", "requested_date": SOON.isoformat(),
        "origin": "phone", "contact": str(shop.contact.pk), "ship_to": str(shop.address.pk), "read_back": "on",
        "lines.0.item": "PUMP-1", "lines.0.quantity": "2",
        "lines.1.item": "FL-100", "lines.1.quantity": "10", "lines.1.discount_share": "5%",
        "lines.2.item": "OIL-1", "lines.2.quantity": "1.5", "lines.2.note": "桶装", **more,
    }  # fmt: skip


def test_an_order_by_phone_of_three_lines_is_entered_as_it_was_typed(
    shop: Shop, people: People, desk: Desk
) -> None:
    answer = desk(people.sales).post(ENTER, call(shop))
    order = Order.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("order", args=[order.number]))
    assert order.lines.count() == 3
    assert order.lines.get(position=20).amount == Decimal("950.00")
    assert (order.contact, order.ship_to, order.call.read_back) == (shop.contact, shop.address, True)


def test_the_server_says_what_it_comes_to_while_it_is_typed(shop: Shop, people: People, desk: Desk) -> None:
    told = desk(people.sales).post(reverse("entry-look"), call(shop)).json()
    entered_one = entered_as_typed(shop, people, desk)
    assert told["lines"]["0"] == {
        "name": "离心泵 · B",
        "unit": "件",
        "list_price": "1,200.5",
        "amount": "2,401.00",
    }
    said = text_of(told["panel"])
    assert f"{entered_one.gross_amount:,.2f} CNY" in said
    assert "人民币" in said
    assert "桶装" not in told["lines"]["2"]["name"]
    assert told["wrong"] == {}


def entered_as_typed(shop: Shop, people: People, desk: Desk) -> Order:
    """The order that becomes of it."""
    desk(people.sales).post(ENTER, call(shop))
    return Order.objects.get()


def test_contacts_and_addresses_are_those_of_the_customer_chosen(
    shop: Shop, people: People, desk: Desk
) -> None:
    told = desk(people.sales).post(reverse("entry-look"), call(shop)).json()
    assert [c["value"] for c in told["contacts"]] == [str(shop.contact.pk)]
    assert [a["value"] for a in told["addresses"]] == [str(shop.address.pk)]


def test_without_scripts_the_button_shows_contacts_prices_and_what_to_say(
    shop: Shop, people: People, desk: Desk
) -> None:
    answer = desk(people.sales).post(ENTER, call(shop, look="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not Order.objects.exists()
    assert str(shop.contact.pk) in page
    assert str(shop.other_address.pk) not in page
    assert "2,401.00" in page
    assert 'value="10"' in page


def findable(people: People, item: Item, name: str) -> None:
    """The item gets a name, and with it its pinyin and initials."""
    edit_item(item, by=people.production, name=name)


def test_letters_that_mean_one_row_only_become_its_number(shop: Shop, people: People, desk: Desk) -> None:
    findable(people, shop.pump, "离心泵")
    findable(people, shop.flange, "法兰")
    typed = {"customer": "C-FARW", "lines.4.item": "lixin", "lines.4.quantity": "1"}
    assert desk(people.sales).post(reverse("entry-look"), typed).json()["meant"] == {
        "customer": "C-FARWIN", "lines.4.item": "PUMP-1",
    }  # fmt: skip


def test_only_what_is_sold_is_offered(shop: Shop, people: People, desk: Desk) -> None:
    findable(people, shop.bolt, "铁螺栓")
    findable(people, shop.pump, "铁泵")
    found = desk(people.sales).get(reverse("entry-items"), {"q": "tie"}).json()["choices"]
    assert [c["value"] for c in found] == ["PUMP-1"]


def test_a_number_of_the_customer_used_before_is_said_at_its_field_and_points_to_the_first(
    shop: Shop, people: People, desk: Desk
) -> None:
    first = entered(shop, people.sales, customer_order_number="PO-7")
    typed = call(shop, customer_order_number="PO-7")
    told = desk(people.sales).post(reverse("entry-look"), typed).json()
    assert first.number in told["wrong"]["customer_order_number"]
    answer = desk(people.sales).post(ENTER, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert first.number in text_of(page)
    assert 'value="PO-7"' in page
    assert 'value="王丽"' in page


def test_a_wrong_line_is_refused_at_its_own_cell(shop: Shop, people: People, desk: Desk) -> None:
    page = desk(people.sales).post(ENTER, call(shop, **{"lines.1.item": "NOTHING"})).content.decode()
    cell = page[page.index('id="f-lines-1-item-errors"') :]
    assert "there is no item “NOTHING”" in cell[:200]
    assert 'id="f-lines-0-item-errors"' not in page
    assert 'id="f-lines-2-item-errors"' not in page
    told = desk(people.sales).post(
        reverse("entry-look"), call(shop, **{"lines.7.item": "NOTHING", "lines.7.quantity": "1"})
    )
    assert list(told.json()["wrong"]) == ["lines.7.item"]


def test_what_was_typed_is_kept_offered_again_and_gone_once_entered(
    shop: Shop, people: People, desk: Desk
) -> None:
    client = desk(people.sales)
    assert client.post(reverse("entry-draft"), call(shop)).status_code == 204
    assert "was not entered" in client.get(ENTER).content.decode()
    assert "was not entered" not in desk(people.sales2).get(ENTER).content.decode()
    page = client.get(ENTER, {"draft": "1"}).content.decode()
    assert 'value="桶装"' in page
    assert 'value="2026-01-05T09:30"' in page
    client.post(ENTER, call(shop))
    assert not EntryDraft.objects.exists()


def test_a_draft_can_be_thrown_away_and_an_old_one_is_not_offered(
    shop: Shop, people: People, desk: Desk
) -> None:
    client = desk(people.sales)
    client.post(reverse("entry-draft"), call(shop))
    EntryDraft.objects.update(saved_at=datetime.now(UTC) - timedelta(days=KEPT_DAYS + 1))
    assert "was not entered" not in client.get(ENTER).content.decode()
    client.post(reverse("entry-draft"), call(shop, drop="1"))
    assert not EntryDraft.objects.exists()


def test_an_old_order_begins_a_new_one_at_the_prices_of_today(shop: Shop, people: People, desk: Desk) -> None:
    old = entered(shop, people.sales, customer_order_number="PO-1")
    page = desk(people.sales).get(ENTER, {"like": old.number}).content.decode()
    assert 'value="PUMP-1"' in page
    assert 'value="PO-1"' not in page
    assert f'value="{shop.contact.pk}" selected' in page
    assert "FL-100 法兰: 95.5 then, 100 now" in text_of(page)


def test_the_desk_is_for_sales_only(shop: Shop, people: People, desk: Desk) -> None:
    for person in (people.production, shop.buyer):
        client = desk(person)
        assert client.get(ENTER).status_code == (403 if person is people.production else 302)
        assert client.post(reverse("entry-look"), call(shop)).status_code == 403
        assert client.post(reverse("entry-draft"), call(shop)).status_code == 403
    assert not EntryDraft.objects.exists()


def test_the_desk_asks_the_database_little_however_long_the_order(
    shop: Shop, people: People, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    client = desk(people.sales)
    many = {f"lines.{n}.item": "PUMP-1" for n in range(40)} | {f"lines.{n}.quantity": "1" for n in range(40)}
    with django_assert_max_num_queries(12):
        assert client.post(reverse("entry-look"), call(shop, **many)).status_code == 200
