"""The timeline as people read it: one line for a deed with its parts, words instead of keys, no noise."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation
from tests.orders.shop import Shop, confirmed
from tests.people import People

from takt.records.dossier import dossier
from takt.records.timeline import Event
from takt.web.pages.timeline import Line, lines_of

AT = datetime(2026, 11, 23, 15, 8, 53, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english() -> Any:
    """The reader reads English."""
    with translation.override("en"):
        yield


def act(what: str, kind: str, clause: str = "III.4.1", **changed: Any) -> Event:
    """An act of one moment."""
    return Event(AT, "act", what, clause, "郑强", "", "production", "row", kind, {"changed": changed})


def lines(people: People, shop: Shop, *events: Event) -> list[Line]:
    """The lines of an order to which only these events happened."""
    found = dossier(confirmed(shop, people).number, people.sales)
    found.timeline = list(events)
    return lines_of(found)


def test_what_is_a_part_of_a_deed_stands_in_its_line(people: People, shop: Shop) -> None:
    begun = lines(
        people,
        shop,
        act("production.start_order", "orders.order", state=["released", "in_production"]),
        act("production.start", "planning.operation", state=["waiting", "running"]),
    )
    assert [(line.title, line.state, line.notes) for line in begun] == [("Start", "in production", [])]


def test_quantities_have_no_trailing_zeros_and_nothing_is_said_of_zero(people: People, shop: Shop) -> None:
    facts = {"good_quantity": "2.000000", "scrap_quantity": "0.000000", "note": ""}
    booked = Event(AT, "booking", "finish", "III.4.2", "郑强", about="OP-1", facts=facts)
    finished = act(
        "production.finish", "planning.operation", good_quantity=["0", "2"], ended_at=[None, AT.isoformat()]
    )
    assert lines(people, shop, finished, booked)[0].notes == ["Good: 2"]


def test_choices_are_labels_and_ids_hashes_and_scrambled_data_are_left_out(
    people: People, shop: Shop
) -> None:
    changed: dict[str, Any] = {
        "carrier_id": [None, "01a208f9-120f-7d00-8d86-ad0cd0052b4e"],
        "content_hash": ["a" * 64, "b" * 64],
        "signed_by": ["", "#2a91d13abbfd7fb7cc278277"],
        "expected_arrival": ["2026-11-25", "2026-11-26"],
    }
    told = lines(people, shop, act("delivery.notify", "delivery.shipment", "III.6.2", **changed))
    assert told[0].notes == ["Expected arrival: 2026-11-25 → 2026-11-26"]
    facts = {"inspected_quantity": "4.000000", "rejected_quantity": "1.000000", "reason": "Ra 1.6"}
    inspected = Event(AT, "inspection", "concession", "III.4.3", "韩雪", about="OP-1", facts=facts)
    alone = lines(people, shop, inspected)[0]
    assert alone.title == "accepted under concession OP-1"
    assert alone.notes == ["Inspected: 4", "Rejected: 1", "Reason: Ra 1.6"]


def test_a_refused_attempt_stands_alone_with_its_reasons(people: People, shop: Shop) -> None:
    facts = {"codes": ["NotYourDepartment"], "given": [{}]}
    tried = Event(AT, "refused", "orders.confirm", "III.1.3", "郑强", facts=facts)
    both = lines(people, shop, act("production.start", "planning.operation"), tried)
    assert [(line.title, line.is_refused) for line in both] == [("Start", False), ("Refused: Confirm", True)]
    assert both[1].notes == ["NotYourDepartment"]
