"""How long a search may go on: seconds for who waits, work for who must get the same schedule twice."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

Progress = Callable[[float, int, int], None]  #: seconds so far, work so far, objective


def _silent(seconds: float, work: int, objective: int) -> None:
    del seconds, work, objective


@dataclass
class Budget:
    """Seconds, and moves of a search (0: no limit). Who holds it may end the search early by ``stop``."""

    seconds: float
    work: int = 0
    progress: Progress = _silent
    stop: Event = field(default_factory=Event)
    began: float = field(default_factory=time.monotonic)
    spent_work: int = 0
    best: int | None = None

    @property
    def spent_seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.began

    @property
    def is_over(self) -> bool:
        """No more time, or told to stop. Work is not asked here: it is dealt out in whole shares."""
        return self.stop.is_set() or self.spent_seconds >= self.seconds

    @property
    def is_spent(self) -> bool:
        """No more time or work."""
        return self.is_over or (self.work > 0 and self.spent_work >= self.work)

    def share(self, searchers: int, most: int) -> int:
        """Moves that each of some searchers may make now."""
        if self.work == 0:
            return most
        return min(most, max(0, (self.work - self.spent_work) // searchers))

    def tell(self, objective: int) -> None:
        """A schedule of this objective is there: whoever watches hears of it when it is the best so far."""
        if self.best is None or objective < self.best:
            self.best = objective
            self.progress(self.spent_seconds, self.spent_work, objective)
