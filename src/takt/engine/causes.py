"""Why an operation finds no slot on an alternative: in the order in which a planner would ask."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from takt.engine.compiled.arrays import ANYBODY, EVER, NEVER, NONE, Placed, Shop
from takt.engine.compiled.clock import worked
from takt.engine.compiled.ready import ready_of
from takt.engine.compiled.slots import joint_calendar, lane_fit
from takt.engine.floor import Floor
from takt.engine.problem import NOBODY


class Lack(StrEnum):
    """What is missing."""

    CALENDAR = "calendar"  # the machine's calendar has too few open minutes left
    MACHINE = "machine"  # open minutes enough, but no free gap of the machine is long enough
    PEOPLE_CALENDAR = "people_calendar"  # nobody qualified is there long enough while the machine is open
    PEOPLE = "people"  # they are there, but no free gap is common to the machine, one of them, and the tools
    PIN = "pin"  # it must be at a given minute, or end before something that is, and cannot


@dataclass(frozen=True, slots=True)
class Cause:
    """Why one alternative does not fit. ``open_minutes``: the most that calendars leave from its ready
    minute on."""

    lack: Lack
    machine: int
    needed_minutes: int
    open_minutes: int

    def __str__(self) -> str:
        return f"machine {self.machine} {self.lack} ({self.needed_minutes} needed, {self.open_minutes} open)"

    __repr__ = __str__


class _Option(NamedTuple):
    machine: int
    minutes: int
    people: tuple[int, ...]


def causes_of(floor: Floor, shop: Shop, placed: Placed, operation: int) -> tuple[int, tuple[Cause, ...]]:
    """From when on the operation is ready, and a cause for each alternative that the pins leave it."""
    ready, _ = ready_of(floor.work, placed, operation)
    given = int(floor.work.given_starts[operation])
    pinned = given != EVER or bool(floor.work.remaining[operation])
    ready = ready if given == EVER else max(ready, given)
    options = _options(floor, operation)
    return ready, tuple(_why_not(shop, option, ready, pinned, floor, operation) for option in options)


def _options(floor: Floor, operation: int) -> list[_Option]:
    problem, work = floor.problem, floor.work
    low, high = work.alternative_offsets[operation : operation + 2].tolist()
    machine, person = int(work.pinned_machines[operation]), int(work.pinned_people[operation])
    found = []
    for at in range(low, high):
        pool = int(work.alternative_pools[at])
        people = problem.pools[pool] if pool != NOBODY else ()
        people = tuple(each for each in people if person in (ANYBODY, each))
        minutes = int(work.remaining[operation]) or int(work.alternative_minutes[at])
        if machine in (NONE, int(work.alternative_machines[at])):
            found.append(_Option(int(work.alternative_machines[at]), minutes, people))
    return found


def _why_not(shop: Shop, option: _Option, ready: int, pinned: bool, floor: Floor, operation: int) -> Cause:
    """The cause for an alternative that does not fit anywhere from ``ready`` on."""
    rooms, (machine, minutes, people) = shop.rooms, option
    calendar = int(rooms.lane_calendars[machine])
    open_minutes = int(rooms.calendars.totals[calendar]) - worked(rooms.calendars, calendar, ready)
    if open_minutes < minutes:
        return Cause(Lack.CALENDAR, machine, minutes, open_minutes)
    family = int(floor.work.families[operation])
    start, _ = lane_fit(rooms, shop.lanes, machine, family, ready, minutes)
    if pinned or (start != NEVER and not people):
        return Cause(Lack.PIN, machine, minutes, open_minutes)
    if start == NEVER:
        return Cause(Lack.MACHINE, machine, minutes, open_minutes)
    joint = {joint_calendar(rooms, machine, person) for person in people}
    most = max(int(rooms.calendars.totals[each]) - worked(rooms.calendars, each, ready) for each in joint)
    lack = Lack.PEOPLE_CALENDAR if most < minutes else Lack.PEOPLE
    return Cause(lack, machine, minutes, most)
