"""A figure as one number on a card, with how it changed since the period before: in words, with arrow, sign and colour."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from takt.records.figures.figure import Figure, Reading
from takt.records.figures.question import Question
from takt.web.pages.dashboard.wording import text_of


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed: the difference with its sign, the verdict in words, an arrow, a tone (good, bad, idle)."""

    text: str
    verdict: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card: what it is, its value, what stands under it, and its change (None: nothing to compare)."""

    name: str
    title: str
    value: str
    note: str
    change: Change | None


def card_of(figure: Figure, question: Question, reading: Reading) -> Card:
    """The card of a figure's answer."""
    return Card(
        figure.name,
        str(figure.title),
        text_of(reading.value, figure.unit),
        _note(figure, reading),
        _change(figure, reading),
    )


def _note(figure: Figure, reading: Reading) -> str:
    facts: dict[str, Any] = reading.facts
    if figure.name == "on-time" and facts["wish_share"] is not None:
        return _("%(share)s by the requested date") % {"share": text_of(facts["wish_share"], "share")}
    if figure.name == "late" and reading.base:
        return _("%(overdue)s overdue, %(coming)s coming") % facts
    if figure.name == "satisfaction" and facts["response_share"] is not None:
        return _("%(share)s answered") % {"share": text_of(facts["response_share"], "share")}
    if figure.name == "first-pass" and facts["scrap_share"] is not None:
        return _("%(share)s scrap") % {"share": text_of(facts["scrap_share"], "share")}
    if figure.name == "lead-time" and facts.get("p90_hours") is not None:
        return _("nine of ten at most %(span)s") % {"span": text_of(facts["p90_hours"] / 24, "days")}
    return _amounts(facts.get("amounts") or {})


def _amounts(amounts: dict[str, Any]) -> str:
    own = settings.TAKT_COMPANY["currency"]
    ordered = sorted(amounts.items(), key=lambda pair: (pair[0] != own, pair[0]))
    return ", ".join(f"{amount:,.0f} {currency}" for currency, amount in ordered)


def _change(figure: Figure, reading: Reading) -> Change | None:
    if reading.value is None or reading.before is None:
        return None
    difference = reading.value - reading.before
    if abs(difference) < 0.0005:  # less than half of the last digit that is shown
        return Change("±0", _("as before"), "minus", "idle")
    more = difference > 0
    icon = "arrow-up" if more else "arrow-down"
    if not figure.better:
        return Change(
            _signed(difference, figure.unit),
            _("more than before") if more else _("less than before"),
            icon,
            "idle",
        )
    good = more == (figure.better == "more")
    return Change(
        _signed(difference, figure.unit),
        _("better than before") if good else _("worse than before"),
        icon,
        "good" if good else "bad",
    )


def _signed(difference: float, unit: str) -> str:
    sign = "+" if difference > 0 else "−"
    if unit == "share":
        return _("%(difference)s points") % {"difference": f"{sign}{abs(difference) * 100:.1f}"}
    return f"{sign}{text_of(round(abs(difference), 2), unit)}"
