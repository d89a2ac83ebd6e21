"""Just in time: work waits as long as its due date allows, and nothing gets later than it had to be (III.3.1)."""

import numpy as np
import pytest
from tests.engine.minute_by_minute import is_right
from tests.engine.random_shops import begun, featured
from tests.engine.small_shops import always_open, on, operation

from takt.engine.assemble import Job, Precedence, assemble
from takt.engine.errors import NotPlaceableError
from takt.engine.solve import solve
from takt.engine.weights import Weights
from takt.engine.with_fields import with_fields


@pytest.mark.parametrize("number", range(60))
def test_a_plan_just_in_time_keeps_every_rule_and_is_no_later_than_one_as_early_as_possible(
    number: int,
) -> None:
    problem = featured(number, operations=10)
    if number % 3 == 0:
        problem = begun(number, problem)
    try:
        early = solve(with_fields(problem, weights=Weights()))
    except NotPlaceableError:
        return
    timely = solve(with_fields(problem, weights=Weights(earliness=1)))
    assert is_right(problem, timely)
    assert timely.weighted_tardiness(problem) == early.weighted_tardiness(problem)
    assert (timely.job_ends(problem) <= np.maximum(early.job_ends(problem), problem.due)).all()
    assert (timely.starts >= early.starts).all()


def test_a_chain_ends_when_it_is_due_and_starts_as_late_as_it_can() -> None:
    rows = [operation(on(0, 10)), operation(on(0, 20))]
    problem = assemble(
        rows, [Job(due=100)], [always_open()], precedence=[Precedence(0, 1)], weights=Weights(earliness=1)
    )
    assert solve(problem).starts.tolist() == [70, 80]


def test_a_job_that_nobody_waits_for_is_not_put_off() -> None:
    problem = assemble([operation(on(0, 10))], [Job()], [always_open()], weights=Weights(earliness=1))
    assert solve(problem).starts.tolist() == [0]
