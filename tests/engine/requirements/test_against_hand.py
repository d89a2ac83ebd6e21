"""Whatever the factory: the engine finds what dictionaries, recursion and fractions find (III.3.1)."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.requirements import by_hand
from tests.engine.requirements.factories import WEEKS, Factory, a_policy, factories, row, some_lines

from takt.engine.requirements.bills import Bills
from takt.engine.requirements.lines import Line
from takt.engine.requirements.pegged import Demands, pegged
from takt.engine.requirements.phased import Plan
from takt.engine.requirements.summed import summed
from takt.engine.requirements.tracing import Wishes, trace

few = settings(max_examples=80, deadline=None)


@few
@given(factories())
def test_sums_and_low_level_codes_are_those_found_by_hand(factory: Factory) -> None:
    bills, ratios = factory.bills(), factory.ratios()
    demand = {name: sum(weeks) for name, weeks in factory.demand.items()}
    found = summed(bills, np.array([demand[name] for name in bills.names], np.int64))
    assert found.tolist() == [by_hand.gross(ratios, demand, name) for name in bills.names]
    assert bills.low_level_codes().tolist() == [by_hand.depth(ratios, name) for name in bills.names]


@few
@given(factories())
def test_a_phased_plan_is_the_one_made_by_hand(factory: Factory) -> None:
    plan, expected = factory.plan(), factory.by_hand()
    for item, name in enumerate(plan.bills.names):
        weeks = plan.weeks(item)
        assert [week.gross for week in weeks] == expected.gross[name]
        assert [week.released for week in weeks] == expected.releases[name]
        assert all(week.available >= int(factory.policies[name].safety_stock) for week in weeks)
        assert sum(week.planned for week in weeks) == sum(week.released for week in weeks)


@few
@given(factories(), st.lists(st.tuples(st.integers(0, 3), st.integers(0, 7), st.integers(1, 9)), max_size=6))
def test_each_order_is_pegged_as_if_it_were_alone(
    factory: Factory, lines: list[tuple[int, int, int]]
) -> None:
    bills, ratios = factory.bills(), factory.ratios()
    lines.sort()
    start = np.searchsorted([order for order, _, _ in lines], range(5))
    columns = [np.array([line[at] for line in lines], np.int64) for at in (1, 2)]
    pegs = pegged(bills, Demands(start, columns[0], columns[1]))
    for order in range(4):
        alone = dict.fromkeys(bills.names, 0)
        for number, item, quantity in lines:
            alone[bills.names[item]] += quantity * (number == order)
        needs = {bills.names[item]: int(units) for item, units in zip(*pegs.needs(order), strict=True)}
        expected = {name: by_hand.gross(ratios, alone, name) for name in bills.names}
        assert needs == {name: units for name, units in expected.items() if units}
        assert all(order in pegs.serves(bills.number(name))[0] for name in needs)


@few
@given(factories(), st.lists(st.integers(0, 3), min_size=32, max_size=32))
def test_every_netted_requirement_knows_whom_it_serves(factory: Factory, orders: list[int]) -> None:
    wishes = [
        (orders[at * WEEKS + week], name, week, quantity)
        for at, name in enumerate(factory.items)
        for week, quantity in enumerate(factory.demand[name])
        if quantity
    ]
    plan = factory.plan()
    numbers = [[w[0], plan.bills.number(w[1]), w[2], w[3]] for w in wishes]
    shares = trace(plan, Wishes(*np.array(numbers, np.int64).reshape(-1, 4).T))
    found: dict[tuple[str, int], dict[int, int]] = {}
    for item, week, order, quantity in zip(*(column.tolist() for column in shares), strict=True):
        found.setdefault((plan.bills.names[item], week), {})[order] = quantity
    assert found == by_hand.shares(factory.by_hand(), wishes)


@few
@given(factories(), st.data())
def test_a_net_change_ends_where_a_new_plan_would(factory: Factory, data: st.DataObject) -> None:
    plan = factory.plan()
    for _ in range(data.draw(st.integers(1, 4))):
        _change(factory, plan, data)
    fresh = factory.plan()
    assert (plan.needs.gross == fresh.needs.gross).all()
    assert (plan.needs.releases == fresh.needs.releases).all()
    assert (plan.bills.low_level_codes() == fresh.bills.low_level_codes()).all()


def _change(factory: Factory, plan: Plan[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(factory.items)))
    item, kind = plan.bills.number(name), data.draw(st.integers(0, 4))
    before = plan.needs.releases.copy()
    if kind == 0:
        factory.demand[name] = data.draw(row)
        moved = plan.change_demand(item, np.array(factory.demand[name]))
    elif kind == 1:
        factory.stock[name] = data.draw(st.integers(0, 9))
        moved = plan.change_on_hand(item, factory.stock[name])
    elif kind == 2:
        factory.receipts[name] = data.draw(row)
        moved = plan.change_receipts(item, np.array(factory.receipts[name]))
    elif kind == 3:
        factory.policies[name] = data.draw(a_policy)
        moved = plan.change_policy(item, factory.policies[name])
    else:
        mine = [line for line in data.draw(some_lines(30)) if line.parent == name]
        factory.lines = [line for line in factory.lines if line.parent != name] + mine
        moved = plan.change_bill(item, factory.bills().components(item))
    assert sorted(moved.tolist()) == np.flatnonzero((before != plan.needs.releases).any(axis=1)).tolist()


@few
@given(factories(), some_lines(30), st.sampled_from("abcdefg"))
def test_a_patched_index_is_the_one_built_anew(factory: Factory, lines: list[Line[str]], name: str) -> None:
    bills = factory.bills()
    factory.lines = [x for x in factory.lines if x.parent != name] + [x for x in lines if x.parent == name]
    fresh: Bills[str] = factory.bills()
    bills.replace(bills.number(name), fresh.components(fresh.number(name)))
    for item in range(len(bills)):
        assert bills.components(item) == fresh.components(item)
    assert bills.low_level_codes().tolist() == fresh.low_level_codes().tolist()
