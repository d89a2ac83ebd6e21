"""What a Problem must satisfy before anybody solves it; every refusal says which row, which field, what was
expected."""

from typing import TYPE_CHECKING

import numpy as np

from takt.engine.bounds import Namer, each, flat, within
from takt.engine.errors import CyclicPrecedenceError, ProblemError
from takt.engine.feature_validation import refuse_wrong_features
from takt.engine.intervals import LIMIT
from takt.engine.precedence import ring

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
    "transfers",
    "families",
    "need_offsets",
    "need_tools",
    "need_units",
    "pinned_machines",
    "pinned_people",
    "pinned_starts",
    "remaining_minutes",
    "published_starts",
    "published_machines",
    "published_people",
)
PER_OPERATION = ("releases", "families", *ARRAYS[-7:])


def refuse_wrong(problem: "Problem") -> None:
    """Raise ProblemError or CyclicPrecedenceError for the first thing that is wrong."""
    _lengths(problem)
    _jobs(problem)
    _operations(problem)
    _pools(problem)
    _alternatives(problem)
    _precedence(problem)
    refuse_wrong_features(problem)


def _lengths(problem: "Problem") -> None:
    operations, alternatives = problem.operation_jobs.size, problem.alternative_machines.size
    for field, expected in (
        *((field, operations) for field in PER_OPERATION),
        ("alternative_offsets", operations + 1),
        ("alternative_minutes", alternatives),
        ("alternative_pools", alternatives),
        ("successors", problem.predecessors.size),
        ("lags", problem.predecessors.size),
        ("transfers", problem.predecessors.size),
        ("need_offsets", operations + 1),
        ("need_units", problem.need_tools.size),
        ("priorities", problem.due.size),
    ):
        size = getattr(problem, field).size
        if size != expected:
            raise ProblemError(
                kind="problem", index="-", field=field, value=f"{size} long", expected=f"{expected} long"
            )


def _jobs(problem: "Problem") -> None:
    within(problem.due, -LIMIT, LIMIT, each("job", "due"))
    within(problem.priorities, 1, LIMIT, each("job", "priority"))


def _operations(problem: "Problem") -> None:
    within(problem.operation_jobs, 0, problem.jobs - 1, each("operation", "job"))
    within(problem.releases, -LIMIT, LIMIT, each("operation", "release"))
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
        within(members, 0, len(problem.people) - 1, each(f"pool {at}, person", "index"))


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

    within(problem.alternative_machines, 0, len(problem.machines) - 1, named("machine"))
    within(problem.alternative_minutes, 1, LIMIT, named("duration_minutes"))
    within(problem.alternative_pools, -1, len(problem.pools) - 1, named("pool"))


def _precedence(problem: "Problem") -> None:
    last = problem.operations - 1
    within(problem.predecessors, 0, last, each("precedence", "predecessor"))
    within(problem.successors, 0, last, each("precedence", "successor"))
    within(problem.lags, 0, LIMIT, each("precedence", "lag_minutes"))
    within(problem.transfers, -1, LIMIT, each("precedence", "transfer_minutes"))
    path = ring(problem.operations, problem.predecessors, problem.successors)
    if path:
        raise CyclicPrecedenceError(path=" > ".join(map(str, path)))
