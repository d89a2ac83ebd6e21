"""What happens on the floor now: each operation of the released plan, how much of it is good, who works on it, what went wrong."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from takt.planning.models import Operation
from takt.planning.states import OperationState, PlanState
from takt.production.models import BookingKind, ExceptionKind
from takt.records.dossier import Dossier
from takt.records.timeline import Event
from takt.web.pages.order.head import moment

_BEGINS = (BookingKind.START, BookingKind.RESUME)


@dataclass(frozen=True, slots=True)
class Trouble:
    """An exception: raised when by whom, and how it was resolved."""

    number: str
    kind: str
    text: str
    is_blocking: bool
    raised_by: str
    raised_at: datetime
    operation: str
    resolution: str
    resolved_by: str
    resolved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Running:
    """An operation on the floor; `good_percent` of its job's quantity; `by` and `since` of whoever works on it now."""

    operation: Operation
    quantity: Decimal
    unit: str
    good_percent: int
    scrap_percent: int
    by: str
    since: datetime | None
    troubles: list[Trouble]
    scrap_reasons: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Every operation, and exceptions that concern none of them."""

    operations: list[Running]
    troubles: list[Trouble]
    done: int

    @property
    def percent(self) -> int:
        """Operations that are done, of all."""
        return round(self.done * 100 / len(self.operations)) if self.operations else 0


def progress(found: Dossier, *, english: bool) -> Progress | None:
    """None before the plan is released."""
    released = [
        o
        for o in found.operations
        if o.job.plan.state == PlanState.RELEASED and o.state != OperationState.DROPPED
    ]
    troubles = [_trouble(e) for e in found.timeline if e.event == "exception"]
    if not released and not troubles:
        return None
    bookings = [e for e in found.timeline if e.event == "booking"]
    numbers = {o.number for o in released}
    return Progress(
        [_running(o, bookings, troubles, english=english) for o in released],
        [t for t in troubles if t.operation not in numbers],
        sum(1 for o in released if o.state == OperationState.DONE),
    )


def _running(
    operation: Operation, bookings: list[Event], troubles: list[Trouble], *, english: bool
) -> Running:
    own = [b for b in bookings if b.about == operation.number]
    begun = next((b for b in reversed(own) if b.what in _BEGINS), None)
    works = operation.state == OperationState.RUNNING and begun is not None
    name = "scrapped_because_en" if english else "scrapped_because"
    reasons = dict.fromkeys(
        str(b.facts.get(name) or b.facts["scrapped_because"]) for b in own if b.facts.get("scrapped_because")
    )
    quantity = operation.job.quantity
    return Running(
        operation=operation,
        quantity=quantity,
        unit=operation.job.item.unit.code,
        good_percent=_percent(operation.good_quantity, quantity),
        scrap_percent=_percent(operation.scrap_quantity, quantity),
        by=begun.who if works and begun else "",
        since=begun.at if works and begun else None,
        troubles=[t for t in troubles if t.operation == operation.number],
        scrap_reasons=", ".join(reasons),
    )


def _percent(part: Decimal, whole: Decimal) -> int:
    return min(100, round(part * 100 / whole))


def _trouble(event: Event) -> Trouble:
    facts = event.facts
    return Trouble(
        number=event.about,
        kind=str(ExceptionKind(event.what).label),
        text=facts["text"],
        is_blocking=facts["blocking"],
        raised_by=event.who,
        raised_at=event.at,
        operation=facts.get("stopped") or "",
        resolution=facts["resolution"],
        resolved_by=facts.get("resolved_by") or "",
        resolved_at=moment(facts["resolved_at"]),
    )
