"""III.1.2: before approval sales may correct an order; what the customer was told is confirmed anew."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.orders.shop import LATER, SOON, THREE_LINES, Shop, confirmed, entered
from tests.people import People

from takt.conduct.models import JournalEntry
from takt.conduct.refusals import WrongState
from takt.orders import line_refusals as bad
from takt.orders import refusals as no
from takt.orders.actions.annotate import annotate
from takt.orders.actions.revise import revise
from takt.orders.actions.withdraw import withdraw
from takt.orders.lines import NewLine
from takt.orders.models import Order, OrderLine, OrderVersion
from takt.orders.reads import changed_between, content_at
from takt.orders.states import OrderState

PRICED = [NewLine("PUMP-1", Decimal(2), Decimal(1100)), *THREE_LINES[1:]]


def test_another_price_asks_for_a_new_confirmation(
    shop: Shop, people: People, django_assert_max_num_queries: Any
) -> None:
    order = confirmed(shop, people)
    ids = list(OrderLine.objects.filter(order=order).values_list("pk", flat=True))
    with django_assert_max_num_queries(16):
        revise(order, by=people.sales, reason="A better price", lines=PRICED)
    assert (order.state, order.net_amount) == (OrderState.ENTERED, Decimal("3157.25"))
    assert list(OrderLine.objects.filter(order=order).values_list("pk", flat=True)) == ids
    version = OrderVersion.objects.get(order=order, number=order.content_version)
    assert (version.reason, version.hash, version.made_by) == (
        "A better price",
        order.content_hash,
        people.sales,
    )
    assert [d.field for d in changed_between(order, 2, 3)] == [
        "net_amount", "tax_amount", "gross_amount", "lines.10.price", "lines.10.amount",
    ]  # fmt: skip
    assert (changed_between(order, 2, 3)[3].before, changed_between(order, 2, 3)[3].after) == (
        "1200.5",
        "1100",
    )


def test_lines_come_and_go(shop: Shop, people: People) -> None:
    order = entered(shop, people.sales)
    lines = [replace(THREE_LINES[1], position=20), NewLine("PUMP-1", Decimal(1), position=40)]
    revise(order, by=people.sales, reason="Another pump, no oil", lines=lines)
    assert [(x.position, x.item.number) for x in order.lines.all()] == [(20, "FL-100"), (40, "PUMP-1")]
    assert [line["position"] for line in content_at(order)["lines"]] == [20, 40]


def test_the_header_changes_alone(shop: Shop, people: People) -> None:
    order = entered(shop, people.sales)
    revise(order, by=people.sales, reason="Export", tax_rate=Decimal(0), customer_order_number="PO-2")
    assert (order.tax_amount, order.gross_amount) == (Decimal(0), order.net_amount)
    assert Order.objects.get().customer_order_number == "PO-2"


def test_notes_and_carrier_leave_the_confirmation_in_force(shop: Shop, people: People) -> None:
    order = confirmed(shop, people)
    annotate(order, by=people.sales, carrier_wish="顺丰", notes="小心轻放")
    assert order.state == OrderState.CONFIRMED
    assert [d.field for d in changed_between(order, 2, 3)] == ["carrier_wish", "notes"]


def test_a_revision_changes_something(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales)
    with refused(no.NothingChanged):
        revise(order, by=people.sales, reason="Nothing", lines=THREE_LINES, requested_date=SOON)
    with refused(no.NothingChanged):
        annotate(order, by=people.sales, notes="")
    assert Order.objects.get().content_version == 1


def test_a_revision_is_checked_like_an_entry(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales)
    entered(shop, people.sales, customer_order_number="PO-1")
    with refused(bad.WrongQuantity, no.NotOfThisCustomer, no.DuplicateOrder, no.DateOutOfRange):
        revise(
            order,
            by=people.sales,
            reason="All wrong",
            lines=[NewLine("PUMP-1", Decimal("0.5"))],
            ship_to=shop.other_address,
            customer_order_number="PO-1",
            requested_date=SOON - timedelta(days=90),
        )


def test_a_withdrawn_order_is_not_revised(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales)
    withdraw(order, by=people.sales, reason="No money")
    with refused(WrongState):
        revise(order, by=people.sales, reason="Too late", requested_date=LATER)
    last = JournalEntry.objects.filter(subject_id=order.pk).latest("seq")
    assert (last.action, "No money" in last.body) == ("orders.withdraw", True)


def test_two_thousand_lines_are_revised_in_few_statements(
    shop: Shop, people: People, django_assert_max_num_queries: Any
) -> None:
    order = entered(shop, people.sales, lines=[NewLine("FL-100", Decimal(1))] * 2000)
    with django_assert_max_num_queries(20):
        revise(order, by=people.sales, reason="Double", lines=[NewLine("FL-100", Decimal(2))] * 2000)
    assert order.net_amount == 400_000
