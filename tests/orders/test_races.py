"""II.1: many people at once; one is first, the others hear why."""

from tests.orders.shop import LATER, entered, open_shop
from tests.people import make_people
from tests.races import apart, at_once

from takt.orders.actions.confirm import confirm
from takt.orders.checklist import CHECKLIST
from takt.orders.models import Confirmation, Order

__all__ = ["apart"]


def test_one_customer_order_number_is_entered_once(apart: None) -> None:
    people, shop = make_people(), open_shop()
    outcomes = at_once(lambda _: entered(shop, people.sales, customer_order_number="PO-1"))
    assert outcomes["done"] == 1
    assert set(outcomes) <= {"done", "duplicate_order", "taken"}
    assert Order.objects.count() == 1


def test_numbers_have_no_gaps_and_an_order_is_confirmed_once(apart: None) -> None:
    people, shop = make_people(), open_shop()
    at_once(lambda _: entered(shop, people.sales))
    numbers = sorted(int(n.rpartition("-")[2]) for n in Order.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 33))
    order = Order.objects.earliest("number")

    def confirmed_by_zhang(_: int) -> None:
        held = Order.objects.get(pk=order.pk)
        confirm(held, by=people.sales2, promised_date=LATER, checklist=list(CHECKLIST))

    outcomes = at_once(confirmed_by_zhang)
    assert outcomes["done"] == 1
    assert set(outcomes) <= {"done", "stale", "wrong_state"}
    assert Confirmation.objects.count() == 1
