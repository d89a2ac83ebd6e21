"""What can keep an operation waiting, named so that it can be lifted and looked at again."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What an operation waits for."""

    MATERIAL = "material"  # its release
    PREDECESSOR = "predecessor"  # an operation outside the scope that it has to wait for
    PIN = "pin"  # the planner, or the frozen zone, holds it
    FENCE = "fence"  # nothing new starts before the fence
    MACHINE = "machine"  # the orders ahead on its machine
    SETUP = "setup"  # its machine has to be set up
    PERSON = "person"  # the orders ahead that its person works on
    TOOL = "tool"  # units of a tool that others have
    CALENDAR = "calendar"  # its machine is closed
    PERSON_CALENDAR = "person_calendar"  # its person is away
    FREE = "free"  # nothing: there is a free slot earlier, the plan does not use it
    WORK = "work"  # nothing: the work itself takes so long


@dataclass(frozen=True, slots=True)
class Binding:
    """One thing that keeps ``operation`` waiting. ``resource``: machine, person, tool or predecessor; ``ahead``: the
    operations of the plan that are in the way, ``adopted`` the indexes of adopted slots that are."""

    why: Why
    operation: int
    resource: int = -1
    ahead: tuple[int, ...] = ()
    adopted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why ``operations`` (an order's, or one) end at ``end`` and not before. ``bindings``: what has to be lifted,
    all of it at once, usually one; ``earliest_end``: when they end then, everything else staying as planned."""

    operations: tuple[int, ...]
    end: int
    bindings: tuple[Binding, ...]
    earliest_end: int
