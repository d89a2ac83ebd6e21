"""A Problem out of plain rows: what the planning clause (III.3) hands over."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from takt.engine.errors import ProblemError
from takt.engine.intervals import IntArray
from takt.engine.problem import NO_DUE, NOBODY, Problem, Resource


class Alternative(NamedTuple):
    """One way to do an operation: a machine, its working minutes there, and the skill pool (None: needs
    nobody)."""

    machine: int
    duration_minutes: int
    people: tuple[int, ...] | None = None


class Operation(NamedTuple):
    """An operation of a job. ``release``: the minute from which its material is there."""

    job: int
    alternatives: Sequence[Alternative]
    release: int = 0


class Job(NamedTuple):
    """An order's line, or a part made for it. ``due``: the minute by which it should have ended."""

    due: int = NO_DUE
    priority: int = 1


class Precedence(NamedTuple):
    """``successor`` starts ``lag_minutes`` of clock time (drying, transport) after ``predecessor`` ends, or
    later."""

    predecessor: int
    successor: int
    lag_minutes: int = 0


def assemble(
    operations: Sequence[Operation],
    jobs: Sequence[Job],
    machines: Sequence[Resource],
    people: Sequence[Resource] = (),
    precedence: Iterable[Precedence] = (),
) -> Problem:
    """The Problem of these rows; indexes count from 0 in the order given. Raises ProblemError,
    CyclicPrecedenceError.

    Order matters where all else is equal: the alternative, and the person of a pool, that is named first is
    preferred."""
    pools: dict[tuple[int, ...], int] = {}
    rows = [alternative for operation in operations for alternative in operation.alternatives]
    edges = list(precedence)
    return Problem(
        operation_jobs=_row("operation_jobs", [operation.job for operation in operations]),
        releases=_row("releases", [operation.release for operation in operations]),
        alternative_offsets=np.cumsum([0] + [len(operation.alternatives) for operation in operations]),
        alternative_machines=_row("machine", [row.machine for row in rows]),
        alternative_minutes=_row("duration_minutes", [row.duration_minutes for row in rows]),
        alternative_pools=_row("people", [_pool(row.people, pools) for row in rows]),
        pools=tuple(pools),
        predecessors=_row("predecessor", [edge.predecessor for edge in edges]),
        successors=_row("successor", [edge.successor for edge in edges]),
        lags=_row("lag_minutes", [edge.lag_minutes for edge in edges]),
        due=_row("due", [job.due for job in jobs]),
        priorities=_row("priority", [job.priority for job in jobs]),
        machines=tuple(machines),
        people=tuple(people),
    )


def _row(field: str, values: list[int]) -> IntArray:
    for at, value in enumerate(values):
        if type(value) is not int:
            raise ProblemError(
                kind=field, index=at, field=field, value=repr(value), expected="a whole number"
            )
    return np.array(values, dtype=np.int64)


def _pool(people: tuple[int, ...] | None, pools: dict[tuple[int, ...], int]) -> int:
    return NOBODY if people is None else pools.setdefault(tuple(people), len(pools))
