"""What I did, what I began and with whom it lies now, what I was told."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.approval.desk import Desk
from tests.orders.shop import LATER, entered

from takt.approval.actions.budget import budget
from takt.approval.actions.feasibility import feasibility
from takt.approval.actions.final import final
from takt.approval.actions.sales import sales
from takt.approval.models import Verdict
from takt.conduct.actors import Department
from takt.conduct.refusals import InvalidInput, NotYourDepartment
from takt.departments.actions.delegate import delegate
from takt.orders.actions.confirm import confirm
from takt.orders.actions.withdraw import withdraw
from takt.orders.checklist import asked_of
from takt.orders.models import Order
from takt.records.waiting.copied import copied_to
from takt.records.waiting.done import done_by
from takt.records.waiting.inbox import counts, waiting_for
from takt.records.waiting.started import how_many_started, started_by
from takt.records.waiting.tabs import Asked, read


def next_of(order: Order, desk: Desk) -> tuple[str, str]:
    """Who acts next on the one order that Li began."""
    (found,), _ = started_by(desk.people.sales)
    assert found.context.number == order.number
    return found.department.value, found.action


def test_an_order_that_i_entered_says_at_every_state_who_acts_next(desk: Desk) -> None:
    order, people = entered(desk.shop, desk.people.sales), desk.people
    assert next_of(order, desk) == ("sales", "orders.confirm")
    confirm(order, by=people.sales2, promised_date=LATER, checklist=asked_of(order.origin))
    assert next_of(order, desk) == ("sales", "approval.sales")
    sales(order, by=people.head_of_sales)
    assert next_of(order, desk) == ("finance", "approval.budget")
    withdraw(order, by=people.sales2, reason="the customer changed their mind")
    assert started_by(people.sales) == ([], "")


def test_it_says_since_when_it_lies_there_and_how_many_there_are(desk: Desk) -> None:
    order = desk.order()
    (found,), _ = started_by(desk.people.sales)
    assert found.entered_at <= found.since <= timezone.now()
    assert how_many_started(desk.people.sales) == 1
    assert how_many_started(desk.people.sales2) == 0
    sales(order, by=desk.people.head_of_sales)
    (later,), _ = started_by(desk.people.sales)
    assert later.since > found.since


def test_my_deeds_stand_newest_first_with_their_order_and_no_part_of_a_deed(desk: Desk) -> None:
    order = desk.reviewed(desk.order())
    final(order, by=desk.people.management)
    deeds, _ = done_by(desk.people.management)
    assert [(d.action, d.order, d.customer) for d in deeds] == [
        ("approval.final", order.number, desk.shop.farwin.name)
    ]
    second = entered(desk.shop, desk.people.sales)
    mine, _ = done_by(desk.people.sales)
    assert [d.order for d in mine] == [second.number, order.number]
    assert [d.order for d in done_by(desk.people.sales, search=order.number.lower())[0]] == [order.number]


def test_what_a_delegate_did_says_for_whom(desk: Desk) -> None:
    people, now = desk.people, timezone.now()
    order = desk.order()
    delegate(
        by=people.finance, taker=people.logistics, department=Department.FINANCE, since=now,
        until=now + timedelta(days=2), reason="at the fair",
    )  # fmt: skip
    budget(order, by=people.logistics)
    (deed,), _ = done_by(people.logistics)
    assert (deed.action, deed.for_whom) == ("approval.budget", people.finance.name)


def test_who_entered_a_returned_order_is_told_why(desk: Desk) -> None:
    order = desk.order()
    budget(order, by=desk.people.finance, verdict=Verdict.RETURN, reason="the price is old")
    (letter,), _ = copied_to(desk.people.sales)
    assert letter.order == order.number
    assert order.number in letter.subject
    assert "the price is old" in letter.body
    assert copied_to(desk.people.sales2) == ([], "")


def test_pages_follow_one_another_without_losing_anything(desk: Desk) -> None:
    numbers = {entered(desk.shop, desk.people.sales).number for _ in range(5)}
    for tab in ("waiting", "done", "started"):
        seen: list[str] = []
        cursor = ""
        for _ in range(4):
            part = read(desk.people.sales, Asked(tab, cursor=cursor, limit=2)).as_dict()
            seen += [t["order"] for t in part["tasks"]]
            cursor = part["next"] or ""
            if not cursor:
                break
        assert sorted(seen) == sorted(numbers), tab


def test_words_and_steps_narrow_what_waits(desk: Desk) -> None:
    order = entered(desk.shop, desk.people.sales)
    entered(desk.shop, desk.people.sales)
    assert len(waiting_for(desk.people.sales, search="远航").tasks) == 2
    assert [t.context.number for t in waiting_for(desk.people.sales, search=order.number.lower()).tasks] == [
        order.number
    ]
    assert waiting_for(desk.people.sales, search="100%").tasks == []
    assert waiting_for(desk.people.sales, action="orders.take_over").tasks == []
    assert waiting_for(desk.people.sales, action="orders.take_over").by_action == {"orders.confirm": 2}


@pytest.mark.parametrize(
    "wrong",
    [
        {"tab": "all"},
        {"action": "orders.erase"},
        {"limit": 0},
        {"cursor": "made-up"},
        {"search": "a b c d e f g"},
    ],
)
def test_what_cannot_be_asked_is_refused(wrong: dict[str, Any], desk: Desk, refused: Any) -> None:
    with refused(InvalidInput):
        read(desk.people.sales, Asked(**wrong))


def test_contacts_of_a_customer_have_no_inbox(desk: Desk, refused: Any) -> None:
    for tab in ("waiting", "done", "started", "copied"):
        with refused(NotYourDepartment):
            read(desk.shop.buyer, Asked(tab))
    assert counts(desk.shop.buyer).waiting == 0


def test_an_inbox_takes_two_queries_and_its_counts_one(desk: Desk, django_assert_num_queries: Any) -> None:
    desk.order()
    for _ in range(3):
        entered(desk.shop, desk.people.sales)
    feasibility(desk.order(), by=desk.people.production)
    with django_assert_num_queries(2):
        assert len(waiting_for(desk.people.sales2).tasks) == 5
    with django_assert_num_queries(1):
        assert counts(desk.people.sales2).waiting == 5
    with django_assert_num_queries(1):
        started_by(desk.people.sales)
    with django_assert_num_queries(1):
        done_by(desk.people.sales)
