"""A part of a live page is made anew only when something happened to its order, and for everybody by their own right."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.orders.shop import Shop, confirmed, entered
from tests.people import People

from takt.conduct.refusals import NotYours
from takt.departments.models import Person
from takt.orders.actions.annotate import annotate
from takt.orders.models import Order
from takt.web.live.fragments import fragment, seen_order
from takt.web.live.positions import position


class Reads:
    """A reader who reads the same part again and again, as a browser does."""

    def __init__(self, reader: Person, order: Order) -> None:
        self.reader, self.order, self.etag, self.made = reader, order, "", 0

    def again(self) -> int:
        """Ask with what is known; the status."""
        headers = {"If-None-Match": self.etag} if self.etag else {}
        answer = fragment(
            RequestFactory().get("/part", headers=headers), self.reader, self.order.pk, self._make
        )
        self.etag = answer.get("ETag", self.etag)
        return answer.status_code

    def _make(self) -> HttpResponse:
        self.made += 1
        return HttpResponse("part")


def test_a_part_is_not_made_again_while_nothing_happens(people: People, shop: Shop) -> None:
    reads = Reads(people.sales, confirmed(shop, people))
    assert [reads.again() for _ in range(3)] == [200, 304, 304]
    assert reads.made == 1


def test_what_happens_is_read_once_more(people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    reads = Reads(people.sales, order)
    reads.again()
    annotate(Order.objects.get(pk=order.pk), by=people.sales, notes="Call before delivery")
    assert [reads.again() for _ in range(2)] == [200, 304]


def test_what_happens_to_another_order_is_not(people: People, shop: Shop) -> None:
    reads = Reads(people.sales, confirmed(shop, people))
    reads.again()
    entered(shop, people.sales)
    assert reads.again() == 304


def test_a_copy_of_one_reader_is_no_copy_for_another(people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    mine, yours = Reads(people.sales, order), Reads(people.production, order)
    mine.again()
    yours.etag = mine.etag
    assert yours.again() == 200


def test_the_position_counts_every_act_of_the_case(people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    before = position(order.pk)
    annotate(Order.objects.get(pk=order.pk), by=people.sales, notes="Fragile")
    assert position(order.pk) == before + 1


def test_contacts_see_parts_of_their_own_orders_only(
    people: People, shop: Shop, refused: Callable[..., Any]
) -> None:
    order = confirmed(shop, people)
    assert seen_order(shop.buyer, order.number) == order
    with refused(NotYours):
        seen_order(shop.other_buyer, order.number)


def test_the_order_page_says_what_it_listens_to(
    browser: Callable[[Person], Client], people: People, shop: Shop
) -> None:
    order = confirmed(shop, people)
    page = browser(people.sales).get(f"/orders/{order.number}").content.decode()
    assert f'data-live-order="{order.number}"' in page
    assert f'data-live-since="{position(order.pk)}"' in page
