"""III.2.3: after sales, finance and production, management decides."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.approval.desk import PUMPS, Desk
from tests.orders.shop import entered

from takt.approval import refusals as no
from takt.approval.actions.add_right import add_right
from takt.approval.actions.approve import approve
from takt.approval.actions.budget import budget
from takt.approval.actions.feasibility import feasibility
from takt.approval.actions.final import final
from takt.approval.actions.retire_right import retire_right
from takt.approval.actions.sales import sales
from takt.approval.costing import costed
from takt.approval.models import DecisionRight, Review, Stage, Verdict
from takt.approval.reads import next_step, standing, valid_reviews
from takt.conduct.actors import Department
from takt.conduct.models import Letter
from takt.conduct.refusals import ConflictingDuty, NotByItself, NotYourDepartment, WrongState
from takt.departments.actions.delegate import delegate
from takt.departments.models import Rank
from takt.orders.actions.refuse_order import refuse_order
from takt.orders.actions.send_back import send_back
from takt.orders.lines import NewLine
from takt.orders.models import Order
from takt.orders.states import OrderState

LARGE = [NewLine("PUMP", Decimal(2), Decimal(500_000))]


def test_an_order_is_approved_by_four_people(desk: Desk, django_assert_max_num_queries: Any) -> None:
    order = desk.order()
    steps = []
    for act, by in (
        (sales, desk.people.head_of_sales),
        (budget, desk.people.finance),
        (feasibility, desk.people.production),
        (final, desk.people.management),
    ):
        step = next_step(order)
        assert step is not None
        steps.append(step.action)
        act(order, by=by)
    assert steps == ["approval.sales", "approval.budget", "approval.feasibility", "approval.final"]
    assert order.state == OrderState.APPROVED
    assert [r.stage for r in valid_reviews(order)] == [s.value for s in Stage]
    assert next_step(order).department == "production"  # type: ignore[union-attr]


def test_each_review_takes_few_statements(desk: Desk, django_assert_max_num_queries: Any) -> None:
    order = desk.order()
    with django_assert_max_num_queries(7):
        sales(order, by=desk.people.head_of_sales)
    with django_assert_max_num_queries(6):
        costed(order)
    with django_assert_max_num_queries(8 + 8):
        budget(order, by=desk.people.finance)
    feasibility(order, by=desk.people.production)
    with django_assert_max_num_queries(8):
        final(order, by=desk.people.management)


def test_management_waits_for_the_others(desk: Desk, refused: Any) -> None:
    order = desk.order()
    with refused(no.NotYetReviewed) as reasons:
        final(order, by=desk.people.management)
    assert len(reasons) == 3
    sales(order, by=desk.people.head_of_sales)
    budget(order, by=desk.people.finance)
    with refused(no.NotYetReviewed) as reasons:
        final(order, by=desk.people.management)
    assert [r.stage for r in reasons] == [no.named(Stage.FEASIBILITY)]


def test_nobody_approves_what_they_entered(desk: Desk, refused: Any) -> None:
    order = desk.order()
    with refused(ConflictingDuty):
        sales(order, by=desk.people.sales)
    with refused(NotYourDepartment):
        budget(order, by=desk.people.sales2)
    assert not Review.objects.exists()


def test_an_order_that_is_not_confirmed_is_not_reviewed(desk: Desk, refused: Any) -> None:
    order = entered(desk.shop, desk.people.sales, lines=PUMPS)
    for act, by in (
        (sales, desk.people.sales2),
        (budget, desk.people.finance),
        (final, desk.people.management),
    ):
        with refused(WrongState):
            act(order, by=by)


@pytest.mark.parametrize("verdict", [Verdict.RETURN, Verdict.REFUSE])
def test_every_no_has_a_reason(desk: Desk, refused: Any, verdict: Verdict) -> None:
    order = desk.order()
    with refused(no.NoReason):
        sales(order, by=desk.people.head_of_sales, verdict=verdict, reason=" ")
    assert Order.objects.get().state == OrderState.CONFIRMED


def test_a_return_begins_a_new_round_and_li_is_told_why(desk: Desk, refused: Any) -> None:
    order = desk.order()
    sales(order, by=desk.people.head_of_sales)
    budget(order, by=desk.people.finance, verdict=Verdict.RETURN, reason="The discount is too high")
    assert (order.state, order.round, order.state_reason) == (
        OrderState.ENTERED,
        2,
        "The discount is too high",
    )
    letter = Letter.objects.get(kind="orders.sent_back")
    assert (letter.recipient_id, letter.facts["reason"]) == (desk.people.sales.pk, "The discount is too high")
    desk.confirmed_again(order)
    assert [s.missing for s in standing(order)] == [1, 1, 1, 1]
    desk.reviewed(order)
    final(order, by=desk.people.management)
    assert order.state == OrderState.APPROVED


def test_a_refusal_ends_the_order_and_the_customer_is_told(desk: Desk, refused: Any) -> None:
    order = desk.order()
    final(order, by=desk.people.management, verdict=Verdict.REFUSE, reason="Not our business")
    assert (order.state, Review.objects.get().verdict) == (OrderState.REFUSED, Verdict.REFUSE)
    told = Letter.objects.get(kind="orders.not_accepted")
    assert (told.address, "reason" in told.facts) == ("wang.li@farwin.test", False)
    with refused(WrongState):
        sales(order, by=desk.people.head_of_sales)


def test_one_person_gives_one_opinion(desk: Desk, refused: Any) -> None:
    order = desk.order()
    sales(order, by=desk.people.head_of_sales)
    with refused(no.OpinionGiven):
        sales(order, by=desk.people.head_of_sales)
    with refused(no.AlreadyReviewed):
        sales(order, by=desk.people.sales2)


def test_a_large_order_is_decided_by_the_heads(desk: Desk, refused: Any) -> None:
    order = desk.order(lines=LARGE)
    why = "The customer pays in advance"
    sales(order, by=desk.people.head_of_sales)
    with refused(no.NotHighEnough):
        budget(order, by=desk.people.finance, reason=why)
    budget(order, by=desk.people.head_of_finance, reason=why)
    feasibility(order, by=desk.people.production)
    with refused(no.NotHighEnough):
        final(order, by=desk.people.management)
    final(order, by=desk.people.head)
    assert order.state == OrderState.APPROVED


def test_the_administration_lays_down_that_two_decide(desk: Desk, refused: Any) -> None:
    with refused(no.RightTaken):
        add_right(by=desk.people.admin, stage=Stage.FINAL, from_amount=Decimal(0), currency="CNY")
    add_right(by=desk.people.admin, stage=Stage.FINAL, from_amount=Decimal(1000), currency="CNY", people=2)
    order = desk.reviewed(desk.order())
    final(order, by=desk.people.management)
    assert order.state == OrderState.CONFIRMED
    with refused(no.OpinionGiven):
        final(order, by=desk.people.management)
    final(order, by=desk.people.management2)
    assert order.state == OrderState.APPROVED


def test_a_delegate_does_not_double_an_opinion(desk: Desk, refused: Any) -> None:
    add_right(by=desk.people.admin, stage=Stage.FINAL, from_amount=Decimal(1000), currency="CNY", people=2)
    order = desk.reviewed(desk.order())
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    delegate(
        by=desk.people.management,
        taker=desk.people.logistics,
        department=Department.MANAGEMENT,
        since=datetime.now(UTC) - timedelta(minutes=1),
        until=tomorrow,
        reason="On a journey",
    )
    final(order, by=desk.people.logistics)
    with refused(no.OpinionGiven):
        final(order, by=desk.people.management)
    final(order, by=desk.people.management2)
    assert order.state == OrderState.APPROVED


def test_a_delegate_does_not_speak_for_who_has_spoken(desk: Desk, refused: Any) -> None:
    add_right(by=desk.people.admin, stage=Stage.FINAL, from_amount=Decimal(1000), currency="CNY", people=2)
    order = desk.reviewed(desk.order())
    final(order, by=desk.people.management)
    delegate(
        by=desk.people.management,
        taker=desk.people.logistics,
        department=Department.MANAGEMENT,
        since=datetime.now(UTC) - timedelta(minutes=1),
        until=datetime.now(UTC) + timedelta(days=1),
        reason="On a journey",
    )
    with refused(no.OpinionGiven):
        final(order, by=desk.people.logistics)
    assert order.state == OrderState.CONFIRMED


def test_without_a_right_nobody_decides(desk: Desk, refused: Any) -> None:
    order = desk.order()
    for right in DecisionRight.objects.filter(stage=Stage.SALES, currency="CNY"):
        retire_right(right, by=desk.people.admin)
        with refused(WrongState):
            retire_right(right, by=desk.people.admin)
    with refused(no.NoDecisionRight):
        sales(order, by=desk.people.head_of_sales)
    with refused(NotYourDepartment):
        add_right(
            by=desk.people.sales, stage=Stage.SALES, from_amount=Decimal(0), currency="CNY", rank=Rank.HEAD
        )


def test_the_parts_of_a_review_are_never_done_by_themselves(desk: Desk, refused: Any) -> None:
    order = desk.order()
    with refused(NotByItself):
        approve(order, by=desk.people.management)
    with refused(NotByItself):
        send_back(order, by=desk.people.management, reason="Because")
    with refused(NotByItself):
        refuse_order(order, by=desk.people.management, reason="Because")
    assert Order.objects.get().state == OrderState.CONFIRMED
