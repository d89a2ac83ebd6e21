"""Whatever a shop has (set-ups, overlap, tools, pins, a fence, work in progress), its schedule keeps every rule.

``TAKT_RANDOM_SHOPS=2000 pytest tests/engine/test_all_features.py`` looks at as many shops."""

import os
from contextlib import suppress

import numpy as np
import pytest
from tests.engine.minute_by_minute import Shop, is_right, readiness, rows_of
from tests.engine.random_shops import begun, changed, featured

from takt.engine.check import violations
from takt.engine.dispatch import attempts, placed_by_urgency, schedule_of
from takt.engine.errors import NotPlaceableError
from takt.engine.floor import floor_of
from takt.engine.problem import NO_MINUTE, Problem
from takt.engine.ranking import earliest_due_date
from takt.engine.schedule import Schedule
from takt.engine.solve import solve

SHOPS = int(os.environ.get("TAKT_RANDOM_SHOPS", "60"))


@pytest.mark.parametrize("hundred", range(0, SHOPS, 20))
def test_every_schedule_keeps_every_rule(hundred: int) -> None:
    for number in range(hundred, hundred + 20):
        problem = featured(number)
        assert is_right(problem, solve(problem)), number
        for attempt in attempts(floor_of(problem)):
            assert attempt.stuck >= 0 or is_right(problem, schedule_of(attempt.placed)), number


@pytest.mark.parametrize("hundred", range(0, SHOPS, 20))
def test_each_operation_ends_as_early_as_any_minute_allows(hundred: int) -> None:
    """Rule: in the order of due dates, each operation takes the placement that ends first, then the one with less
    work, then the one named first, whatever was placed before it."""
    for number in range(hundred, hundred + 20):
        problem = featured(number)
        order = earliest_due_date(floor_of(problem))
        placed = rows_of(schedule_of(placed_by_urgency(floor_of(problem), order).placed))
        shop = Shop(problem)
        for operation in order.tolist():
            ready, end_from = readiness(problem, operation, dict(enumerate(placed)))
            assert placed[operation] == shop.earliest(operation, ready, end_from), (number, operation)
            shop.take(operation, placed[operation])


@pytest.mark.parametrize("hundred", range(0, SHOPS, 20))
def test_what_is_in_progress_pinned_or_frozen_stays(hundred: int) -> None:
    done = 0
    for number in range(hundred, hundred + 20):
        problem = begun(number, featured(number))
        with suppress(NotPlaceableError):
            assert is_right(problem, solve(problem)), number
        plan = solve(featured(number))
        again = frozen(featured(number), plan, fence=int(np.median(plan.starts)) + 1)
        schedule = solve(again)
        assert is_right(again, schedule), number
        before = plan.starts < again.fence
        assert rows_of(plan)[int(np.argmax(before))] == rows_of(schedule)[int(np.argmax(before))]
        done += int(before.sum())
    assert done


@pytest.mark.parametrize("hundred", range(0, SHOPS, 20))
def test_the_checker_and_the_count_of_minutes_agree(hundred: int) -> None:
    wrong = 0
    for number in range(hundred, hundred + 20):
        rng, problem = np.random.default_rng(number), featured(number)
        if number % 2:
            problem = frozen(problem, solve(problem), fence=int(rng.integers(0, 40)))
        right = solve(problem)
        columns = [np.array(column) for column in (right.starts, right.ends, right.machines, right.people)]
        at, shift = int(rng.integers(problem.operations)), int(rng.integers(-6, 7))
        columns[0][at] += shift
        columns[1][at] += shift if rng.random() < 0.8 else 0
        schedule = Schedule(*columns)
        assert (not violations(problem, schedule)) == is_right(problem, schedule), number
        wrong += not is_right(problem, schedule)
    assert wrong > 5


def frozen(problem: Problem, plan: Schedule, fence: int) -> Problem:
    """The problem with a plan published, and the fence moved on; a release that the fence has overtaken is over."""
    return changed(
        problem,
        published_starts=plan.starts,
        published_machines=plan.machines,
        published_people=plan.people,
        fence=fence,
        pinned_starts=np.full(problem.operations, NO_MINUTE),
    )
