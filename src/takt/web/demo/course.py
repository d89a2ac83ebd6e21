"""The course of events in the demonstration's past: what happens, in the order in which it happens. 事件的先后."""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

from takt.conduct.clock import Hands

Steps = Iterator[datetime]
"""Somebody's doings: each time it is resumed something is done, and it says when it goes on."""
Progress = Callable[[str], None]


class Course:
    """Everything that goes on at the same time, step by step through the year. The last step is done at `ends`, which has passed."""

    def __init__(self, hands: Hands, begins: datetime, ends: datetime, progress: Progress) -> None:
        self.ends = ends
        self._hands = hands
        self._latest = begins
        self._progress = progress
        self._waiting: list[tuple[datetime, int, bool, Steps]] = []
        self._tickets = count()

    def add(self, when: datetime, steps: Steps, *, must: bool = False) -> None:
        """Somebody begins (or goes on) at that time, at once when it has passed.

        What would lie in the future does not happen any more; what `must` happen happens at the end."""
        if must or when <= self.ends:
            heapq.heappush(self._waiting, (max(when, self._latest), next(self._tickets), must, steps))

    def do(self, act: Callable[[], None]) -> None:
        """Do something at the very beginning."""
        with self._hands.at(self._latest):
            act()

    def run(self) -> None:
        """Until nobody has anything left to do."""
        month = ""
        while self._waiting:
            when, _, must, steps = heapq.heappop(self._waiting)
            self._latest = when
            moment = min(when, self.ends)
            if month != (month := f"{moment:%Y-%m}"):
                self._progress(month)
            with self._hands.at(moment):
                following = next(steps, None)
            if following is not None:
                self.add(following, steps, must=must)
