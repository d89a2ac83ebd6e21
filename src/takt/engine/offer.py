"""What can be offered instead of a date: its kinds, and what each says."""

from dataclasses import dataclass
from enum import StrEnum

from takt.engine.promising import Promise
from takt.engine.schedule import Schedule


class Kind(StrEnum):
    """What is offered."""

    LATER = "later"
    SPLIT = "split"
    OVERTIME = "overtime"
    ROUTE = "route"
    DISPLACE = "displace"


@dataclass(frozen=True, slots=True)
class Displaced:
    """A job that gives way: it ended at ``end``, and would end ``by_minutes`` later; ``late_minutes`` after it is
    due."""

    job: int
    end: int
    by_minutes: int
    late_minutes: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One alternative. ``shares``: of the quantity, with the minute at which each is ready; ``route``: index of the
    other route, -1 the order's own; ``plan``: the other orders' schedule when they give way."""

    kind: Kind
    promise: Promise
    shares: tuple[tuple[float, int], ...]
    displaced: tuple[Displaced, ...] = ()
    route: int = -1
    plan: Schedule | None = None

    @property
    def in_time(self) -> float:
        """The share of the quantity that is ready when it is due."""
        due = int(self.promise.order.due.max())
        return sum(share for share, end in self.shares if end <= due)
