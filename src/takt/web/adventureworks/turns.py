"""Several orders live at the same time; here people wait for each other, as they would in the factory.

A machine serves one job at a time, at the planning board stands one planner, and one clerk gives access
to the portal. What is true is decided by the database alone; these turns only spare needless refusals.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from uuid import UUID


class Turns:
    """The queues of one run."""

    def __init__(self) -> None:
        self.board = Lock()
        self.desk = Lock()
        self._machines: dict[UUID | None, Lock] = defaultdict(Lock)
        self._list = Lock()

    @contextmanager
    def machine(self, machine: UUID | None) -> Iterator[None]:
        """The machine is this job's until the block ends."""
        with self._list:
            queue = self._machines[machine]
        with queue:
            yield
