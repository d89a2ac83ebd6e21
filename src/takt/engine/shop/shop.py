"""The arrays of a classical shop."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class Arrays(NamedTuple):
    """What the compiled loops see. Operations are numbered job by job; ``operations`` itself is the operation that
    does not exist. An operation's alternatives are the rows ``first_alternative[o]:first_alternative[o + 1]``."""

    first_operation: Ints  #: of each job, and the number of operations
    job: Ints  #: of each operation
    first_alternative: Ints  #: of each operation, and the number of alternatives
    alternative_machine: Ints
    alternative_minutes: Ints
    previous: Ints  #: operation before it in its job
    following: Ints  #: operation after it in its job
    release: Ints  #: of each operation: its job's for the first, else 0
    due: Ints  #: of each job
    weight: Ints  #: of each job
    setup: npt.NDArray[np.int64]  #: [machine][from][to], minutes; of size 0 without set-ups
    machines: int


@dataclass(frozen=True)
class Shop:
    """A shop: its arrays, and its name. ``has_due_dates`` tells whether lateness means anything."""

    name: str
    arrays: Arrays
    has_due_dates: bool
    family: str = field(default="")

    @property
    def jobs(self) -> int:
        """How many jobs."""
        return len(self.arrays.first_operation) - 1

    @property
    def operations(self) -> int:
        """How many operations."""
        return len(self.arrays.job) - 1

    @property
    def is_flexible(self) -> bool:
        """Whether some operation has a choice of machines."""
        return len(self.arrays.alternative_machine) > self.operations


def arrays_of(
    jobs: list[list[list[tuple[int, int]]]],
    machines: int,
    *,
    due: list[int] | None = None,
    weight: list[int] | None = None,
    release: list[int] | None = None,
    setup: npt.NDArray[np.int64] | None = None,
) -> Arrays:
    """Lay the jobs out as arrays: ``jobs[j][k]`` lists the alternatives ``(machine, minutes)`` of an operation."""
    lengths = [len(job) for job in jobs]
    operations = sum(lengths)
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    alternatives = [a for job in jobs for operation in job for a in operation]
    counts = [len(operation) for job in jobs for operation in job]
    job_of = np.append(np.repeat(np.arange(len(jobs)), lengths), -1).astype(np.int64)
    numbers = np.arange(operations + 1, dtype=np.int64)
    previous, following = numbers - 1, numbers + 1
    previous[first], following[first[1:] - 1] = operations, operations
    previous[operations] = following[operations] = operations
    released = np.zeros(operations + 1, np.int64)
    released[first[:-1]] = release if release is not None else 0
    return Arrays(
        first,
        job_of,
        np.append(np.concatenate([[0], np.cumsum(counts)]), len(alternatives)).astype(np.int64),
        np.array([m for m, _ in alternatives], np.int64),
        np.array([p for _, p in alternatives], np.int64),
        previous,
        following,
        released,
        np.array(due if due is not None else [0] * len(jobs), np.int64),
        np.array(weight if weight is not None else [1] * len(jobs), np.int64),
        setup if setup is not None else np.zeros((0, 0, 0), np.int64),
        machines,
    )


def shortest_minutes(arrays: Arrays) -> Ints:
    """Of each operation, on its fastest machine."""
    return np.minimum.reduceat(arrays.alternative_minutes, arrays.first_alternative[:-2])


def lower_bound(arrays: Arrays) -> int:
    """Minutes that no schedule beats: the longest job, and the load of each set of machines shared by all the
    operations that can run on one of them."""
    shortest = shortest_minutes(arrays)
    ends = arrays.release[arrays.first_operation[:-1]] + np.add.reduceat(
        shortest, arrays.first_operation[:-1]
    )
    load: dict[bytes, int] = {}
    first = arrays.first_alternative
    width = arrays.alternative_machine.itemsize
    for operation, minutes in enumerate(shortest.tolist()):
        machines = np.unique(arrays.alternative_machine[first[operation] : first[operation + 1]]).tobytes()
        load[machines] = load.get(machines, 0) + minutes
    shared = max(-(-total // (len(key) // width)) for key, total in load.items())
    return max(int(ends.max()), shared)
