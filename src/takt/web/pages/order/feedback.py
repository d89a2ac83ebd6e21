"""The customer's word on an order, and the calls that sales owes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from takt.delivery.models import FeedbackChannel
from takt.records.dossier import Dossier
from takt.records.evidence import Evidence
from takt.web.pages.acting.possible import act_url
from takt.web.pages.order.head import moment


@dataclass(frozen=True, slots=True)
class Call:
    """Sales contacts the customer on that day."""

    id: str
    due: date
    done_at: datetime | None
    done_by: str
    outcome: str
    url: str


@dataclass(frozen=True, slots=True)
class Word:
    """Scores of 1 to 5 by what they are about, the words, and who wrote them down. `at` is None while none was given."""

    scores: list[tuple[str, int]]
    comment: str
    channel: str
    by: str
    at: datetime | None
    calls: list[Call]


def word(found: Dossier, seen: Evidence) -> Word | None:
    """None while neither a word nor a call is due."""
    event = next((e for e in found.timeline if e.event == "feedback"), None)
    calls = [_call(f) for f in seen.follow_ups]
    if event is None:
        return Word([], "", "", "", None, calls) if calls else None
    named = (("score", _("Overall")), ("quality_score", _("Quality")), ("delivery_score", _("Delivery")))
    scores = [(label, event.facts[name]) for name, label in named if event.facts[name]]
    return Word(
        scores, event.facts["comment"], str(FeedbackChannel(event.what).label), event.who, event.at, calls
    )


def _call(facts: Any) -> Call:
    return Call(
        facts["id"], date.fromisoformat(facts["due"]), moment(facts["done_at"]), facts["done_by"] or "",
        facts["outcome"], "" if facts["done_at"] else act_url("delivery.follow_up", facts["id"]),
    )  # fmt: skip
