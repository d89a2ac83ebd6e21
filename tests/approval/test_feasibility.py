"""III.2.2: production evaluates needs: capacity and resources suffice."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.approval.desk import Desk
from tests.orders.shop import SOON

from takt.approval import refusals as no
from takt.approval.actions.feasibility import feasibility
from takt.approval.models import FeasibilityStudy, Review, Verdict
from takt.orders.lines import NewLine
from takt.orders.states import OrderState


def test_production_sees_load_and_the_earliest_date(desk: Desk) -> None:
    order = desk.order()
    feasibility(order, by=desk.people.production)
    study = FeasibilityStudy.objects.get()
    assert (study.feasible, study.order_version.hash) == (True, order.content_hash)
    assert study.earliest_date is not None
    assert study.earliest_date <= order.promised_date  # type: ignore[operator]
    centers = {week["work_center"] for week in study.study["load"]}
    assert centers == {"TURN", "ASM"}
    assert any(w["with_order_minutes"] > w["taken_minutes"] for w in study.study["load"])
    assert Review.objects.get().feasibility_study == study


def test_a_yes_to_what_cannot_be_ready_has_a_reason(desk: Desk, refused: Any) -> None:
    tomorrow = SOON - timedelta(days=29)
    order = desk.order(
        lines=[NewLine("GEARBOX", Decimal(600), Decimal(900))], requested_date=tomorrow, promised=tomorrow
    )
    with refused(no.NoReason):
        feasibility(order, by=desk.people.production)
    feasibility(order, by=desk.people.production, reason="The customer accepts a later delivery")
    study = FeasibilityStudy.objects.get()
    assert not study.feasible
    assert study.earliest_date > tomorrow  # type: ignore[operator]
    assert {shortage["item"] for shortage in study.study["shortages"]} >= {"M1", "M8"}


def test_what_production_sends_back_keeps_the_study_as_evidence(desk: Desk) -> None:
    order = desk.order()
    feasibility(
        order, by=desk.people.production, verdict=Verdict.RETURN, reason="The lathe is being repaired"
    )
    assert (order.state, order.round) == (OrderState.ENTERED, 2)
    assert Review.objects.get().feasibility_study == FeasibilityStudy.objects.get()
