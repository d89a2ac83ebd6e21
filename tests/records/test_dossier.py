"""IV: everything about an order stands on one timeline, as far as the reader may see it."""

from typing import Any

import pytest
from tests.orders.shop import LATER, Shop, confirmed, entered
from tests.people import People

from takt.conduct.refusals import NotYours, WrongState
from takt.orders.actions.add_customer import add_customer
from takt.orders.actions.confirm import confirm
from takt.orders.checklist import asked_of
from takt.orders.models import Order, Origin
from takt.records.dossier import dossier
from takt.records.search import search


def test_acts_letters_and_refused_attempts_stand_in_sequence(
    people: People, shop: Shop, refused: Any
) -> None:
    order = confirmed(shop, people)
    with refused(WrongState):
        confirm(
            Order.objects.get(pk=order.pk),
            by=people.sales2,
            promised_date=LATER,
            checklist=asked_of(Origin.PHONE),
        )
    found = dossier(order.number, people.sales)
    told = [(e.event, e.what) for e in found.timeline]
    assert told[0] == ("act", "orders.enter")
    assert ("act", "orders.confirm") in told
    assert ("letter", "orders.confirmation") in told
    assert told[-1] == ("refused", "orders.confirm")
    assert [e.at for e in found.timeline] == sorted(e.at for e in found.timeline)
    assert {e.who for e in found.timeline} >= {people.sales.name, people.sales2.name}
    assert found.genuine


def test_a_dossier_asks_at_most_twelve_questions(
    people: People, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    order = confirmed(shop, people)
    with django_assert_max_num_queries(12):
        assert dossier(order.number, people.sales).as_dict()["order"]["number"] == order.number


def test_every_state_has_one_next_actor(people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    following = dossier(order.number, people.sales).next
    assert following is not None
    assert (following.department, following.action) == ("sales", "orders.confirm")
    confirm(order, by=people.sales2, promised_date=LATER, checklist=asked_of(Origin.PHONE))
    in_review = dossier(order.number, people.sales).next
    assert in_review is not None
    assert in_review.department == "sales"
    assert in_review.action.startswith("approval.")


def test_who_may_not_see_money_sees_none_of_it(people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    text = str(dossier(order.number, people.production).as_dict())
    assert "gross_amount" not in text
    assert str(order.gross_amount) not in text
    assert str(order.gross_amount) in str(dossier(order.number, people.finance).as_dict())


def test_contacts_see_their_own_orders_without_our_people(people: People, shop: Shop, refused: Any) -> None:
    order = confirmed(shop, people)
    found = dossier(order.number, shop.buyer)
    text = str(found.as_dict()["timeline"])
    assert people.sales.name not in text
    assert people.sales2.name not in text
    assert {e.event for e in found.timeline} <= {"act", "letter", "feedback"}
    assert found.reviews == []
    with refused(NotYours):
        dossier(order.number, shop.other_buyer)
    with refused(NotYours):
        dossier("SO-NONE", shop.buyer)


@pytest.mark.parametrize("words", ["C-77", "c-7", "苏州", "suzhou", "szzc", "Bearings"])
def test_the_search_finds_by_number_name_pinyin_and_initials(words: str, people: People, shop: Shop) -> None:
    add_customer(by=people.sales, number="C-77", name="苏州轴承", name_en="Suzhou Bearings")
    assert [h.reference for h in search(words, people.sales)] == ["C-77"]


def test_the_search_shows_contacts_their_own_only(people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    assert [h.reference for h in search(order.number, shop.buyer)] == [order.number]
    assert search(order.number, shop.other_buyer) == []
    assert search("  ", people.sales) == []
