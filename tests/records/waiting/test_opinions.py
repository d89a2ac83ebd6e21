"""III.2: an order in review waits for exactly those whose opinion it lacks and who may give it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.approval.desk import Desk
from tests.people import hired, person
from tests.records.waiting.desk import steps, waits

from takt.approval.actions.add_right import add_right
from takt.approval.actions.budget import budget
from takt.approval.actions.feasibility import feasibility
from takt.approval.actions.final import final
from takt.approval.actions.retire_right import retire_right
from takt.approval.actions.sales import sales
from takt.approval.models import DecisionRight, Stage, Verdict
from takt.conduct.actors import Department
from takt.conduct.refusals import Refused
from takt.departments.actions.delegate import delegate
from takt.departments.actions.unseparate import unseparate
from takt.departments.models import Person, Rank, SegregationRule
from takt.orders.actions.revise import revise
from takt.orders.models import Order
from takt.records.waiting.inbox import waiting_for


def decided_by(stage: Stage, by: Person, *, rank: Rank = Rank.MEMBER, people: int = 1) -> None:
    """Who decides the stage, whatever the amount."""
    for right in DecisionRight.objects.filter(stage=stage, currency="CNY", retired_at=None):
        retire_right(right, by=by)
    add_right(by=by, stage=stage, from_amount=Decimal(0), currency="CNY", rank=rank, people=people)


def test_each_department_is_offered_its_own_opinion(desk: Desk) -> None:
    order, people = desk.order(), desk.people
    assert waits(people.head_of_sales) == [("approval.sales", order.number)]
    assert waits(people.finance) == [("approval.budget", order.number)]
    assert waits(people.production) == [("approval.feasibility", order.number)]
    assert waits(people.management) == []
    assert waits(people.logistics) == []


def test_who_entered_the_order_is_not_offered_its_review(desk: Desk) -> None:
    desk.order()
    assert steps(desk.people.sales) == []
    assert steps(desk.people.sales2) == ["approval.sales"]


def test_who_entered_it_is_offered_the_review_once_the_matrix_lets_them(desk: Desk) -> None:
    order = desk.order()
    for rule in SegregationRule.objects.filter(second="orders.enter", first="approval.sales"):
        unseparate(rule, by=desk.people.head, reason="a house of three people")
    assert waits(desk.people.sales) == [("approval.sales", order.number)]
    sales(order, by=desk.people.sales)


def test_one_person_is_offered_one_opinion_on_an_order(desk: Desk) -> None:
    order, both = desk.order(), person("both", "finance", "production")
    hired(both)
    assert sorted(steps(both)) == ["approval.budget", "approval.feasibility"]
    budget(order, by=both)
    assert steps(both) == []
    with pytest.raises(Refused):
        feasibility(order, by=both)


def test_management_is_asked_when_the_three_have_approved(desk: Desk) -> None:
    order = desk.order()
    sales(order, by=desk.people.head_of_sales)
    budget(order, by=desk.people.finance)
    assert steps(desk.people.management) == []
    feasibility(order, by=desk.people.production)
    assert waits(desk.people.management) == [("approval.final", order.number)]
    assert steps(desk.people.head_of_sales) == steps(desk.people.finance) == []
    final(order, by=desk.people.management)
    assert steps(desk.people.management) == []
    assert waits(desk.people.production) == [("planning.propose", order.number)]


def test_a_head_decides_what_the_decision_rights_give_to_heads(desk: Desk) -> None:
    decided_by(Stage.BUDGET, desk.people.admin, rank=Rank.HEAD)
    desk.order()
    assert steps(desk.people.finance) == []
    assert steps(desk.people.head_of_finance) == ["approval.budget"]


def test_where_two_must_approve_the_second_is_still_asked(desk: Desk) -> None:
    decided_by(Stage.BUDGET, desk.people.admin, people=2)
    order = desk.order()
    budget(order, by=desk.people.finance)
    assert steps(desk.people.finance) == []
    assert steps(desk.people.finance2) == ["approval.budget"]
    budget(order, by=desk.people.finance2)
    assert steps(desk.people.head_of_finance) == []


def test_an_approval_holds_until_what_it_looked_at_changes(desk: Desk) -> None:
    order = desk.order()
    budget(order, by=desk.people.finance)
    feasibility(order, by=desk.people.production)
    revise(
        order, by=desk.people.sales, reason="sooner", requested_date=order.requested_date + timedelta(days=1)
    )
    desk.confirmed_again(order)
    assert steps(desk.people.finance2) == []  # no amount changed
    assert steps(desk.people.production2) == ["approval.feasibility"]  # the date did


def test_a_returned_order_goes_back_to_sales(desk: Desk) -> None:
    order = desk.order()
    budget(order, by=desk.people.finance, verdict=Verdict.RETURN, reason="the price is old")
    assert waits(desk.people.sales) == [("orders.confirm", order.number)]
    assert steps(desk.people.finance2) == []


def test_a_delegate_is_offered_the_duty_and_told_for_whom(desk: Desk) -> None:
    order, people = desk.order(), desk.people
    now = timezone.now()
    delegate(
        by=people.finance, taker=people.logistics, department=Department.FINANCE, since=now,
        until=now + timedelta(days=2), reason="at the fair",
    )  # fmt: skip
    (task,) = waiting_for(people.logistics).tasks
    assert (task.waiting.action, task.waiting.for_whom) == ("approval.budget", people.finance.name)
    budget(order, by=people.logistics)
    assert steps(people.logistics) == steps(people.finance) == []


def test_a_delegate_of_who_entered_is_not_offered_the_review(desk: Desk) -> None:
    people, now = desk.people, timezone.now()
    desk.order()
    delegate(
        by=people.sales, taker=people.finance, department=Department.SALES, since=now,
        until=now + timedelta(days=2), reason="on leave",
    )  # fmt: skip
    assert steps(people.finance) == ["approval.budget"]


def test_the_next_open_duty_waits_for_a_stand_in_of_the_head(desk: Desk) -> None:
    people, now = desk.people, timezone.now()
    decided_by(Stage.BUDGET, people.admin, rank=Rank.HEAD)
    desk.order()
    delegate(
        by=people.head_of_finance, taker=people.logistics, department=Department.FINANCE, since=now,
        until=now + timedelta(days=2), reason="ill",
    )  # fmt: skip
    assert steps(people.logistics) == ["approval.budget"]


def test_what_is_offered_is_not_refused(desk: Desk) -> None:
    """Each opinion that anybody is offered would pass the door."""
    people: Any = desk.people
    acts: dict[str, Any] = {
        "approval.sales": sales,
        "approval.budget": budget,
        "approval.feasibility": feasibility,
        "approval.final": final,
    }
    order = desk.order()
    everybody = [getattr(people, name) for name in people.__dataclass_fields__]
    for _ in range(6):
        found = next(((p, s) for p in everybody for s in steps(p) if s in acts), None)
        if found is None:
            break
        acts[found[1]](Order.objects.get(pk=order.pk), by=found[0])
    assert Order.objects.get(pk=order.pk).state == "approved"
