"""III.2.1: finance reviews the costs; each number shows how it came."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.approval.desk import PUMPS, Desk
from tests.open_door import open_door
from tests.orders.shop import Shop

from takt.approval import refusals as no
from takt.approval.actions.budget import budget
from takt.approval.budget import Asked, costed_line, costs_of, needs
from takt.approval.costing import costed
from takt.approval.models import BudgetSheet, Review, Verdict
from takt.conduct.refusals import Refused
from takt.factory.facts import (
    BillFacts,
    BillLineFacts,
    ItemFacts,
    OperationFacts,
    RateFacts,
    RouteFacts,
    Structure,
)
from takt.factory.models import CostRate

A, B, C = (UUID(int=n) for n in (1, 2, 3))
CENTER = uuid4()
RATE = RateFacts(CENTER, date(2024, 1, 1), Decimal(60), Decimal(30), Decimal("0.2"), "CNY")


def facts(item: UUID, number: str, cost: str = "0", sourcing: str = "buy") -> ItemFacts:
    return ItemFacts(item, number, number, "", sourcing, "pc", 0, Decimal(cost), "CNY", 0, False)


def structure(**more: Any) -> Structure:
    """A is made of 2 B (5 % lost) and 1 C; C is made of 3 B, in one operation."""
    operation = OperationFacts(
        uuid4(), 10, "turn", "", CENTER, Decimal(10), Decimal("1.5"), None, False, "", Decimal(0)
    )
    given: dict[str, Any] = {
        "items": {A: facts(A, "A", sourcing="make"), B: facts(B, "B", "12.30"), C: facts(C, "C", sourcing="make")},
        "bills": {
            A: BillFacts(uuid4(), 1, (
                BillLineFacts(10, B, Decimal(2), Decimal("0.05")), BillLineFacts(20, C, Decimal(1), Decimal(0)),
            )),
            C: BillFacts(uuid4(), 1, (BillLineFacts(10, B, Decimal(3), Decimal(0)),)),
        },
        "routes": {C: RouteFacts(uuid4(), 1, (operation,))},
        "terms": {},
        "order": (A, C, B),
        **more,
    }  # fmt: skip
    return Structure(**given)


LINE = Asked(10, A, Decimal(4), Decimal(1000))


def test_needs_add_up_over_every_way_through_the_bill() -> None:
    found = needs(LINE, structure())
    assert found[C].quantity == 4
    assert found[B].quantity.quantize(Decimal("0.000001")) == Decimal("20.421053")
    assert found[B].formula == "(4 x 2 / (1 - 0.05) + 4 x 1 x 3)"


def test_each_number_shows_how_it_came() -> None:
    found = {cost.kind: cost for cost in costs_of(LINE, structure(), {CENTER: RATE})}
    assert found["material"].formula == "(4 x 2 / (1 - 0.05) + 4 x 1 x 3) x 12.3 = 251.18"
    assert found["labour"].formula == "(10 + 1.5 x 4 x 1) / 60 x 60 = 16.00"
    assert found["machine"].formula == "(10 + 1.5 x 4 x 1) / 60 x 30 = 8.00"
    assert found["overhead"].formula == "24.00 x 0.2 = 4.80"
    line = costed_line(LINE, structure(), {CENTER: RATE}, Decimal(1))
    assert (line.cost, line.margin, line.margin_share) == (
        Decimal("279.98"), Decimal("720.02"), Decimal("0.720020"),
    )  # fmt: skip


def test_a_supplier_who_does_an_operation_is_paid_per_unit() -> None:
    plain = structure()
    operation = replace(
        plain.routes[C].operations[0], subcontract_cost=Decimal("7.5"), setup_minutes=Decimal(0)
    )
    operation = replace(operation, run_minutes_per_unit=Decimal(0))
    outside = structure(routes={C: RouteFacts(uuid4(), 1, (operation,))})
    found = [cost for cost in costs_of(LINE, outside, {}) if cost.kind != "material"]
    assert [(cost.kind, cost.formula) for cost in found] == [("subcontract", "4 x 1 x 7.5 = 30.00")]


def test_work_without_a_rate_has_no_cost_and_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        costs_of(LINE, structure(), {})
    assert caught.value.codes == ["no_cost_rate"]


def test_the_sheet_is_bound_to_the_version_that_was_seen(desk: Desk) -> None:
    order = desk.order()
    budget(order, by=desk.people.finance)
    sheet = BudgetSheet.objects.get()
    review = Review.objects.get()
    assert (review.budget_sheet, sheet.order_version.hash) == (sheet, order.content_hash)
    # pumps: 2 x M1 5 = 10.00, 6 x M2 1.25 = 7.50; PUMP 30 min: 30 + 15 + 9; ROTOR 32 min: 32 + 16 + 9.60; oil: 123
    assert sheet.sheet["kinds"] == {
        "material": "140.5", "labour": "62", "machine": "31", "overhead": "18.6", "subcontract": "0",
    }  # fmt: skip
    assert (sheet.cost, sheet.net_amount) == (Decimal("252.10"), Decimal(1200))
    assert sheet.sheet["margin"]["formula"] == "1200.00 - 252.10 = 947.90"


def test_the_credit_exposure_counts_every_open_order(desk: Desk) -> None:
    first, second = desk.order(), desk.order()
    credit = costed(second).sheet["credit"]
    assert credit["formula"] == f"{first.gross_amount} + {second.gross_amount} = {first.gross_amount * 2}"
    assert credit["exceeded"] is False


def test_a_yes_against_the_numbers_has_a_reason(desk: Desk, refused: Any) -> None:
    order = desk.order(lines=[replace(PUMPS[0], price=Decimal(1))])
    with refused(no.NoReason):
        budget(order, by=desk.people.finance)
    budget(order, by=desk.people.finance, reason="A sample for a new customer")
    assert BudgetSheet.objects.get().margin_share < 0


def test_an_exceeded_limit_needs_a_reason(desk: Desk, refused: Any) -> None:
    order = desk.order(lines=[replace(PUMPS[0], price=Decimal(490_000))])
    with refused(no.NoReason):
        budget(order, by=desk.people.head_of_finance)
    budget(order, by=desk.people.head_of_finance, verdict=Verdict.RETURN, reason="Ask for a down payment")
    assert order.round == 2


def test_costs_in_another_currency_need_a_rate(desk: Desk, refused: Any) -> None:
    shop: Shop = desk.shop
    order = desk.order(customer=shop.other, contact=None, ship_to=shop.other_address)
    with refused(no.NoExchangeRate):
        budget(order, by=desk.people.finance)
    budget(order, by=desk.people.finance, exchange_rate=Decimal("0.125"))
    sheet = BudgetSheet.objects.get()
    assert (sheet.currency, sheet.sheet["cost_currency"], sheet.cost) == ("EUR", "CNY", Decimal("31.52"))


def test_costs_in_several_currencies_are_refused(desk: Desk, refused: Any) -> None:
    order = desk.order()
    with open_door():
        rate = CostRate.objects.first()
        assert rate is not None
        rate.currency = "USD"
        rate.save()
    with refused(no.MixedCosts):
        budget(order, by=desk.people.finance)
