"""What a line schedule and a line's report say, whatever the format. Times are aware; quantities carry their unit.

`line` is where the fact stands in the message that it was read from (0: made here), so that a refusal can name it."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

STATES = ("waiting", "ready", "running", "paused", "completed", "aborted")
"""States of an operation in these messages, in our words; each format maps its own to them."""


@dataclass(frozen=True, slots=True)
class ScheduledOperation:
    """A step on a machine: ISA-95's job order, or segment requirement. `minutes`: working minutes, 0 when not said."""

    number: str
    name: str
    start: datetime
    end: datetime
    work_center: str = ""
    machine: str = ""
    skill: str = ""
    person: str = ""
    minutes: int = 0
    state: str = "waiting"
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ProductionRequest:
    """So many of one item for one order: ISA-95's work request, or operations request. `priority`: larger matters more."""

    number: str
    order: str
    item: str
    quantity: Decimal
    unit: str
    operations: tuple[ScheduledOperation, ...]
    priority: int = 1
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class LineSchedule:
    """A schedule as one message: `number` names it, `version` tells a later one from an earlier one."""

    number: str
    version: str
    published_at: datetime | None
    requests: tuple[ProductionRequest, ...]

    @property
    def operations(self) -> list[ScheduledOperation]:
        """Every operation, request by request."""
        return [operation for request in self.requests for operation in request.operations]


@dataclass(frozen=True, slots=True)
class OperationActual:
    """What a line reports about one operation: ISA-95's job response, or segment response. None: nothing was said."""

    number: str
    state: str
    start: datetime | None = None
    end: datetime | None = None
    machine: str = ""
    person: str = ""
    good_quantity: Decimal | None = None
    scrap_quantity: Decimal | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class LinePerformance:
    """A line's report as one message. `schedule`: the number of the schedule that it answers."""

    number: str
    schedule: str
    published_at: datetime | None
    actuals: tuple[OperationActual, ...]
