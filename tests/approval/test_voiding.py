"""II.2: an approval is bound to what was seen; a change voids exactly what it touches, and says why."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.approval.desk import PUMPS, Desk
from tests.orders.shop import LATER

from takt.approval import refusals as no
from takt.approval.actions.budget import budget
from takt.approval.actions.feasibility import feasibility
from takt.approval.actions.final import final
from takt.approval.actions.sales import sales
from takt.approval.models import Review, Stage
from takt.approval.reads import standing, valid_reviews, void_sentence
from takt.orders.actions.annotate import annotate
from takt.orders.actions.revise import revise
from takt.orders.models import Order
from takt.orders.states import OrderState

PRICE = [replace(PUMPS[0], price=Decimal(490)), PUMPS[1]]
QUANTITY = [replace(PUMPS[0], quantity=Decimal(3)), PUMPS[1]]
NOTE = [replace(PUMPS[0], note="蓝色"), PUMPS[1]]


def holding(order: Order) -> set[str]:
    return {review.stage for review in valid_reviews(order)}


def test_another_carrier_voids_nothing(desk: Desk) -> None:
    order = desk.reviewed(desk.order())
    annotate(order, by=desk.people.sales, carrier_wish="顺丰")
    assert holding(order) == {"sales", "budget", "feasibility"}
    final(order, by=desk.people.management)
    assert order.state == OrderState.APPROVED


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ({"lines": PRICE}, {"feasibility"}),
        ({"lines": QUANTITY}, set()),
        ({"lines": NOTE}, {"budget", "feasibility"}),
        ({"tax_rate": Decimal(0)}, {"feasibility"}),
        ({"customer_order_number": "PO-8"}, {"budget", "feasibility"}),
        ({"requested_date": LATER}, {"budget"}),
    ],
)
def test_a_revision_voids_exactly_what_it_touches(
    desk: Desk, change: dict[str, Any], stays: set[str]
) -> None:
    order = desk.reviewed(desk.order())
    revise(order, by=desk.people.sales, reason="The customer wants it so", **change)
    desk.confirmed_again(order)
    assert holding(order) == stays


def test_another_promise_concerns_sales_and_production(desk: Desk) -> None:
    order = desk.reviewed(desk.order())
    revise(order, by=desk.people.sales, reason="Later", requested_date=LATER + timedelta(days=1))
    desk.confirmed_again(order, LATER + timedelta(days=3))
    assert holding(order) == {"budget"}


def test_management_hears_what_changed_and_the_voiding_is_written_down(desk: Desk, refused: Any) -> None:
    order = desk.reviewed(desk.order())
    revise(order, by=desk.people.sales, reason="A better price", lines=PRICE)
    desk.confirmed_again(order)
    with refused(no.ReviewOutdated) as reasons:
        final(order, by=desk.people.management)
    assert [r.stage for r in reasons] == [no.named(s) for s in (Stage.SALES, Stage.BUDGET)]
    assert "lines.10.price" in str(reasons[1])
    assert "lines.10.price" in standing(order)[1].changed_fields

    budget(order, by=desk.people.finance)
    old, new = Review.objects.filter(stage=Stage.BUDGET).order_by("reviewed_at")
    assert old.voided_at is not None
    assert new.voided_at is None
    assert old.voided_fields == [
        "net_amount",
        "tax_amount",
        "gross_amount",
        "lines.10.price",
        "lines.10.amount",
    ]
    assert "lines.10.price" in void_sentence(old)
    assert void_sentence(new) == ""
    sales(order, by=desk.people.head_of_sales)
    final(order, by=desk.people.management)
    assert order.state == OrderState.APPROVED


def test_what_was_changed_back_holds_again(desk: Desk) -> None:
    order = desk.reviewed(desk.order())
    revise(order, by=desk.people.sales, reason="A better price", lines=PRICE)
    revise(order, by=desk.people.sales, reason="No, as it was", lines=PUMPS)
    desk.confirmed_again(order)
    assert holding(order) == {"sales", "budget", "feasibility"}


def test_a_study_of_other_content_is_refused(desk: Desk, refused: Any) -> None:
    order = desk.order()
    seen = Order.objects.get(pk=order.pk)
    revise(order, by=desk.people.sales, reason="Three", lines=QUANTITY)
    desk.confirmed_again(order)
    from takt.conduct.refusals import Stale

    for act, by in ((budget, desk.people.finance), (feasibility, desk.people.production)):
        with refused(Stale):
            act(seen, by=by)
