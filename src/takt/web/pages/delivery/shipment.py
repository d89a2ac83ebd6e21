"""A shipment as it stands: what is in it, its packages, what the customer was told, what happened when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse

from takt.conduct.models import JournalEntry, LetterState
from takt.conduct.reading import serves
from takt.delivery.documents import marked_on
from takt.delivery.models import Notice, Package, Shipment, ShipmentLine
from takt.delivery.states import ShipmentState
from takt.departments.models import Person
from takt.web.pages.acting.possible import Act, act_url, acts_for, obstacles
from takt.web.pages.joined import joined
from takt.web.pages.listing.own_pages import own_page
from takt.web.pages.names import deed_title

SHIPMENT = ("order__customer", "order__contact", "carrier", "ship_to")
"""What a shipment is shown with."""
LIFE = (ShipmentState.PACKED, ShipmentState.NOTIFIED, ShipmentState.SHIPPED, ShipmentState.RECEIVED)


@dataclass(frozen=True, slots=True)
class Packed:
    """A package, and what is marked on it."""

    package: Package
    inside: list[str]


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was done with the shipment."""

    title: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Station:
    """A station of its life: reached, the present one, or still to come."""

    label: str
    is_reached: bool
    is_here: bool


def facts(shipment: Shipment) -> dict[str, Any]:
    """What stands on every page about a shipment. At most four queries."""
    rows = list(Package.objects.filter(shipment=shipment).select_related("packed_by").order_by("number"))
    lines = ShipmentLine.objects.filter(shipment=shipment).select_related("order_line__item__unit")
    contents = list(lines.order_by("order_line__position"))
    packages = [Packed(p, list(marked_on(p, contents))) for p in rows]
    return {
        "shipment": joined(shipment, *SHIPMENT),
        "contents": contents,
        "packages": packages,
        "marked": any(p.inside for p in packages),
        "weight_kg": sum((p.gross_weight_kg for p in rows), Decimal(0)),
        "notices": told(shipment),
    }


def told(shipment: Shipment) -> list[Notice]:
    """What the customer was told; the newest counts and stands first."""
    rows = Notice.objects.filter(shipment=shipment).select_related("carrier", "letter", "given_by")
    return list(rows.order_by("-given_at", "-id"))


@own_page("shipments")
def shipment_page(shipment: Shipment, reader: Person) -> dict[str, Any]:
    """The shipment, where it stands in its life, what happened to it, and the next act with what keeps it back."""
    if reader.company_id is not None:
        return facts(shipment) | {"life": _life(shipment), "happened": []}
    acts = acts_for(shipment, reader)
    following = _next(shipment, acts)
    found = facts(shipment)
    return found | {
        "life": _life(shipment),
        "happened": _happened(shipment, found["packages"]),
        "following": following,
        "following_reasons": obstacles(following.name, shipment, reader) if following else [],
        "others": [a for a in acts if a is not following],
        "notice_url": act_url("delivery.notify", shipment) if _may_tell(shipment, reader) else "",
    }


_FOLLOWS = {
    ShipmentState.PACKED: "delivery.notify",
    ShipmentState.NOTIFIED: "delivery.ship",
    ShipmentState.SHIPPED: "delivery.receive",
}


def _next(shipment: Shipment, acts: Iterable[Act]) -> Act | None:
    """The step that takes it further, when it is the reader's."""
    wanted = _FOLLOWS.get(ShipmentState(shipment.state))
    return next((a for a in acts if a.name == wanted), None)


def _may_tell(shipment: Shipment, reader: Person) -> bool:
    again = shipment.state in (ShipmentState.PACKED, ShipmentState.NOTIFIED)
    return again and bool({"logistics", "sales"} & set(serves(reader)))


def _life(shipment: Shipment) -> list[Station]:
    if shipment.state == ShipmentState.UNPACKED:
        return [Station(str(ShipmentState.UNPACKED.label), is_reached=True, is_here=True)]
    here = LIFE.index(ShipmentState(shipment.state))
    return [Station(str(s.label), n <= here, n == here) for n, s in enumerate(LIFE)]


def _happened(shipment: Shipment, packages: list[Packed]) -> list[Happened]:
    """How it was packed, and then from the journal, oldest first. Two queries."""
    rows = JournalEntry.objects.filter(subject_id=shipment.pk).exclude(action="delivery.pack").order_by("seq")
    entries = list(rows.values_list("action", "at", "actor_id"))
    names = dict(Person.objects.filter(pk__in={e[2] for e in entries}).values_list("pk", "name"))
    by = packages[0].package.packed_by.name if packages else ""
    packed = Happened(deed_title("delivery.pack"), shipment.packed_at, by)
    return [
        packed,
        *(Happened(deed_title(action), at, names.get(actor, "")) for action, at, actor in entries),
    ]


def is_told(notices: list[Notice]) -> bool:
    """Whether the notice that counts has reached the customer (III.6.2)."""
    if not notices:
        return False
    newest = notices[0]
    return newest.told_by_phone or (newest.letter is not None and newest.letter.state == LetterState.SENT)


def to_the_shipment(shipment: Shipment, outcome: Any) -> str:
    """After an act people look at the shipment again."""
    return reverse("row", args=["shipments", shipment.number])
