"""The inspections of an order: verdicts, measured values against their limits, what was rejected and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from takt.planning.models import Operation
from takt.planning.states import OperationState
from takt.quality.models import InspectionVerdict
from takt.quality.rules import Measurement
from takt.records.dossier import Dossier
from takt.records.timeline import Event


@dataclass(frozen=True, slots=True)
class Inspected:
    """An inspector's verdict."""

    operation: str
    name: Operation | None
    verdict: str
    label: str
    inspected: Decimal
    rejected: Decimal
    reason: str
    by: str
    at: datetime
    measurements: list[Measurement]


@dataclass(frozen=True, slots=True)
class Quality:
    """Every inspection, newest first, and the points that wait for an inspector or are still to come."""

    inspections: list[Inspected]
    waiting: list[Operation]
    ahead: int


def quality(found: Dossier) -> Quality | None:
    """None when the order has neither inspections nor inspection points."""
    operations = {o.number: o for o in found.operations if o.state != OperationState.DROPPED}
    points = [o for o in operations.values() if o.inspection]
    inspections = [_inspected(e, operations) for e in reversed(found.timeline) if e.event == "inspection"]
    if not points and not inspections:
        return None
    waiting = [o for o in points if o.state == OperationState.INSPECTION]
    ahead = sum(1 for o in points if o.state not in (OperationState.INSPECTION, OperationState.DONE))
    return Quality(inspections, waiting, ahead)


def _inspected(event: Event, operations: Mapping[str, Operation]) -> Inspected:
    facts = event.facts
    return Inspected(
        operation=event.about,
        name=operations.get(event.about),
        verdict=event.what,
        label=str(InspectionVerdict(event.what).label),
        inspected=Decimal(facts["inspected_quantity"]),
        rejected=Decimal(facts["rejected_quantity"]),
        reason=facts["reason"],
        by=event.who,
        at=event.at,
        measurements=[measurement_of(m) for m in facts.get("measurements") or []],
    )


def measurement_of(kept: Mapping[str, Any]) -> Measurement:
    """A measured value as it was kept."""
    lower, upper = (Decimal(str(kept[n])) if kept.get(n) is not None else None for n in ("lower", "upper"))
    return Measurement(kept["name"], Decimal(str(kept["value"])), kept.get("unit", ""), lower, upper)
