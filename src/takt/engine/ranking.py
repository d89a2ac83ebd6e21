"""In which order operations are placed: rules that planners know, each as an order of all operations."""

from collections.abc import Sequence

import numpy as np

from takt.engine.compiled.ordering import latest_starts, spread, topological
from takt.engine.floor import Floor
from takt.engine.intervals import IntArray


def earliest_due_date(floor: Floor, first: Sequence[int] = ()) -> IntArray:
    """Earliest due, then higher priority, then the job named first; predecessors before.

    A predecessor is as urgent as the most urgent operation that waits for it, whosever job it is. The jobs in
    ``first`` come before all others, in that order."""
    problem = floor.problem
    front = np.zeros(problem.jobs, np.int64)
    front[list(first)] = np.arange(len(first)) - len(first)
    ranks = np.empty(problem.jobs, np.int64)
    ranks[np.lexsort((-problem.priorities, problem.due, front))] = np.arange(problem.jobs)
    return by_key(floor, ranks[problem.operation_jobs])


def latest_start(floor: Floor) -> IntArray:
    """The operation that would have to start first if nothing but its own route stood in its way."""
    order = topological(floor.work)
    return by_key(floor, latest_starts(floor.work, order, np.array(floor.problem.due)))


def by_key(floor: Floor, keys: IntArray) -> IntArray:
    """Every operation once, by key; before them all what must be where it must be and what that waits for."""
    line = topological(floor.work)
    if floor.given.size:
        keys[floor.given] = keys.min() - floor.given.size + np.arange(floor.given.size)
    spread(floor.work, line, keys)
    place = np.empty(line.size, np.int64)
    place[line] = np.arange(line.size)
    order: IntArray = np.lexsort((place, keys))
    return order
