"""The period and the customer that are looked at: all of it in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from takt.conduct.clock import today
from takt.records.figures.question import Question, asked_by

PRESETS = ("30", "90", "365", "quarter")
USUAL = "90"


@dataclass(frozen=True, slots=True)
class Preset:
    """A period that one click chooses."""

    title: str
    address: str
    is_set: bool


def question_of(given: Mapping[str, str]) -> Question:
    """The question of a page's address: `period` (days, or quarter), else `from` and `to`; `customer`. Refused: as `asked_by`."""
    period = given.get("period", "")
    if period in PRESETS:
        return asked_by({"customer": given.get("customer", ""), **_days(period)})
    return asked_by(given)


def _days(period: str) -> dict[str, str]:
    last = today()
    if period == "quarter":
        first = date(last.year, 3 * ((last.month - 1) // 3) + 1, 1)
    else:
        first = last - timedelta(days=int(period) - 1)
    return {"from": first.isoformat(), "to": last.isoformat()}


def asked_again(question: Question, **more: str) -> str:
    """The question as the query of an address, with more parameters; empty ones are left out."""
    customer = question.customer.number if question.customer else ""
    given = {
        "from": question.first.isoformat(),
        "to": question.last.isoformat(),
        "customer": customer,
        **more,
    }
    return urlencode({n: v for n, v in given.items() if v})


def presets(question: Question) -> list[Preset]:
    """The periods to choose from; the one that is shown is marked."""
    titles = {"30": _("30 days"), "90": _("90 days"), "365": _("365 days"), "quarter": _("This quarter")}
    kept = {"customer": question.customer.number} if question.customer else {}
    shown = {"from": question.first.isoformat(), "to": question.last.isoformat()}
    return [Preset(titles[p], f"?{urlencode({'period': p, **kept})}", _days(p) == shown) for p in PRESETS]
