"""Why an operation finds no slot on an alternative: in the order in which a planner would ask."""

from dataclasses import dataclass
from enum import StrEnum

from takt.engine.placing import Option
from takt.engine.timeline import Floor


class Lack(StrEnum):
    """What is missing."""

    CALENDAR = "calendar"  # the machine's calendar has too few open minutes left
    MACHINE = "machine"  # open minutes enough, but no free gap of the machine is long enough
    PEOPLE_CALENDAR = "people_calendar"  # nobody qualified is there long enough while the machine is open
    PEOPLE = "people"  # they are there, but no free gap is common to the machine and one of them


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


def why_not(floor: Floor, option: Option, ready: int) -> Cause:
    """The cause for an alternative that does not fit anywhere from ``ready`` on."""
    machine = floor.machine(option.machine)
    open_minutes = machine.work.total - machine.work.worked(ready)
    if open_minutes < option.minutes:
        return Cause(Lack.CALENDAR, option.machine, option.minutes, open_minutes)
    if option.pool is None or machine.fit(ready, option.minutes) is None:
        return Cause(Lack.MACHINE, option.machine, option.minutes, open_minutes)
    shared = [floor.joint(machine, floor.person(person)) for person in option.pool]
    most = max(work.total - work.worked(ready) for work in shared)
    lack = Lack.PEOPLE_CALENDAR if most < option.minutes else Lack.PEOPLE
    return Cause(lack, option.machine, option.minutes, most)
