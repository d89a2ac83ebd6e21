"""III.1.1: the customer orders through an online system, for their own company only."""

from decimal import Decimal
from typing import Any

from tests.orders.shop import LATER, SOON, Shop, entered
from tests.people import People

from takt.conduct.reading import readable_rows
from takt.conduct.refusals import NotYourDepartment, NotYours, WrongState
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.orders import refusals as no
from takt.orders import resources
from takt.orders.actions.attach import attach
from takt.orders.actions.confirm import confirm
from takt.orders.actions.enter import enter
from takt.orders.actions.place import place
from takt.orders.actions.take_over import take_over
from takt.orders.actions.withdraw import withdraw
from takt.orders.checklist import asked_of
from takt.orders.lines import WishedLine
from takt.orders.models import Order
from takt.orders.reads import next_actor, waiting_to_be_taken_over
from takt.orders.states import OrderState

PUMP = [WishedLine("PUMP-1", Decimal(2), note="红色")]


def placed(shop: Shop, **more: Any) -> Order:
    return place(by=shop.buyer, lines=PUMP, requested_date=SOON, **more)


def test_wang_places_an_order_and_sales_takes_it_over(
    shop: Shop, people: People, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(9):
        order = placed(shop, customer_order_number="PO-9", ship_to=shop.address)
    assert (order.state, order.customer, order.net_amount) == (
        OrderState.PLACED,
        shop.farwin,
        Decimal("2401.00"),
    )
    assert list(waiting_to_be_taken_over()) == [order]
    assert next_actor(order).action == "orders.take_over"  # type: ignore[union-attr]
    take_over(order, by=people.sales)
    assert (order.state, order.entered_by) == (OrderState.ENTERED, people.sales)
    confirm(order, by=people.sales, promised_date=LATER, checklist=asked_of(order.origin))
    assert order.state == OrderState.CONFIRMED


def test_the_customer_does_not_do_what_sales_does(shop: Shop, people: People, refused: Any) -> None:
    order = placed(shop)
    with refused(NotYourDepartment):
        take_over(order, by=shop.buyer)
    with refused(NotYourDepartment):
        enter(by=shop.buyer, customer=shop.farwin, lines=[], requested_date=SOON)
    with refused(NotYourDepartment):
        place(by=people.sales, lines=PUMP, requested_date=SOON)


def test_another_company_sees_and_touches_nothing(shop: Shop, people: People, refused: Any) -> None:
    order = placed(shop)
    attach(order, by=shop.buyer, name="drawing.pdf", content=b"%PDF-1.7")
    with refused(NotYours):
        withdraw(order, by=shop.other_buyer, reason="Not mine")
    with refused(NotYours):
        attach(order, by=shop.other_buyer, name="mine.pdf", content=b"x")
    assert resources.EVERYBODY
    for name in (
        "customers",
        "addresses",
        "contacts",
        "orders",
        "order-lines",
        "confirmations",
        "attachments",
    ):
        mine = set(readable_rows(RESOURCES[name], shop.buyer))
        theirs = set(readable_rows(RESOURCES[name], shop.other_buyer))
        assert not mine & theirs, name
        assert mine or name == "confirmations"
    for name in ("order-versions", "calls"):
        with refused(NotYours):
            readable_rows(RESOURCES[name], shop.buyer)


def test_an_address_of_another_company_is_refused(shop: Shop, refused: Any) -> None:
    with refused(no.NotOfThisCustomer):
        placed(shop, ship_to=shop.other_address)


def test_somebody_without_a_contact_places_nothing(shop: Shop, refused: Any) -> None:
    with refused(no.NoContact):
        place(by=shop.other_buyer, lines=PUMP, requested_date=SOON)


def test_the_customer_takes_back_what_sales_has_not_taken_over(
    shop: Shop, people: People, refused: Any
) -> None:
    first, second = placed(shop), placed(shop)
    withdraw(first, by=shop.buyer, reason="A mistake")
    assert (first.state, first.state_reason) == (OrderState.WITHDRAWN, "A mistake")
    take_over(second, by=people.sales)
    with refused(no.OnlyWhilePlaced):
        withdraw(second, by=shop.buyer, reason="Too late")
    withdraw(second, by=people.sales, reason="The customer called")
    with refused(WrongState):
        withdraw(second, by=people.sales, reason="Once more")


def test_every_state_has_at_most_one_next_actor(shop: Shop, people: People) -> None:
    order = entered(shop, people.sales)
    over = {OrderState.CLOSED, OrderState.REFUSED, OrderState.WITHDRAWN}
    for state in OrderState:
        order.state = state
        assert (next_actor(order) is None) == (state in over)
    assert Person.objects.filter(kind="customer").count() == 2
