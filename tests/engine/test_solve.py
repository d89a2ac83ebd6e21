"""Whatever the shop, the engine's schedules keep every rule (III.3.3), and no slot is missed."""

import ast
import importlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.minute_by_minute import Shop, is_right, rows_of
from tests.engine.small_shops import on, operation, problems, shop

from takt.engine import broken, capacity_check, check, openness
from takt.engine.dispatch import attempts, dispatch, placed_by_urgency, schedule_of
from takt.engine.errors import NotPlaceableError, ScheduleRefusedError
from takt.engine.floor import floor_of
from takt.engine.problem import Problem
from takt.engine.ranking import earliest_due_date
from takt.engine.schedule import Schedule
from takt.engine.solve import checked, solve


@settings(max_examples=150, deadline=None)
@given(problems())
def test_with_calendars_that_reach_far_enough_there_is_always_a_right_schedule(problem: Problem) -> None:
    assert is_right(problem, solve(problem))


@settings(max_examples=150, deadline=None)
@given(problems(endless=False))
def test_with_short_calendars_there_is_a_right_schedule_or_a_named_cause(problem: Problem) -> None:
    schedule = None
    with suppress(NotPlaceableError):
        schedule = solve(problem)
    if schedule is not None:
        assert is_right(problem, schedule)
        return
    with pytest.raises(NotPlaceableError) as refusal:
        solve(problem)
    assert refusal.value.facts["causes"]
    assert 0 <= refusal.value.facts["operation"] < problem.operations


@settings(max_examples=150, deadline=None)
@given(problems())
def test_each_operation_ends_as_early_as_any_minute_allows(problem: Problem) -> None:
    order = earliest_due_date(floor_of(problem)).tolist()
    attempt = placed_by_urgency(floor_of(problem), np.array(order))
    placed = rows_of(schedule_of(attempt.placed))
    floor, ends = Shop(problem), dict[int, int]()
    edges = list(
        zip(problem.predecessors.tolist(), problem.successors.tolist(), problem.lags.tolist(), strict=True)
    )
    for number in order:
        after = [ends[before] + lag for before, successor, lag in edges if successor == number]
        row = floor.earliest(number, max([int(problem.releases[number]), *after]))
        assert row is not None
        assert placed[number] == row
        floor.take(number, row)
        ends[number] = row[1]


@settings(max_examples=150, deadline=None)
@given(problems(endless=False, most=1))
def test_one_operation_is_refused_exactly_when_no_minute_fits(problem: Problem) -> None:
    row = Shop(problem).earliest(0, int(problem.releases[0]))
    if row is None:
        with pytest.raises(NotPlaceableError):
            solve(problem)
    else:
        assert rows_of(solve(problem)) == [row]


@settings(max_examples=150, deadline=None)
@given(problems())
def test_every_rule_gives_a_right_schedule_and_the_least_tardy_one_is_kept(problem: Problem) -> None:
    kept = dispatch(problem).weighted_tardiness(problem)
    for attempt in attempts(floor_of(problem)):
        schedule = schedule_of(attempt.placed)
        assert is_right(problem, schedule)
        assert kept <= schedule.weighted_tardiness(problem)


@settings(max_examples=100, deadline=None)
@given(problems())
def test_the_same_problem_gets_the_same_schedule(problem: Problem) -> None:
    assert rows_of(solve(problem)) == rows_of(solve(problem))


@settings(max_examples=100, deadline=None)
@given(problems(most=3))
def test_an_adopted_schedule_is_not_touched_by_the_next(problem: Problem) -> None:
    machines, people = solve(problem).taken(problem)
    later = Problem(
        **{name: getattr(problem, name) for name in problem.__slots__}
        | {"machines": machines, "people": people}
    )
    assert is_right(later, solve(later))
    assert check.violations(later, solve(problem)), "the adopted slots are taken now"


@settings(max_examples=250, deadline=None)
@given(problems(most=3), st.data())
def test_the_checker_and_the_count_of_minutes_agree_on_any_schedule(
    problem: Problem, data: st.DataObject
) -> None:
    rows = rows_of(solve(problem))
    at, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 3))
    changed = list(rows[at])
    changed[column] += data.draw(st.integers(-3, 3))
    rows[at] = (changed[0], changed[1], changed[2], changed[3])
    if not 0 <= changed[2] < len(problem.machines) or not -1 <= changed[3] < len(problem.people):
        assert check.violations(problem, made_of(rows))
        return
    assert (not check.violations(problem, made_of(rows))) == is_right(problem, made_of(rows))


def made_of(rows: list[tuple[int, int, int, int]]) -> Schedule:
    return Schedule(*(np.array(column, np.int64) for column in zip(*rows, strict=True)))


def test_a_wrong_schedule_leaves_no_door() -> None:
    problem = shop(operation(on(0, 10)))
    with pytest.raises(ScheduleRefusedError) as refusal:
        checked(problem, made_of([(0, 9, 0, -1)]))
    assert refusal.value.facts["count"] == 1
    assert refusal.value.facts["violations"][0].rule is check.Rule.DURATION


def test_the_checker_shares_no_code_with_a_solver() -> None:
    data_only = {
        "takt.engine.problem",
        "takt.engine.schedule",
        "takt.engine.intervals",
        "takt.engine.openness",
        "takt.engine.broken",
        "takt.engine.capacity_check",
    }
    checkers = (check, capacity_check, broken, openness)
    assert set().union(*(imports_of(module) for module in checkers)) <= data_only


def test_the_engine_knows_no_framework() -> None:
    folder = Path(str(check.__file__)).parent
    names = {name for path in folder.rglob("*.py") for name in imports_in(path, lambda _: True)}
    assert {name.split(".")[0] for name in names} <= {
        *importlib.import_module("sys").stdlib_module_names,
        "numpy",
        "numba",
        "takt",
    }
    assert all(name.startswith("takt.engine") for name in names if name.startswith("takt"))


def imports_of(module: object) -> set[str]:
    return imports_in(Path(str(getattr(module, "__file__", ""))), lambda name: name.startswith("takt"))


def imports_in(path: Path, wanted: Callable[[str], bool]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if wanted(name)}
