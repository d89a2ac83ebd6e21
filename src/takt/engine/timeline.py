"""Machines and people while a schedule is being built: working time plus free gaps, prepared when first
asked for."""

from typing import NamedTuple, Self

from takt.engine.gaps import Gaps
from takt.engine.intervals import Intervals
from takt.engine.problem import NOBODY, Problem, Resource
from takt.engine.worktime import WorkTime, both_open


class Slot(NamedTuple):
    """A place for an operation, compared by what makes it better: earlier end, less work, the caller's
    preference."""

    end: int
    minutes: int
    preference: int
    start: int
    machine: int
    person: int


class Timeline:
    """One machine or person."""

    __slots__ = ("gaps", "work")

    def __init__(self, resource: Resource, work: WorkTime) -> None:
        self.work = work
        self.gaps = Gaps(work, resource.occupied)

    def fit(self, ready: int, minutes: int) -> tuple[int, int] | None:
        """Clock minute of the earliest start from ``ready`` on, and of the end of the gap it lies in."""
        found = self.gaps.first_fit(self.work.worked(ready), minutes)
        return None if found is None else (self.work.start_of(found[0]), self.work.end_of(found[1]))

    def end(self, start: int, minutes: int) -> int:
        """When an operation that starts at the open minute ``start`` has had its ``minutes``."""
        return self.work.end_of(self.work.worked(start) + minutes)

    def take(self, start: int, end: int) -> None:
        """Take the whole clock span [start, end)."""
        self.gaps.take(self.work.worked(start), self.work.worked(end))


class Floor:
    """All timelines of a problem. Calendars that are the same object or have the same content are prepared
    once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._machines: dict[int, Timeline] = {}
        self._people: dict[int, Timeline] = {}
        self._works: dict[tuple[bytes, bytes], WorkTime] = {}
        self._joint: dict[tuple[int, int], WorkTime] = {}

    def emptied(self) -> Self:
        """The floor as it was before anything was placed; the calendars stay prepared."""
        fresh = type(self)(self.problem)
        fresh._works, fresh._joint = self._works, self._joint
        return fresh

    def machine(self, index: int) -> Timeline:
        """The timeline of a machine."""
        if index not in self._machines:
            self._machines[index] = self._timeline(self.problem.machines[index])
        return self._machines[index]

    def person(self, index: int) -> Timeline:
        """The timeline of a person."""
        if index not in self._people:
            self._people[index] = self._timeline(self.problem.people[index])
        return self._people[index]

    def joint(self, machine: Timeline, person: Timeline) -> WorkTime:
        """The working time that a machine and a person have in common."""
        key = id(machine.work), id(person.work)  # both live as long as this floor, so the ids stay theirs
        if key not in self._joint:
            self._joint[key] = self._work(both_open(machine.work.openings, person.work.openings))
        return self._joint[key]

    def take(self, slot: Slot) -> None:
        """Take a slot on its machine and its person."""
        self.machine(slot.machine).take(slot.start, slot.end)
        if slot.person != NOBODY:
            self.person(slot.person).take(slot.start, slot.end)

    def _timeline(self, resource: Resource) -> Timeline:
        return Timeline(resource, self._work(resource.open))

    def _work(self, openings: Intervals) -> WorkTime:
        key = openings.starts.tobytes(), openings.ends.tobytes()
        if key not in self._works:
            self._works[key] = WorkTime(openings)
        return self._works[key]
