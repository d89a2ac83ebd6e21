"""What waits with orders: from the customer's wish to the customer's word."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from tests.approval.desk import Desk
from tests.open_door import open_door
from tests.orders.shop import LATER, SOON, entered
from tests.records.waiting.desk import steps, waits
from tests.rows import build

from takt.conduct.models import Letter
from takt.orders.actions.confirm import confirm
from takt.orders.actions.place import place
from takt.orders.actions.take_over import take_over
from takt.orders.actions.withdraw import withdraw
from takt.orders.checklist import asked_of
from takt.orders.lines import WishedLine
from takt.orders.models import Order
from takt.records.waiting.inbox import counts, waiting_for


def wished(desk: Desk) -> Order:
    """The buyer orders a pump in the portal."""
    return place(by=desk.shop.buyer, lines=[WishedLine("PUMP-1", 2)], requested_date=SOON)  # type: ignore[arg-type]  # as from JSON


def later(order: Order, **span: int) -> None:
    """The order's acts were so long ago."""
    back = str(timedelta(**span))
    with connection.cursor() as cursor:
        cursor.execute("alter table conduct_journalentry disable trigger user")
        cursor.execute(
            "update conduct_journalentry set at = at - %s::interval where subject_id = %s",
            (back, str(order.pk)),
        )
        cursor.execute("alter table conduct_journalentry enable trigger user")
        cursor.execute(
            "update orders_order set entered_at = entered_at - %s::interval where id = %s",
            (back, str(order.pk)),
        )


def test_sales_takes_over_confirms_and_then_reviews(desk: Desk) -> None:
    order, people = wished(desk), desk.people
    assert waits(people.sales) == waits(people.sales2) == [("orders.take_over", order.number)]
    take_over(order, by=people.sales)
    assert steps(people.sales2) == ["orders.confirm"]
    confirm(order, by=people.sales2, promised_date=LATER, checklist=asked_of(order.origin))
    assert steps(people.sales) == []
    assert steps(people.sales2) == ["approval.sales"]


def test_nobody_else_sees_what_waits_for_sales(desk: Desk) -> None:
    wished(desk)
    people: Any = desk.people
    others = [n for n in people.__dataclass_fields__ if "sales" not in n]
    assert [n for n in others if steps(getattr(people, n))] == []


def test_what_is_withdrawn_waits_for_nobody(desk: Desk) -> None:
    order = entered(desk.shop, desk.people.sales)
    withdraw(order, by=desk.people.sales, reason="the customer changed their mind")
    assert steps(desk.people.sales) == []


def test_a_thing_says_since_when_it_waits_until_when_and_who_began_it(desk: Desk) -> None:
    order = entered(desk.shop, desk.people.sales)
    (task,) = waiting_for(desk.people.sales2).tasks
    assert task.context.number == task.waiting.reference == order.number
    assert (task.context.customer, task.started_by) == (desk.shop.farwin.name, desk.people.sales.name)
    assert task.context.gross_amount == order.gross_amount
    assert task.context.wanted_by == SOON
    assert abs(task.waiting.since - timezone.now()) < timedelta(minutes=1)
    assert timedelta(days=1) <= task.waiting.due - task.waiting.since <= timedelta(days=3)
    assert timezone.localtime(task.waiting.due).isoweekday() <= 5
    assert not task.is_overdue


def test_what_is_due_earliest_stands_first_and_what_is_past_it_is_overdue(desk: Desk) -> None:
    young, old = entered(desk.shop, desk.people.sales), entered(desk.shop, desk.people.sales)
    later(old, days=4)
    tasks = waiting_for(desk.people.sales).tasks
    assert [(t.context.number, t.is_overdue) for t in tasks] == [(old.number, True), (young.number, False)]
    found = counts(desk.people.sales)
    assert (found.waiting, found.overdue, found.is_more) == (2, 1, False)


def test_amounts_are_shown_to_those_only_who_may_see_money(desk: Desk) -> None:
    order = desk.order()
    (of_finance,) = waiting_for(desk.people.finance).tasks
    (of_production,) = waiting_for(desk.people.production).tasks
    assert of_finance.context.gross_amount == order.gross_amount
    assert of_production.context.gross_amount is None
    assert "gross_amount" not in of_production.as_dict()


def test_a_dead_letter_waits_for_who_can_send_it_again(desk: Desk) -> None:
    with open_door():
        lost: Letter = build(Letter, state="dead", kind="orders.confirmation", recipient_name="王丽")
        build(Letter, state="doubtful", kind="orders.confirmation")
    assert min(waits(desk.people.logistics)) == ("conduct.resend", str(lost.pk))
    assert steps(desk.people.admin) == steps(desk.people.sales)
    assert sorted(steps(desk.people.sales)) == ["conduct.resend", "conduct.settle"]
    assert steps(desk.people.finance) == []
