"""What an operator has before them: one operation, what it lacks, what may be done with it, and what comes after."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.planning.reads import standing
from takt.planning.states import OperationState, PlanState
from takt.production.models import ExceptionKind, ProductionException, ScrapReason
from takt.web.pages.acting.possible import departments_now, obstacles
from takt.web.pages.production.dispatch import Entry, entries, to_do
from takt.web.pages.production.scanning import standing_in

NEXT = 8


@dataclass(frozen=True, slots=True)
class Bench:
    """The operation at hand (None: nothing to do), how many parts are still to be made, why it may not start or go on."""

    operation: Operation | None
    left: Decimal
    wanted: Decimal
    reasons: list[str]
    may_act: bool
    troubles: list[ProductionException]
    following: list[Entry]


def bench(reader: Person, operation: Operation | None, machine: str) -> Bench:
    """The bench with this operation, or with the next of the reader or the machine: what may start comes first."""
    waiting = entries(_queue(reader, machine), reader, timezone.now())
    waiting.sort(key=lambda e: e.operation.state == OperationState.WAITING and bool(e.lacks))
    at_hand = operation or (waiting[0].operation if waiting else None)
    following = [e for e in waiting if at_hand is None or e.operation.pk != at_hand.pk][:NEXT]
    if at_hand is None:
        return Bench(None, Decimal(0), Decimal(0), [], False, [], following)
    wanted = _wanted(at_hand)
    made = at_hand.good_quantity + at_hand.scrap_quantity
    return Bench(
        operation=at_hand,
        left=max(wanted - made, Decimal(0)),
        wanted=wanted,
        reasons=_reasons(at_hand, reader),
        may_act=Department.PRODUCTION in departments_now(reader),
        troubles=list(
            ProductionException.objects.filter(operation=at_hand, resolved_at=None).order_by("raised_at")
        ),
        following=following,
    )


def offers() -> dict[str, Any]:
    """Reasons for scrap and kinds of exceptions, to be pressed."""
    return {"scrap_reasons": list(ScrapReason.objects.order_by("code")[:24]), "kinds": ExceptionKind.choices}


def _queue(reader: Person, machine: str) -> list[Operation]:
    """Released work of the machine, or of the reader; what was begun first."""
    rows = to_do(reader).filter(job__plan__state=PlanState.RELEASED)
    rows = rows.filter(machine__code=machine) if machine else rows.filter(person=reader)
    return sorted(rows[: 5 * NEXT], key=lambda o: standing_in(o, reader))


def _wanted(operation: Operation) -> Decimal:
    """So many parts came in: the job's quantity, or what the operation before handed on if that is less."""
    stands = standing(operation)
    return stands.quantity if stands.handed_on is None else min(stands.quantity, stands.handed_on)


def _reasons(operation: Operation, reader: Person) -> list[str]:
    if operation.state == OperationState.WAITING:
        return obstacles("production.start", operation, reader)
    if operation.state == OperationState.PAUSED:
        return obstacles("production.resume", operation, reader, note="")
    return []
