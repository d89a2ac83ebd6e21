"""Load against capacity per work centre and week, for the feasibility review (III.2.2)."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.minute_by_minute import minutes_of
from tests.engine.small_shops import always_open, on, operation, resources, shop

from takt.engine.errors import ProblemError
from takt.engine.intervals import Intervals
from takt.engine.load import load
from takt.engine.problem import Resource
from takt.engine.solve import solve

DAY, WEEK = 1440, 10080
TWO_WEEKS = Intervals.of([(day * DAY, day * DAY + 480) for day in range(14)])


def test_a_work_centre_of_two_machines_offers_the_hours_of_both() -> None:
    machines = [Resource(TWO_WEEKS), Resource(TWO_WEEKS, Intervals.of([(0, 480)])), Resource(TWO_WEEKS)]
    seen = load(machines, [0, 0, 1], [0, WEEK, 2 * WEEK])
    assert seen.open_minutes.tolist() == [[6720, 6720], [3360, 3360]]
    assert seen.occupied_minutes.tolist() == [[480, 0], [0, 0]]
    assert seen.free_minutes.tolist() == [[6240, 6720], [3360, 3360]]


def test_the_night_across_which_an_operation_rests_is_no_load() -> None:
    seen = load([Resource(TWO_WEEKS, Intervals.of([(470, DAY + 10)]))], [0], [0, DAY, 2 * DAY])
    assert seen.occupied_minutes.tolist() == [[10, 10]]


def test_the_load_with_an_order_is_the_load_without_it_and_the_order() -> None:
    problem = shop(operation(on(0, 30)), machines=[always_open((0, 100))])
    machines, _ = solve(problem).taken(problem)
    assert load(problem.machines, [0], [0, 200]).occupied_minutes.tolist() == [[100]]
    assert load(machines, [0], [0, 200]).occupied_minutes.tolist() == [[130]]


def test_a_week_without_shifts_has_no_utilisation() -> None:
    seen = load([Resource(TWO_WEEKS, Intervals.of([(0, 240)]))], [0], [0, DAY, DAY + 480, 2 * DAY])
    assert np.isnan(seen.utilisation[0, 2])
    assert seen.utilisation[0, :2].tolist() == [0.5, 0.0]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(resources(endless=False), min_size=1, max_size=3),
    st.lists(st.integers(-5, 60), min_size=2, max_size=6, unique=True).map(sorted),
    st.data(),
)
def test_load_is_the_count_of_minutes(
    machines: list[Resource], edges: list[int], data: st.DataObject
) -> None:
    groups = [data.draw(st.integers(0, 1)) for _ in machines]
    seen = load(machines, groups, edges)
    for group in range(max(groups) + 1):
        for period in range(len(edges) - 1):
            window = set(range(edges[period], edges[period + 1]))
            mine = [machine for machine, of in zip(machines, groups, strict=True) if of == group]
            opened = [minutes_of(machine.open) & window for machine in mine]
            taken = [
                minutes_of(machine.occupied) & hours for machine, hours in zip(mine, opened, strict=True)
            ]
            assert seen.open_minutes[group, period] == sum(map(len, opened))
            assert seen.occupied_minutes[group, period] == sum(map(len, taken))


@pytest.mark.parametrize(
    ("groups", "edges", "field"),
    [([0], [0], "edges"), ([0], [5, 5], "edges"), ([0, 1], [0, 5], "groups"), ([-1], [0, 5], "groups")],
)
def test_wrong_periods_or_groups_are_refused(groups: Any, edges: Any, field: str) -> None:
    with pytest.raises(ProblemError) as refusal:
        load([always_open()], groups, edges)
    assert refusal.value.facts["field"] == field
