"""II.1: 32 people at once on one approval: one is first, the others hear why."""

from tests.approval.desk import lay_out
from tests.people import hired, person
from tests.races import at_once

from takt.approval.actions.budget import budget
from takt.approval.actions.final import final
from takt.approval.models import Review, Stage
from takt.conduct.models import JournalEntry, RefusedAttempt
from takt.orders.models import Order
from takt.orders.states import OrderState

THREADS = 32
NAMED = {"stale", "already_reviewed", "opinion_given", "wrong_state", "busy"}


def test_32_people_of_finance_review_one_budget(apart: None) -> None:
    desk = lay_out()
    crowd = [person(f"finance{n}", "finance") for n in range(THREADS)]
    hired(*crowd)
    order = desk.order()
    outcomes = at_once(lambda n: budget(Order.objects.get(pk=order.pk), by=crowd[n]), THREADS)
    assert outcomes["done"] == 1
    assert set(outcomes) - {"done"} <= NAMED
    assert Review.objects.filter(stage=Stage.BUDGET, voided_at=None).count() == 1
    assert RefusedAttempt.objects.filter(action="approval.budget").count() == THREADS - 1


def test_32_managers_decide_one_order(apart: None) -> None:
    desk = lay_out()
    crowd = [person(f"manager{n}", "management") for n in range(THREADS)]
    hired(*crowd)
    order = desk.reviewed(desk.order())
    outcomes = at_once(lambda n: final(Order.objects.get(pk=order.pk), by=crowd[n]), THREADS)
    assert outcomes["done"] == 1
    assert set(outcomes) - {"done"} <= NAMED
    assert Order.objects.get().state == OrderState.APPROVED
    assert JournalEntry.objects.filter(action="approval.approve").count() == 1
