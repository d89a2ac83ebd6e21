"""Runs each kernel of the factory problem once, on a small one, so that its machine code is on disk."""

import numpy as np

from takt.engine.assemble import Alternative, Job, Operation, Precedence, assemble
from takt.engine.dispatch import attempts
from takt.engine.displacing import displacing
from takt.engine.explaining import explain_job
from takt.engine.floor import floor_of
from takt.engine.intervals import Intervals
from takt.engine.plan import Plan
from takt.engine.problem import Problem, Resource
from takt.engine.promising import promise
from takt.engine.replanning import replan
from takt.engine.solve import solve
from takt.engine.weights import Weights
from takt.engine.with_fields import with_fields


def warm() -> None:
    """Compile, or load, what planning, promising, explaining and replanning run."""
    problem = _small()
    schedule = solve(problem)
    list(attempts(floor_of(problem)))
    plan = Plan(problem, schedule)
    order = with_fields(problem, priorities=np.array([5]), weights=Weights())
    promise(plan, order)
    list(displacing(plan, order))
    explain_job(plan, 0)
    later = problem.releases + np.array([30, 0])
    replan(
        with_fields(
            problem,
            releases=later,
            published_starts=schedule.starts,
            published_machines=schedule.machines,
            published_people=schedule.people,
        )
    )


def _small() -> Problem:
    """Two operations on a machine, one with a person, just in time."""
    day = Resource(Intervals.of([(0, 480), (960, 1440), (1920, 5000)]))
    rows = [Operation(0, [Alternative(0, 30, (0,))]), Operation(0, [Alternative(0, 400)])]
    return assemble(rows, [Job(due=1200)], [day], [day], [Precedence(0, 1)], weights=Weights(earliness=1))
