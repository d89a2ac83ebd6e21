"""The operations of a problem as the kernels read them, and those that must be where they must be."""

import numpy as np

from takt.engine.compiled.arrays import EVER, NEVER, Work
from takt.engine.compiled.filling import listed
from takt.engine.intervals import IntArray
from takt.engine.problem import Problem


def work_of(problem: Problem) -> Work:
    """The operations and what they wait for, as the kernels read them."""
    real = ~problem.in_progress[problem.successors]  # what is in progress waits for nothing any more
    before, after = problem.predecessors[real], problem.successors[real]
    lags, transfers = problem.lags[real], problem.transfers[real]
    before_offsets, by_after = listed(after, problem.operations)
    after_offsets, by_before = listed(before, problem.operations)
    pool_sizes = [len(pool) for pool in problem.pools]
    frozen = problem.frozen
    stays = frozen | problem.in_progress
    released = np.where(stays, problem.releases, np.maximum(problem.releases, problem.fence))
    same = {name: np.array(getattr(problem, name)) for name in _SAME}
    return Work(
        jobs=np.array(problem.operation_jobs),
        releases=released,
        pool_offsets=np.cumsum([0, *pool_sizes], dtype=np.int64),
        pool_people=np.array([person for pool in problem.pools for person in pool], np.int64),
        before_offsets=before_offsets,
        before=before[by_after],
        before_lags=lags[by_after],
        before_transfers=transfers[by_after],
        after_offsets=after_offsets,
        after=after[by_before],
        after_lags=lags[by_before],
        after_transfers=transfers[by_before],
        pinned_machines=np.where(frozen, problem.published_machines, problem.pinned_machines),
        pinned_people=np.where(frozen, problem.published_people, problem.pinned_people),
        given_starts=problem.starts_given + 0,
        remaining=np.array(problem.remaining_minutes),
        ends_from=np.full(problem.operations, EVER),
        starts_until=np.full(problem.operations, NEVER),
        ends_until=np.full(problem.operations, NEVER),
        **same,
    )


_SAME = (
    "alternative_offsets",
    "alternative_machines",
    "alternative_minutes",
    "alternative_pools",
    "families",
    "need_offsets",
    "need_tools",
    "need_units",
)


def given_of(problem: Problem) -> IntArray:
    """What is in progress, then what has its start, by start."""
    starts = np.where(problem.in_progress, EVER, problem.starts_given)
    rows = np.flatnonzero(problem.in_progress | (problem.starts_given != EVER))
    given: IntArray = rows[np.argsort(starts[rows], kind="stable")]
    return given
