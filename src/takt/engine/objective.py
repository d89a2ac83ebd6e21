"""What a schedule costs, part by part (weights are data): tardiness, stock, set-up, makespan, stability."""

from typing import NamedTuple

import numpy as np

from takt.engine.intervals import IntArray
from takt.engine.problem import ANY_MACHINE, NO_DUE, NO_MINUTE, NO_SETUP, Problem, families_of
from takt.engine.schedule import Schedule


class Cost(NamedTuple):
    """Minutes of each kind (``machine_changes``: operations); ``total`` weighs and adds them."""

    tardiness: int
    earliness: int
    setup: int
    makespan: int
    shift: int
    machine_changes: int
    total: int


def cost(problem: Problem, schedule: Schedule) -> Cost:
    """The cost of a schedule by the problem's weights. ``tardiness`` is weighted by priority."""
    parts = (
        schedule.weighted_tardiness(problem),
        _earliness(problem, schedule),
        int(setup_minutes(problem, schedule).sum()),
        schedule.makespan(),
        *_moved(problem, schedule),
    )
    return Cost(*parts, total=sum(part * weight for part, weight in zip(parts, problem.weights, strict=True)))


def _earliness(problem: Problem, schedule: Schedule) -> int:
    awaited = problem.due < NO_DUE
    early = np.maximum(problem.due - schedule.job_ends(problem), 0)
    return int(early[awaited].sum())


def setup_minutes(problem: Problem, schedule: Schedule) -> IntArray:
    """Per operation the set-up that its machine needs before it."""
    needed = np.zeros(schedule.operations, np.int64)
    order = np.lexsort((schedule.starts, schedule.machines))
    cuts = np.flatnonzero(np.diff(schedule.machines[order])) + 1
    for rows in np.split(order, cuts) if order.size else ():
        machine = problem.machines[int(schedule.machines[rows[0]])]
        if machine.setup_group == NO_SETUP:
            continue
        families = np.concatenate([problem.families[rows], families_of(machine)])
        line = np.argsort(np.concatenate([schedule.starts[rows], machine.occupied.starts]), kind="stable")
        before = np.concatenate([[machine.family], families[line][:-1]])
        setups = problem.setups[machine.setup_group, before, families[line]]
        own = line < rows.size
        needed[rows[line[own]]] = setups[own]
    needed[problem.in_progress] = 0
    return needed


def _moved(problem: Problem, schedule: Schedule) -> tuple[int, int]:
    """Minutes by which published operations moved, and how many left their machine."""
    published = problem.published_starts != NO_MINUTE
    shifts = np.abs(schedule.starts - problem.published_starts)[published]
    known = problem.published_machines != ANY_MACHINE
    return int(shifts.sum()), int((schedule.machines != problem.published_machines)[known].sum())
