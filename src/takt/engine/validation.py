"""What a Problem must satisfy before anybody solves it; every refusal says which row, which field, what was
expected."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from takt.engine.errors import CyclicPrecedenceError, ProblemError
from takt.engine.graph import cycle_in, topological_order
from takt.engine.intervals import LIMIT, IntArray, whole_numbers

if TYPE_CHECKING:
    from takt.engine.problem import Problem

ARRAYS = (
    "operation_jobs",
    "releases",
    "alternative_offsets",
    "alternative_machines",
    "alternative_minutes",
    "alternative_pools",
    "predecessors",
    "successors",
    "lags",
    "due",
    "priorities",
)


def flat(name: str, values: Any) -> IntArray:
    """``values`` as a read-only int64 array."""
    array = whole_numbers(values)
    if array is None:
        value = repr(values)[:80]
        raise ProblemError(
            kind="problem", index="-", field=name, value=value, expected="whole numbers in a row"
        )
    return array


def refuse_wrong(problem: "Problem") -> None:
    """Raise ProblemError or CyclicPrecedenceError for the first thing that is wrong."""
    _lengths(problem)
    _jobs(problem)
    _operations(problem)
    _pools(problem)
    _alternatives(problem)
    _precedence(problem)


def _lengths(problem: "Problem") -> None:
    operations, alternatives = problem.operation_jobs.size, problem.alternative_machines.size
    for field, expected in (
        ("releases", operations),
        ("alternative_offsets", operations + 1),
        ("alternative_minutes", alternatives),
        ("alternative_pools", alternatives),
        ("successors", problem.predecessors.size),
        ("lags", problem.predecessors.size),
        ("priorities", problem.due.size),
    ):
        size = getattr(problem, field).size
        if size != expected:
            raise ProblemError(
                kind="problem", index="-", field=field, value=f"{size} long", expected=f"{expected} long"
            )


Namer = Callable[[int], tuple[str, int, str]]


def _each(kind: str, field: str) -> Namer:
    return lambda at: (kind, at, field)


def _within(values: IntArray, low: int, high: int, name: Namer) -> None:
    wrong: npt.NDArray[np.bool_] = (values < low) | (values > high)
    if wrong.any():
        at = int(wrong.argmax())
        kind, index, field = name(at)
        expected = f"{low} to {high}" if low <= high else "one that exists (there is none)"
        raise ProblemError(kind=kind, index=index, field=field, value=int(values[at]), expected=expected)


def _jobs(problem: "Problem") -> None:
    _within(problem.due, -LIMIT, LIMIT, _each("job", "due"))
    _within(problem.priorities, 1, LIMIT, _each("job", "priority"))


def _operations(problem: "Problem") -> None:
    _within(problem.operation_jobs, 0, problem.jobs - 1, _each("operation", "job"))
    _within(problem.releases, -LIMIT, LIMIT, _each("operation", "release"))
    offsets = problem.alternative_offsets
    counts = np.diff(offsets)
    if (counts < 1).any():
        at = int((counts < 1).argmax())
        raise ProblemError(
            kind="operation", index=at, field="alternatives", value=int(counts[at]), expected="at least one"
        )
    if offsets[0] != 0 or offsets[-1] != problem.alternative_machines.size:
        value = f"{offsets[0]} to {offsets[-1]}"
        expected = f"0 to {problem.alternative_machines.size}"
        raise ProblemError(
            kind="problem", index="-", field="alternative_offsets", value=value, expected=expected
        )


def _pools(problem: "Problem") -> None:
    for at, pool in enumerate(problem.pools):
        members = flat(f"pools[{at}]", pool)
        if not members.size:
            # nobody is qualified: that is no problem to solve, and must never pass for "needs nobody"
            raise ProblemError(
                kind="pool", index=at, field="people", value="empty", expected="one or more people"
            )
        if np.unique(members).size != members.size:
            raise ProblemError(kind="pool", index=at, field="people", value=pool, expected="each person once")
        _within(members, 0, len(problem.people) - 1, _each(f"pool {at}, person", "index"))


def _alternatives(problem: "Problem") -> None:
    def named(field: str) -> Namer:
        def name(at: int) -> tuple[str, int, str]:
            operation = int(np.searchsorted(problem.alternative_offsets, at, side="right")) - 1
            return (
                "operation",
                operation,
                f"alternatives[{at - int(problem.alternative_offsets[operation])}].{field}",
            )

        return name

    _within(problem.alternative_machines, 0, len(problem.machines) - 1, named("machine"))
    _within(problem.alternative_minutes, 1, LIMIT, named("duration_minutes"))
    _within(problem.alternative_pools, -1, len(problem.pools) - 1, named("pool"))


def _precedence(problem: "Problem") -> None:
    last = problem.operations - 1
    _within(problem.predecessors, 0, last, _each("precedence", "predecessor"))
    _within(problem.successors, 0, last, _each("precedence", "successor"))
    _within(problem.lags, 0, LIMIT, _each("precedence", "lag_minutes"))
    successors: list[list[int]] = [[] for _ in range(problem.operations)]
    for before, after in zip(problem.predecessors.tolist(), problem.successors.tolist(), strict=True):
        successors[before].append(after)
    path = cycle_in(successors, topological_order(successors))
    if path:
        raise CyclicPrecedenceError(path=" > ".join(map(str, path)))
