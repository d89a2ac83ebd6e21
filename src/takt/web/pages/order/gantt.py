"""An order's plan drawn by the clock: a row for each operation, planned and actual spans, days, and now. Numbers are percent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from takt.planning.models import Operation, Plan
from takt.planning.states import OperationState
from takt.records.dossier import Dossier
from takt.web.pages.order.head import shown_plan

MOST_DAY_NAMES = 8
LEAST_WIDTH = 0.4


@dataclass(frozen=True, slots=True)
class Span:
    """From the left edge, and how wide."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Day:
    """A day's band; `label` only where there is room for it; weekends are shaded."""

    x: float
    width: float
    label: date | None
    is_weekend: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An operation: where it stands in its plan and in fact. `late_minutes`: ended, or still running, after its planned end."""

    operation: Operation
    planned: Span
    actual: Span | None
    late_minutes: int


@dataclass(frozen=True, slots=True)
class Gantt:
    """The plan that is drawn, and every other one beside it."""

    plan: Plan
    others: list[Plan]
    rows: list[Row]
    days: list[Day] = field(default_factory=list)
    now: float | None = None


def gantt(found: Dossier, now: datetime | None = None) -> Gantt | None:
    """The plan in force, else the newest proposal, else the newest that was dropped; None without any."""
    plan = shown_plan(found.plans) or next(iter(found.plans), None)
    if plan is None:
        return None
    at = now or timezone.now()
    operations = [o for o in found.operations if o.job.plan_id == plan.pk]
    others = [p for p in found.plans if p is not plan]
    if not operations:
        return Gantt(plan, others, [])
    start, end = _edges(operations, at)
    scale = _Scale(start, end)
    rows = [
        Row(o, scale.span(o.planned_start, o.planned_end), _actual(o, scale, at), _late(o, at))
        for o in operations
    ]
    shown_now = scale.at(at) if start <= at <= end else None
    return Gantt(plan, others, rows, list(_days(scale)), shown_now)


class _Scale:
    """Moments to percent of the width."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start, self.end = start, end
        self.seconds = max(1.0, (end - start).total_seconds())

    def at(self, moment: datetime) -> float:
        """Where a moment stands."""
        return round((moment - self.start).total_seconds() * 100 / self.seconds, 2)

    def span(self, start: datetime, end: datetime) -> Span:
        """From one moment to another; never too thin to be seen."""
        x = self.at(start)
        return Span(x, max(LEAST_WIDTH, round(self.at(end) - x, 2)))


def _edges(operations: list[Operation], now: datetime) -> tuple[datetime, datetime]:
    """Whole days, from the first start to the last end, planned or actual."""
    begins = [m for o in operations for m in (o.planned_start, o.started_at) if m is not None]
    ends = [m for o in operations for m in (o.planned_end, o.ended_at) if m is not None]
    if any(o.state in (OperationState.RUNNING, OperationState.PAUSED) for o in operations):
        ends.append(now)
    first = timezone.localtime(min(begins)).replace(hour=0, minute=0, second=0, microsecond=0)
    last = timezone.localtime(max(ends)).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        days=1
    )
    return first, last


def _actual(operation: Operation, scale: _Scale, now: datetime) -> Span | None:
    if operation.started_at is None:
        return None
    return scale.span(operation.started_at, operation.ended_at or now)


def _late(operation: Operation, now: datetime) -> int:
    if operation.state == OperationState.DROPPED:
        return 0
    end = operation.ended_at or now
    return max(0, int((end - operation.planned_end).total_seconds() // 60))


def _days(scale: _Scale) -> Iterable[Day]:
    count = max(1, round((scale.end - scale.start).total_seconds() / 86400))
    step = -(-count // MOST_DAY_NAMES)
    for n in range(count):
        begins = scale.start + timedelta(days=n)
        span = scale.span(begins, begins + timedelta(days=1))
        yield Day(
            span.x, span.width, begins.date() if n % step == 0 else None, begins.weekday() >= 5
        )  # Saturday, Sunday
