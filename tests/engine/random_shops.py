"""Small shops with everything a shop can have, by number: the same number is the same shop."""

from typing import Any

import numpy as np

from takt.engine.intervals import IntArray, Intervals
from takt.engine.problem import ANY_MACHINE, NO_MINUTE, Problem, Resource, Tool
from takt.engine.weights import Weights

HORIZON = 40
#: Every calendar is open for good from here on, so that everything can be placed.
TAIL = (HORIZON + 20, HORIZON + 600)


def featured(number: int, operations: int = 6) -> Problem:
    """Up to ``operations`` operations on 3 machines with 2 people, 2 tools, 3 families: overlap, set-ups, a fence."""
    rng = np.random.default_rng(number)
    count = int(rng.integers(1, operations + 1))
    jobs = rng.integers(0, 3, count)
    sizes = rng.integers(1, 4, count)
    rows = int(sizes.sum())
    edges = _edges(rng, count)
    needs = rng.random((count, 2)) < 0.3
    return Problem(
        operation_jobs=jobs,
        releases=rng.integers(0, HORIZON, count) * (rng.random(count) < 0.5),
        alternative_offsets=np.concatenate([[0], np.cumsum(sizes)]),
        alternative_machines=rng.integers(0, 3, rows),
        alternative_minutes=rng.integers(1, 9, rows),
        alternative_pools=rng.integers(-1, 3, rows),
        pools=((0,), (1,), (1, 0)),
        predecessors=edges[0],
        successors=edges[1],
        lags=rng.integers(0, 6, edges[0].size),
        transfers=np.where(rng.random(edges[0].size) < 0.4, rng.integers(0, 8, edges[0].size), -1),
        due=rng.integers(0, 60, 3),
        priorities=rng.integers(1, 5, 3),
        machines=tuple(_machine(rng) for _ in range(3)),
        people=tuple(Resource(_openings(rng), _spans(rng)) for _ in range(2)),
        families=rng.integers(0, 3, count),
        setups=rng.integers(0, 6, (2, 3, 3)),
        tools=tuple(_tool(rng) for _ in range(2)),
        need_offsets=np.concatenate([[0], np.cumsum(needs.sum(axis=1))]),
        need_tools=np.nonzero(needs)[1],
        need_units=np.ones(int(needs.sum()), np.int64),
        fence=NO_MINUTE if rng.random() < 0.6 else int(rng.integers(0, 20)),
        weights=Weights(earliness=int(rng.random() < 0.3), setup=int(rng.integers(0, 2))),
    )


def begun(number: int, problem: Problem) -> Problem:
    """The same with one operation in progress and one bound to a machine."""
    rng = np.random.default_rng(number + 10**9)
    machines = np.full(problem.operations, ANY_MACHINE)
    remaining = np.zeros(problem.operations, np.int64)
    firsts = problem.alternative_machines[problem.alternative_offsets[:-1]]
    for operation in rng.permutation(problem.operations)[:2].tolist():
        machines[operation] = firsts[operation]
    first = int(rng.integers(problem.operations))
    machines[first], remaining[first] = firsts[first], rng.integers(1, 6)
    return changed(problem, pinned_machines=machines, remaining_minutes=remaining)


def changed(problem: Problem, **fields: object) -> Problem:
    """The problem with other fields."""
    old: dict[str, object] = {name: getattr(problem, name) for name in Problem.__slots__}
    fresh: Any = old | fields
    return Problem(**fresh)


def _edges(rng: np.random.Generator, count: int) -> tuple[IntArray, IntArray]:
    pairs = np.sort(rng.integers(0, count, (int(rng.integers(0, 5)), 2)), axis=1)
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    number = rng.permutation(count) if rng.random() < 0.5 else np.arange(count)
    return number[pairs[:, 0]], number[pairs[:, 1]]


def _spans(rng: np.random.Generator) -> Intervals:
    starts = rng.integers(0, HORIZON, int(rng.integers(0, 4)))
    return Intervals.merged([(int(s), int(s + rng.integers(1, 8))) for s in starts])


def _openings(rng: np.random.Generator) -> Intervals:
    starts = rng.integers(0, HORIZON, int(rng.integers(1, 5)))
    return Intervals.merged([(int(s), int(s + rng.integers(3, 16))) for s in starts] + [TAIL])


def _machine(rng: np.random.Generator) -> Resource:
    occupied = _spans(rng)
    families = rng.integers(0, 3, len(occupied))
    return Resource(_openings(rng), occupied, int(rng.integers(-1, 2)), int(rng.integers(0, 3)), families)


def _tool(rng: np.random.Generator) -> Tool:
    capacity = int(rng.integers(1, 3))
    starts = rng.integers(0, HORIZON, int(rng.integers(0, 3)))
    return Tool(capacity, starts, starts + rng.integers(1, 9, starts.size), np.ones(starts.size, np.int64))
