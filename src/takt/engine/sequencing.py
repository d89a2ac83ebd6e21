"""Two ways to build a schedule operation by operation; either puts each into the slot in which it ends first.

``by_urgency`` gives the most urgent order all it needs before the next one is looked at. ``as_ready`` walks
through time and never lets a machine wait for an urgent operation while another could run: seldom as good
for the single most urgent order, usually better for all of them together."""

from heapq import heappop, heappush
from typing import NamedTuple

from takt.engine.placing import Option, best_slot
from takt.engine.problem import Problem
from takt.engine.readiness import Readiness
from takt.engine.timeline import Floor, Slot

Alternatives = list[list[Option]]


class Stuck(NamedTuple):
    """The operation that found no slot, the minute from which it was ready, and the floor as it stood."""

    operation: int
    ready: int
    floor: Floor


def by_urgency(floor: Floor, alternatives: Alternatives, order: list[int]) -> list[Slot] | Stuck:
    """Slots by operation, placed in ``order`` (predecessors first)."""
    readiness = Readiness(floor.problem)
    slots: dict[int, Slot] = {}
    for operation in order:
        slot = best_slot(floor, alternatives[operation], readiness.ready[operation])
        if slot is None:
            return Stuck(operation, readiness.ready[operation], floor)
        floor.take(slot)
        slots[operation] = slot
        readiness.placed(operation, slot.end)
    return [slots[operation] for operation in range(floor.problem.operations)]


class _Queue:
    """Operations that compete for the same machines and people: those still to come, and those waiting by
    urgency.

    ``alarm`` is the minute at which the queue is looked at next; an event at any other minute is out of date.
    """

    __slots__ = ("alarm", "coming", "waiting")

    def __init__(self) -> None:
        self.alarm: int | None = None
        self.coming: list[tuple[int, int, int]] = []
        self.waiting: list[tuple[int, int]] = []

    def most_urgent(self, now: int) -> int:
        """The operation that goes first among those that are ready; called only when there is one."""
        while self.coming and self.coming[0][0] <= now:
            _, rank, operation = heappop(self.coming)
            heappush(self.waiting, (rank, operation))
        return self.waiting[0][1]

    def first_look(self, now: int) -> int | None:
        """The earliest minute at which an operation may be ready to go."""
        if self.waiting:
            return now
        return self.coming[0][0] if self.coming else None


class _Agenda:
    """The queues in the order in which they are to be looked at."""

    def __init__(self, problem: Problem, alternatives: Alternatives, order: list[int]) -> None:
        self._rank = {operation: place for place, operation in enumerate(order)}
        self._queues, self._queue_of = _queues(alternatives)
        self._events: list[tuple[int, int]] = []
        self._readiness = Readiness(problem)
        for operation in self._readiness.waiting_for_nothing():
            self._arrive(operation)

    def next(self) -> tuple[int, int, int] | None:
        """(minute, queue, most urgent operation) of the next look, or None when nothing is left."""
        while self._events:
            now, at = heappop(self._events)
            if self._queues[at].alarm == now:
                return now, at, self._queues[at].most_urgent(now)
        return None

    def ready(self, operation: int) -> int:
        """From which minute on the operation may start."""
        return self._readiness.ready[operation]

    def look_again(self, at: int, minute: int | None) -> None:
        """Look at a queue next at ``minute``; None: when something arrives."""
        self._queues[at].alarm = minute
        if minute is not None:
            heappush(self._events, (minute, at))

    def placed(self, now: int, at: int, slot: Slot) -> None:
        """The most urgent operation of a queue has its slot."""
        _, operation = heappop(self._queues[at].waiting)
        self.look_again(at, self._queues[at].first_look(now))
        for freed in self._readiness.placed(operation, slot.end):
            self._arrive(freed)

    def _arrive(self, operation: int) -> None:
        at, minute = self._queue_of[operation], self._readiness.ready[operation]
        queue = self._queues[at]
        heappush(queue.coming, (minute, self._rank[operation], operation))
        # whoever waits already cannot start before the alarm, so a newcomer need not be looked at before it
        # either
        if queue.alarm is None or (not queue.waiting and minute < queue.alarm):
            self.look_again(at, minute)


def as_ready(floor: Floor, alternatives: Alternatives, order: list[int]) -> list[Slot] | Stuck:
    """Slots by operation, placed as machines fall free; where several wait, the first of ``order`` goes
    first."""
    agenda = _Agenda(floor.problem, alternatives, order)
    slots: dict[int, Slot] = {}
    while look := agenda.next():
        now, at, operation = look
        slot = best_slot(floor, alternatives[operation], agenda.ready(operation))
        if slot is None:
            return Stuck(operation, agenda.ready(operation), floor)
        if slot.start > now:  # until then somebody more urgent may come
            agenda.look_again(at, slot.start)
            continue
        floor.take(slot)
        slots[operation] = slot
        agenda.placed(now, at, slot)
    return [slots[operation] for operation in range(floor.problem.operations)]


def _queues(alternatives: Alternatives) -> tuple[list[_Queue], list[int]]:
    numbers: dict[tuple[tuple[int, tuple[int, ...] | None], ...], int] = {}
    queue_of = []
    for choices in alternatives:
        key = tuple((option.machine, option.pool) for option in choices)
        queue_of.append(numbers.setdefault(key, len(numbers)))
    return [_Queue() for _ in numbers], queue_of
