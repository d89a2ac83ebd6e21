"""The shipments of an order: what is in them, who was told when, where they are."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from takt.delivery.models import Shipment
from takt.delivery.reads import tracking_url
from takt.records.dossier import Dossier
from takt.records.evidence import Evidence, Facts
from takt.web.pages.order.head import moment


@dataclass(frozen=True, slots=True)
class Told:
    """The customer was told carrier and arrival: by letter or by phone, when, by whom."""

    carrier: str
    tracking_number: str
    expected_arrival: date
    by_phone: bool
    given_by: str
    given_at: datetime | None
    letter: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A shipment. `tracking_url` leads to the carrier's page; only http and https addresses are links."""

    shipment: Shipment
    packages: list[Facts]
    contents: list[tuple[Any, Decimal]]
    notices: list[Told]
    weight_kg: Decimal
    tracking_url: str


def shipments(found: Dossier, seen: Evidence) -> list[Sent]:
    """In the order in which they were packed."""
    return [_sent(shipment, found, seen) for shipment in found.shipments]


def _sent(shipment: Shipment, found: Dossier, seen: Evidence) -> Sent:
    lines = {line.position: line for line in found.lines}
    packages = [p for p in seen.packages if p["shipment"] == shipment.number]
    contents = [
        (lines.get(c["position"]), Decimal(c["quantity"]))
        for c in seen.contents
        if c["shipment"] == shipment.number
    ]
    weight = sum((Decimal(p["gross_weight_kg"]) for p in packages), Decimal(0))
    notices = [_told(n) for n in seen.notices if n["shipment"] == shipment.number]
    return Sent(shipment, packages, contents, notices, weight, tracking_url(shipment))


def _told(notice: Facts) -> Told:
    return Told(
        notice["carrier"], notice["tracking_number"], date.fromisoformat(notice["expected_arrival"]), notice["by_phone"],
        notice["given_by"], moment(notice["given_at"]), notice["letter"] or "",
    )  # fmt: skip
