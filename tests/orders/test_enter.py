"""III.1.2: sales enters the order, accurately."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.open_door import open_door
from tests.orders.shop import LATER, SOON, THREE_LINES, Shop, entered, item
from tests.people import People

from takt.conduct.canonical import content_hash
from takt.conduct.refusals import InvalidInput, NotYourDepartment, Refused
from takt.conduct.requests import bind, perform
from takt.factory.models import Item
from takt.orders import line_refusals as bad
from takt.orders import refusals as no
from takt.orders.actions.enter import enter
from takt.orders.actions.withdraw import withdraw
from takt.orders.lines import NewLine
from takt.orders.models import Order, OrderLine, OrderVersion, Origin
from takt.orders.states import OrderState


def test_li_of_sales_enters_what_was_ordered_by_phone(
    shop: Shop, people: People, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        order = entered(shop, people.sales, customer_order_number="PO-1")
    assert (order.state, order.entered_by, order.call.caller) == (OrderState.ENTERED, people.sales, "王丽")
    amounts = [str(line.amount) for line in order.lines.all()]
    assert amounts == ["2401.00", "907.25", "50.00"]
    assert (order.net_amount, order.tax_amount, order.gross_amount) == (
        Decimal("3358.25"), Decimal("436.57"), Decimal("3794.82"),
    )  # fmt: skip
    assert [line.requested_date for line in order.lines.all()] == [SOON, SOON, LATER]


def test_the_first_version_holds_the_whole_content_and_its_hash(shop: Shop, people: People) -> None:
    order = entered(shop, people.sales)
    version = OrderVersion.objects.get(order=order)
    assert version.hash == order.content_hash == content_hash(version.content)
    assert version.content["lines"][0]["revision"] == "B"
    assert version.content["customer"]["number"] == "C-FARWIN"
    assert "王丽" not in str(version.content)


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "amount"),
    [
        ("1", "0.005", "0", "0.01"),
        ("3", "0.335", "0", "1.01"),
        ("1.5", "33.333", "0", "50.00"),
        ("10", "95.5", "0.05", "907.25"),
        ("1", "99.99", "1", "0.00"),
    ],
)
def test_amounts_are_rounded_half_up_for_each_line(
    shop: Shop, people: People, quantity: str, price: str, discount: str, amount: str
) -> None:
    line = NewLine("OIL-1", Decimal(quantity), Decimal(price), Decimal(discount))
    order = entered(shop, people.sales, lines=[line])
    assert order.net_amount == Decimal(amount)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"lines": []}, bad.NoLines),
        ({"lines": [NewLine("NOTHING", Decimal(1))]}, bad.UnknownItem),
        ({"lines": [NewLine("BOLT-8", Decimal(1))]}, bad.NotForSale),
        ({"lines": [NewLine("PUMP-1", Decimal("1.5"))]}, bad.WrongQuantity),
        ({"lines": [NewLine("PUMP-1", Decimal(0))]}, bad.WrongQuantity),
        ({"lines": [NewLine("PUMP-1", Decimal(1), Decimal("99999999999999.9999")), *THREE_LINES] * 2}, None),
        ({"lines": [NewLine("PUMP-1", Decimal(2), Decimal(10) ** 14)]}, bad.TooMuchMoney),
        ({"lines": [NewLine("PUMP-1", Decimal(1), position=5)] * 2}, bad.PositionTwice),
        (
            {"lines": [NewLine("PUMP-1", Decimal(1), requested_date=SOON - timedelta(days=60))]},
            no.DateOutOfRange,
        ),
        ({"requested_date": SOON - timedelta(days=60)}, no.DateOutOfRange),
        ({"requested_date": SOON + timedelta(days=9999)}, no.DateOutOfRange),
        ({"currency": "EUR"}, no.WrongCurrency),
        ({"caller": " "}, no.CallUnknown),
        ({"called_at": None}, no.CallUnknown),
        ({"called_at": datetime.now(UTC) + timedelta(days=1)}, no.CallUnknown),
        ({"source": "orders.xlsx"}, no.SourceUnknown),
        ({"origin": Origin.FILE}, no.SourceUnknown),
        ({"origin": Origin.PORTAL}, no.SourceUnknown),
    ],
)
def test_what_is_wrong_is_refused_by_name_and_nothing_is_kept(
    shop: Shop, people: People, wrong: dict[str, Any], reason: Any, refused: Any
) -> None:
    if reason is None:
        assert entered(shop, people.sales, **wrong).lines.count() == 8
        return
    with refused(reason):
        entered(shop, people.sales, **wrong)
    assert not Order.objects.exists()


def test_every_reason_is_said_at_once(shop: Shop, people: People, refused: Any) -> None:
    lines = [NewLine("PUMP-1", Decimal("1.5")), NewLine("NOTHING", Decimal(1))]
    with refused(bad.WrongQuantity, bad.UnknownItem, no.WrongCurrency, no.NotOfThisCustomer) as reasons:
        entered(shop, people.sales, lines=lines, currency="EUR", ship_to=shop.other_address)
    assert "lines.1.item" in [reason.about for reason in reasons]


def test_a_line_without_price_needs_a_list_price(shop: Shop, people: People, refused: Any) -> None:
    with refused(bad.NoListPrice):
        entered(shop, people.sales, customer=shop.other, contact=None, ship_to=None)
    with open_door():
        item("NEW-1", "新品", shop.pump.unit, list_price=None).save()
    with refused(bad.NoListPrice):
        entered(shop, people.sales, lines=[NewLine("NEW-1", Decimal(1))])
    assert entered(shop, people.sales, lines=[NewLine("NEW-1", Decimal(1), Decimal(7))]).net_amount == 7


def test_the_same_customer_order_number_points_to_the_first_order(
    shop: Shop, people: People, refused: Any
) -> None:
    first = entered(shop, people.sales, customer_order_number="PO-7")
    with refused(no.DuplicateOrder) as reasons:
        entered(shop, people.sales2, customer_order_number="PO-7")
    assert first.number in str(reasons[0])
    withdraw(first, by=people.sales, reason="The customer ordered twice")
    assert entered(shop, people.sales2, customer_order_number="PO-7").number != first.number


def test_emoji_and_right_to_left_text_are_kept_as_typed(shop: Shop, people: People) -> None:
    typed = "急 🚀 \u0645\u0631\u062d\u0628\u0627\u200f \u05e9\u05dc\u05d5\u05dd"
    order = entered(shop, people.sales, notes=typed, lines=[replace(THREE_LINES[0], note=typed)])
    assert Order.objects.get(pk=order.pk).notes == typed
    assert OrderLine.objects.get(order=order).note == typed


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "\x7f"])
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        bind(
            enter,
            {"customer": "C", "lines": [{"item": text, "quantity": "1"}], "requested_date": "2027-01-01"},
        )
    assert [type(r) for r in caught.value.refusals] == [InvalidInput]
    assert caught.value.refusals[0].about == "lines.0.item"


def test_lines_without_a_position_get_the_next_free_ten(shop: Shop, people: People) -> None:
    lines = [NewLine("PUMP-1", Decimal(1), position=p) for p in (None, 20, None, 15)]
    order = entered(shop, people.sales, lines=lines)
    assert [line.position for line in order.lines.all()] == [10, 15, 20, 30]


def test_an_order_comes_in_as_plain_data_from_outside(shop: Shop, people: People) -> None:
    raw = {
        "customer": "C-FARWIN",
        "lines": [{"item": "PUMP-1", "quantity": "2", "discount_share": "0.1"}],
        "requested_date": SOON.isoformat(),
        "ship_to": str(shop.address.pk),
        "caller": "王丽",
        "called_at": "2026-01-02T08:00:00+08:00",
    }
    outcome = perform(enter, None, people.sales, raw)
    order = Order.objects.get(number=outcome.reference)
    assert (order.ship_to, order.net_amount) == (shop.address, Decimal("2160.90"))


def test_finance_does_not_enter_orders(shop: Shop, people: People, refused: Any) -> None:
    with refused(NotYourDepartment):
        entered(shop, people.finance)


def test_two_thousand_lines_are_entered_and_ten_thousand_refused(
    shop: Shop, people: People, refused: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        order = entered(shop, people.sales, lines=[NewLine("FL-100", Decimal(1))] * 2000)
    assert order.net_amount == 200_000
    with refused(bad.TooManyLines):
        entered(shop, people.sales, lines=[NewLine("FL-100", Decimal(1))] * 10_000)


def test_a_retired_customer_orders_nothing(shop: Shop, people: People, refused: Any) -> None:
    from takt.orders.actions.retire_customer import retire_customer

    retire_customer(shop.farwin, by=people.sales)
    with refused(no.CustomerRetired):
        entered(shop, people.sales)
    assert Item.objects.count() == 4
