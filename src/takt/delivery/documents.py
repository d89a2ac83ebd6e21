"""The printed side of III.6.1: the packing slip as a PDF, in the customer's language or another one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from takt.conduct.canonical import decimal_text
from takt.delivery.models import Package, Shipment, ShipmentLine
from takt.exchange.documents import PACKING_SLIP, render
from takt.orders.models import Address
from takt.orders.reads import addressee


def packing_slip(shipment: Shipment, language: str = "") -> tuple[str, bytes]:
    """The file's name and the PDF; in the language of who is told about the order unless another is asked for.

    The same shipment gives the same bytes until it changes. Six queries."""
    row = Shipment.objects.select_related("order__customer", "order__contact", "carrier", "ship_to").get(
        pk=shipment.pk
    )
    with override(language or addressee(row.order).language):
        facts = packing_facts(row, language or addressee(row.order).language)
        name = _("packing-slip-%(number)s.pdf") % {"number": row.number}
    made_at = row.packed_at.replace(microsecond=0)
    return name, render(PACKING_SLIP, facts, fonts=settings.DOCUMENT_FONTS, made_at=made_at)


def shipment_url(number: str) -> str:
    """Where whoever scans the slip is led: people of ours to the shipment, the customer's to their order."""
    return f"{settings.TAKT_BASE_URL}/shipments/{number}"


def packing_facts(shipment: Shipment, language: str) -> dict[str, Any]:
    """What the template prints (see packing_slip.typ)."""
    order, contact = shipment.order, shipment.order.contact
    lines = ShipmentLine.objects.filter(shipment=shipment).select_related("order_line__item__unit")
    contents = list(lines.order_by("order_line__position"))
    packages = list(Package.objects.filter(shipment=shipment).order_by("number"))
    return {
        "language": language,
        "company": settings.TAKT_COMPANY,
        "customer": {
            "name": _named(order.customer, language),
            "address": _address(shipment.ship_to),
            "contact": " ".join(filter(None, (contact.name, contact.phone))) if contact else "",
        },
        "number": shipment.number,
        "order": order.number,
        "customer_order_number": order.customer_order_number,
        "date": timezone.localdate(shipment.packed_at),
        "carrier": shipment.carrier.name if shipment.carrier else "",
        "tracking_number": shipment.tracking_number,
        "expected_arrival": shipment.expected_arrival,
        "lines": [_line(c, language) for c in contents],
        "packages": [_package(p, contents) for p in packages],
        "weight": decimal_text(sum((p.gross_weight_kg for p in packages), Decimal(0))),
        "verify_url": shipment_url(shipment.number),
        "scan_words": _("Scan to see this shipment and confirm its receipt"),
    }


def _line(line: ShipmentLine, language: str) -> dict[str, Any]:
    item = line.order_line.item
    return {
        "position": line.order_line.position,
        "item": item.number,
        "name": _named(item, language),
        "quantity": decimal_text(line.quantity),
        "unit": item.unit.code,
    }


def _package(package: Package, contents: list[ShipmentLine]) -> dict[str, Any]:
    return {
        "number": package.number,
        "kind": capfirst(_(package.kind)),
        "contents": "\n".join(marked_on(package, contents)),
        "weight": decimal_text(package.gross_weight_kg),
    }


def marked_on(package: Package, contents: list[ShipmentLine]) -> Iterator[str]:
    """What is marked on a package, one position each: "10 · GEAR-1: 4 pcs"."""
    items = {c.order_line.position: c.order_line.item for c in contents}
    for each in package.content:
        item = items[each["position"]]
        quantity = f"{Decimal(each['quantity']):,f}"
        yield f"{each['position']} · {item.number}: {quantity} {item.unit.code}"


def _address(address: Address | None) -> str:
    if address is None:
        return ""
    place = " ".join(filter(None, (address.postal_code, address.city, address.country)))
    return f"{address.lines}\n{place}".strip()


def _named(row: Any, language: str) -> str:
    english = getattr(row, "name_en", "") if language == "en" else ""
    return str(english or row.name)
