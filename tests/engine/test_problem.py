"""A wrong problem is refused by name before anybody solves it."""

from typing import Any

import numpy as np
import pytest
from tests.engine.small_shops import always_open, on, operation, shop

from takt.engine.assemble import Job, Precedence, assemble
from takt.engine.errors import CyclicPrecedenceError, IntervalError, ProblemError
from takt.engine.intervals import LIMIT, Intervals
from takt.engine.problem import Problem
from takt.engine.schedule import Schedule

GOOD = operation(on(0, 10))
HALF_A_MINUTE: Any = 0.5


@pytest.mark.parametrize(
    ("wrong", "kind", "index", "field", "value"),
    [
        ({"operations": [GOOD, operation()]}, "operation", 1, "alternatives", 0),
        ({"operations": [GOOD, operation(on(0, 5), on(3, 5))]}, "operation", 1, "alternatives[1].machine", 3),
        ({"operations": [GOOD, operation(on(0, 0))]}, "operation", 1, "alternatives[0].duration_minutes", 0),
        ({"operations": [operation(on(0, 5, 4))]}, "pool 0, person", 0, "index", 4),
        ({"operations": [operation(on(0, 5)._replace(people=()))]}, "pool", 0, "people", "empty"),
        ({"operations": [operation(on(0, 5, 0, 0))], "people": [always_open()]}, "pool", 0, "people", (0, 0)),
        ({"operations": [GOOD, operation(on(0, 5), job=2)]}, "operation", 1, "job", 2),
        ({"operations": [operation(on(0, 5), release=LIMIT + 1)]}, "operation", 0, "release", LIMIT + 1),
        (
            {"operations": [operation(on(0, 5), release=HALF_A_MINUTE)]},
            "releases",
            0,
            "releases",
            "0.5",
        ),
        ({"jobs": [Job(), Job(priority=0)]}, "job", 1, "priority", 0),
        ({"jobs": [Job(due=LIMIT * 2)]}, "job", 0, "due", LIMIT * 2),
        ({"jobs": []}, "operation", 0, "job", 0),
        ({"precedence": [Precedence(0, 9)]}, "precedence", 0, "successor", 9),
        ({"precedence": [Precedence(-1, 0)]}, "precedence", 0, "predecessor", -1),
        (
            {"operations": [GOOD, GOOD], "precedence": [Precedence(0, 1, -5)]},
            "precedence",
            0,
            "lag_minutes",
            -5,
        ),
    ],
)
def test_the_refusal_names_row_field_and_value(
    wrong: dict[str, Any], kind: str, index: int, field: str, value: object
) -> None:
    right: dict[str, Any] = {"operations": [GOOD], "jobs": [Job()], "machines": [always_open()]}
    with pytest.raises(ProblemError) as refusal:
        assemble(**(right | wrong))
    facts = refusal.value.facts
    assert (facts["kind"], facts["index"], facts["field"], facts["value"]) == (kind, index, field, value)
    assert facts["expected"]
    assert field in str(refusal.value)


def test_operations_that_wait_for_each_other_are_refused_with_their_path() -> None:
    edges = [Precedence(0, 1), Precedence(1, 2), Precedence(2, 3), Precedence(3, 1)]
    with pytest.raises(CyclicPrecedenceError, match=r"1 > 2 > 3 > 1|2 > 3 > 1 > 2|3 > 1 > 2 > 3"):
        shop(GOOD, GOOD, GOOD, GOOD, precedence=edges)


def test_an_operation_that_waits_for_itself_is_refused() -> None:
    with pytest.raises(CyclicPrecedenceError, match="0 > 0"):
        shop(GOOD, precedence=[Precedence(0, 0)])


@pytest.mark.parametrize(
    ("field", "value"),
    [("releases", [0, 0]), ("releases", [0.5]), ("lags", [1]), ("alternative_offsets", [0]), ("due", [[1]])],
)
def test_arrays_of_the_wrong_kind_or_length_are_refused(field: str, value: object) -> None:
    problem = shop(GOOD)
    fields = {name: getattr(problem, name) for name in Problem.__slots__}
    with pytest.raises(ProblemError) as refusal:
        Problem(**(fields | {field: value}))
    assert refusal.value.facts["field"] == field


def test_nobody_can_change_a_problem_once_it_is_made() -> None:
    with pytest.raises(ValueError, match="read-only"):
        shop(GOOD).releases[0] = 5


@pytest.mark.parametrize("pairs", [[(5, 5)], [(5, 4)], [(0, 5), (4, 9)], [(5, 6), (0, 1)], [(0, LIMIT + 1)]])
def test_intervals_must_be_sorted_and_disjoint(pairs: list[tuple[int, int]]) -> None:
    with pytest.raises(IntervalError, match="shift of machine 3"):
        Intervals.of(pairs, "shift of machine 3")


def test_intervals_in_any_order_are_merged() -> None:
    merged = Intervals.merged([(50, 60), (0, 10), (5, 7), (10, 20), (21, 22)])
    assert list(zip(merged.starts.tolist(), merged.ends.tolist(), strict=True)) == [
        (0, 20),
        (21, 22),
        (50, 60),
    ]
    assert len(Intervals.merged([])) == 0


def test_an_interval_that_ends_before_it_starts_is_not_merged_away() -> None:
    with pytest.raises(IntervalError):
        Intervals.merged([(0, 10), (8, 3)])


def test_a_schedule_has_four_columns_of_one_length() -> None:
    one = np.zeros(1, np.int64)
    with pytest.raises(ProblemError, match="people"):
        Schedule(one, one, one, np.zeros(2, np.int64))


def test_a_schedule_tells_how_late_each_job_is() -> None:
    rows = [operation(on(0, 10), job=0), operation(on(0, 10), job=2)]
    problem = assemble(rows, [Job(due=4, priority=3), Job(due=9), Job(due=20)], [always_open()])
    schedule = Schedule(*(np.array(column) for column in ([0, 10], [10, 20], [0, 0], [-1, -1])))
    assert schedule.makespan() == 20
    assert schedule.job_ends(problem).tolist() == [10, 9, 20]
    assert schedule.tardiness(problem).tolist() == [6, 0, 0]
    assert schedule.weighted_tardiness(problem) == 18
