"""After one event only what it touches moves (III.5.3), and what is frozen or pinned never does."""

import numpy as np
import pytest
from tests.engine.minute_by_minute import is_right, rows_of
from tests.engine.random_shops import featured
from tests.engine.small_shops import always_open, on, operation

from takt.engine.assemble import Job, Precedence, assemble
from takt.engine.errors import NotPlaceableError
from takt.engine.intervals import Intervals
from takt.engine.problem import NO_MINUTE, Problem, Resource
from takt.engine.replanning import replan
from takt.engine.schedule import Schedule
from takt.engine.solve import solve
from takt.engine.with_fields import with_fields


def published(problem: Problem, plan: Schedule, **event: object) -> Problem:
    """The problem with its plan published, after an event."""
    return with_fields(
        problem,
        published_starts=plan.starts,
        published_machines=plan.machines,
        published_people=plan.people,
        **event,
    )


def stopped(machine: Resource, start: int, end: int) -> Resource:
    """The machine out of order in [start, end): no shift then."""
    pairs = list(zip(machine.open.starts.tolist(), machine.open.ends.tolist(), strict=True))
    left = [(s, min(e, start)) for s, e in pairs if s < start] + [
        (max(s, end), e) for s, e in pairs if e > end
    ]
    families = machine.occupied_families
    return Resource(Intervals.of(left), machine.occupied, machine.setup_group, machine.family, families)


@pytest.mark.parametrize("number", range(60))
def test_the_repaired_plan_keeps_every_rule_and_what_is_frozen_stays(number: int) -> None:
    problem, rng = featured(number, operations=10), np.random.default_rng(number)
    plan = solve(problem)
    machine = int(rng.integers(3))
    start = int(rng.integers(0, 30))
    machines = list(problem.machines)
    machines[machine] = stopped(machines[machine], start, start + 9)
    fence = int(rng.integers(-5, start + 1))
    after = published(problem, plan, machines=tuple(machines), fence=max(fence, problem.fence))
    try:
        repaired = replan(after)
    except NotPlaceableError:
        return  # what is frozen lies on the machine while it stands still
    assert is_right(after, repaired.schedule)
    for operation_index in np.flatnonzero(after.frozen).tolist():
        assert rows_of(plan)[operation_index] == rows_of(repaired.schedule)[operation_index]


@pytest.mark.parametrize("number", range(20))
def test_without_an_event_nothing_moves(number: int) -> None:
    problem = featured(number, operations=10)
    plan = solve(problem)
    repaired = replan(published(problem, plan))
    assert rows_of(repaired.schedule) == rows_of(plan)
    assert repaired.moved.size == 0


def test_a_free_slot_is_taken_before_anybody_else_is_moved() -> None:
    rows = [operation(on(0, 50)), operation(on(0, 50)), operation(on(0, 50))]
    problem = assemble(rows, [Job(due=600)], [always_open()])
    late = published(problem, solve(problem), releases=np.array([0, 60, 0]))
    repaired = replan(late)
    assert repaired.schedule.starts.tolist() == [0, 150, 100]
    assert repaired.moved.tolist() == [1]


def test_an_urgent_order_takes_the_place_of_one_that_can_wait() -> None:
    rows = [operation(on(0, 50), job=0), operation(on(0, 50), job=1), operation(on(0, 50), job=2)]
    jobs = [Job(due=110), Job(due=900), Job(due=160)]
    problem = assemble(rows, jobs, [always_open()])
    plan = Schedule(*(np.array(c) for c in ([0, 50, 100], [50, 100, 150], [0, 0, 0], [-1, -1, -1])))
    late = published(problem, plan, releases=np.array([20, 0, 0]))
    repaired = replan(late)
    assert repaired.schedule.weighted_tardiness(late) == 0
    assert repaired.schedule.starts.tolist() == [20, 150, 100]
    assert repaired.moved.tolist() == [0, 1]


def test_a_new_order_is_placed_beside_the_published_ones() -> None:
    rows = [operation(on(0, 50)), operation(on(0, 30), job=1)]
    problem = assemble(rows, [Job(due=100), Job(due=200)], [always_open()])
    first = assemble(rows[:1], [Job(due=100)], [always_open()])
    plan = solve(first)
    both = with_fields(
        problem,
        published_starts=np.array([plan.starts[0], NO_MINUTE]),
        published_machines=np.array([0, -1]),
        published_people=np.array([-1, -1]),
    )
    assert replan(both).schedule.starts.tolist() == [0, 50]


def test_what_follows_a_delayed_operation_moves_with_it() -> None:
    rows = [operation(on(0, 50)), operation(on(1, 30))]
    problem = assemble(rows, [Job(due=100)], [always_open(), always_open()], precedence=[Precedence(0, 1)])
    repaired = replan(published(problem, solve(problem), releases=np.array([20, 0])))
    assert repaired.schedule.starts.tolist() == [20, 70]
