"""The rules that a schedule can break, and how a broken one is named."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """The rules that a schedule can break."""

    INCOMPLETE = "incomplete"  # not as many operations as the problem has
    MACHINE = "unknown_machine"  # the machine is none of the operation's alternatives
    PERSON = "unqualified_person"  # the person is not in the pool, is missing, or is not needed
    RELEASE = "release"  # starts before its material is there
    PRECEDENCE = "precedence"  # starts before a predecessor's end and lag, or overlaps it too early
    CALENDAR = "calendar"  # starts or ends in a minute in which machine and person are not both open
    DURATION = "duration"  # the open minutes between start and end are not the operation's minutes
    OVERLAP = "overlap"  # two operations of the schedule at once on one machine or person
    OCCUPIED = "occupied"  # overlaps a slot that is taken already
    SETUP = "setup"  # the machine had too few open minutes to be set up
    TOOL = "tool"  # more units of a tool are taken at once than there are
    PIN = "pin"  # not where the planner pinned it
    FROZEN = "frozen"  # not where it was published although it lies before the fence
    FENCE = "fence"  # starts before the fence although it was not published there
    PROGRESS = "progress"  # is in progress, and does not go on at once


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule. ``other``: the other operation, or the occupied interval's index; -1 when there is
    none."""

    rule: Rule
    operation: int
    other: int = -1
    detail: str = ""
