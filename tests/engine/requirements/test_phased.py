"""A material plan by weeks, as a planner reads it (III.3.1)."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from takt.engine.errors import BillError, CyclicBillError
from takt.engine.requirements.bills import Bills
from takt.engine.requirements.lines import Line
from takt.engine.requirements.phased import Plan
from takt.engine.requirements.policies import LotRule, Policy, policies
from takt.engine.requirements.quantities import LARGEST
from takt.engine.requirements.tracing import Wishes, trace

D = Decimal
FRAME, TUBE = 0, 1


def bicycle(
    frame: Policy, demand: list[int], on_hand: int = 0, receipts: list[int] | None = None
) -> Plan[str]:
    bills = Bills.of({"frame": 0, "tube": 0}, [Line("frame", "tube", D(3))])
    wanted = np.array([demand, [0] * len(demand)], np.int64)
    come = np.array([receipts or [0] * len(demand), [0] * len(demand)], np.int64)
    return Plan(bills, wanted, policies(bills, {"frame": frame}), np.array([on_hand, 0]), come)


def released(plan: Plan[str], item: int = FRAME) -> list[int]:
    return [week.released for week in plan.weeks(item)]


@pytest.mark.parametrize(
    ("policy", "planned", "orders"),
    [
        (Policy(), [0, 7, 0, 4], [0, 1, 0, 1]),
        (Policy(lot_rule=LotRule.FIXED, lot_size=D(5)), [0, 10, 0, 5], [0, 2, 0, 1]),
        (Policy(lot_rule=LotRule.MULTIPLE, lot_size=D(5)), [0, 10, 0, 5], [0, 1, 0, 1]),
        (Policy(lot_rule=LotRule.MINIMUM, lot_size=D(9)), [0, 9, 0, 9], [0, 1, 0, 1]),
        (Policy(safety_stock=D(2)), [1, 8, 0, 4], [1, 1, 0, 1]),
    ],
)
def test_the_lot_rule_makes_planned_orders_of_what_is_missing(
    policy: Policy, planned: list[int], orders: list[int]
) -> None:
    plan = bicycle(policy, [3, 10, 0, 4], on_hand=4, receipts=[0, 2, 0, 0])
    weeks = plan.weeks(FRAME)
    assert [week.planned for week in weeks] == planned
    assert [week.orders for week in weeks] == orders
    assert [week.gross for week in plan.weeks(TUBE)] == [3 * quantity for quantity in planned]


def test_an_order_is_released_a_lead_time_earlier_and_what_is_late_is_told() -> None:
    plan = bicycle(Policy(lead_weeks=2), [1, 2, 4, 8])
    assert released(plan) == [7, 8, 0, 0]
    assert [week.late for week in plan.weeks(FRAME)] == [1, 2, 0, 0]
    assert released(plan, TUBE) == [21, 24, 0, 0]


def test_stock_that_covers_everything_asks_for_nothing_below() -> None:
    plan = bicycle(Policy(), [3, 2, 0, 4], on_hand=9)
    assert not plan.needs.releases.any()
    assert [week.available for week in plan.weeks(FRAME)] == [6, 4, 4, 0]


def test_a_change_that_stock_absorbs_moves_nothing() -> None:
    plan = bicycle(Policy(), [3, 2, 0, 0], on_hand=9)
    assert plan.change_demand(FRAME, np.array([3, 2, 4, 0])).tolist() == []
    assert plan.change_demand(FRAME, np.array([3, 2, 5, 0])).tolist() == [FRAME, TUBE]
    assert released(plan, TUBE) == [0, 0, 3, 0]


def test_a_change_that_is_refused_leaves_the_plan_as_it_was() -> None:
    plan = bicycle(Policy(), [3, 2, 0, 0], on_hand=1)
    before = [array.copy() for array in (*plan.needs, *plan.supply, *plan.policies)]
    huge = np.array([0, LARGEST // 2, 0, 0])
    with pytest.raises(BillError, match="Item frame: requirement is beyond"):
        plan.change_demand(FRAME, huge)
    with pytest.raises(BillError, match="Item tube: demand is -1, expected 0 or more"):
        plan.change_demand(TUBE, -np.eye(1, 4, dtype=np.int64)[0])
    with pytest.raises(BillError, match="lot_size is 0"):
        plan.change_policy(FRAME, Policy(lot_rule=LotRule.FIXED))
    with pytest.raises(BillError, match="lead_weeks is -1"):
        plan.change_policy(FRAME, Policy(lead_weeks=-1))
    with pytest.raises(CyclicBillError, match=r"frame > tube > frame|tube > frame > tube"):
        plan.change_bill(TUBE, [(FRAME, Fraction(1))])
    with pytest.raises(BillError, match="Item tube: requirement is beyond"):
        plan.change_bill(FRAME, [(TUBE, Fraction(LARGEST))])
    for array, old in zip((*plan.needs, *plan.supply, *plan.policies), before, strict=True):
        assert (array == old).all()
    assert plan.bills.components(FRAME) == [(TUBE, Fraction(3))]


def test_a_planned_order_serves_who_waits_longest_and_a_lot_too_large_serves_stock() -> None:
    plan = bicycle(Policy(lead_weeks=1, lot_rule=LotRule.MULTIPLE, lot_size=D(5)), [0, 2, 6, 0], on_hand=1)
    wishes = [(1, FRAME, 2, 6), (0, FRAME, 1, 2)]
    shares = trace(plan, Wishes(*np.array(wishes, np.int64).T))
    tubes = [row for row in zip(*(c.tolist() for c in shares), strict=True) if row[0] == TUBE]
    # 1 of order 0 comes from stock; the lot of week 1 holds 1 for it and 4 for order 1; the next 2 for order 1
    assert tubes == [(TUBE, 0, 0, 3), (TUBE, 0, 1, 12), (TUBE, 1, 1, 6), (TUBE, 1, -1, 9)]


def test_orders_that_do_not_make_up_the_demand_are_refused() -> None:
    plan = bicycle(Policy(), [0, 2, 0, 0])
    with pytest.raises(BillError, match="Item frame: demand in week 1 is 2, expected the sum"):
        trace(plan, Wishes(*np.array([(0, FRAME, 1, 3)], np.int64).T))


def test_more_shares_than_allowed_are_refused() -> None:
    plan = bicycle(Policy(), [0, 2, 0, 0])
    with pytest.raises(BillError, match="at most 2"):
        trace(plan, Wishes(*np.array([(0, FRAME, 1, 2)], np.int64).T), limit=2)
