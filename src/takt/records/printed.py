"""A dossier as plain JSON, for programs and the command line."""

from collections.abc import Iterable
from typing import Any

from takt.conduct.canonical import plain
from takt.conduct.reading import value_at
from takt.records.dossier import Dossier

_ORDER = (
    "id number state version customer.number customer.name customer_order_number origin currency requested_date promised_date"
    " carrier_wish notes content_version content_hash round entered_by.name entered_at"
)
_AMOUNTS = "net_amount tax_rate tax_amount gross_amount"
_LINE = "position item.number item.name item.unit.code quantity requested_date note"
_LINE_AMOUNTS = "price discount_share amount"
_REVIEW = "stage verdict round reason reviewed_by.name reviewed_at voided_at void_reason"
_PLAN = "number state starts_at finishes_at late_minutes proposed_by.name proposed_at"
_OPERATION = (
    "number name state work_center.code machine.code person.name planned_start planned_end good_quantity scrap_quantity"
    " started_at ended_at"
)
_SHIPMENT = "number state carrier.name tracking_number expected_arrival packed_at shipped_at received_on"
_ATTACHMENT = "id document_name document_media_type document_size_bytes document_sha256 document_made_at"


def as_plain(dossier: Dossier) -> dict[str, Any]:
    """Every part of a dossier; amounts only where the reader may see them."""
    amounts, line_amounts = (f" {_AMOUNTS}", f" {_LINE_AMOUNTS}") if dossier.sees_money else ("", "")
    return {
        "order": _picked(dossier.order, _ORDER + amounts),
        "next": {"department": dossier.next.department.value, "action": dossier.next.action}
        if dossier.next
        else None,
        "lines": _each(dossier.lines, _LINE + line_amounts),
        "reviews": _each(dossier.reviews, _REVIEW),
        "plans": _each(dossier.plans, _PLAN),
        "operations": _each(dossier.operations, _OPERATION),
        "shipments": _each(dossier.shipments, _SHIPMENT),
        "attachments": _each(dossier.attachments, _ATTACHMENT),
        "timeline": plain(dossier.timeline),
        "genuine": dossier.genuine,
    }


def _each(rows: Iterable[Any], paths: str) -> list[dict[str, Any]]:
    return [_picked(row, paths) for row in rows]


def _picked(row: Any, paths: str) -> dict[str, Any]:
    return {path.replace(".", "_"): plain(value_at(row, path)) for path in paths.split()}
