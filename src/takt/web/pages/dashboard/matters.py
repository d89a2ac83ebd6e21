"""What needs the reader first, as sentences with the place to look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.records.figures.attention import Matter
from takt.records.figures.figure import Figure
from takt.records.figures.question import Question
from takt.web.pages.dashboard.periods import asked_again
from takt.web.pages.dashboard.wording import REASONS, held_by, text_of


@dataclass(frozen=True, slots=True)
class Told:
    """A matter in words: how grave (bad, warn), an icon, the sentence, details (text and address), where all of it is."""

    tone: str
    icon: str
    sentence: str
    address: str
    details: tuple[tuple[str, str], ...] = ()


# Which figure's readers a matter concerns, how grave it is, its icon, and its sentence.
_MATTERS: dict[str, tuple[str, str, str, Any]] = {
    "late": (
        "late",
        "bad",
        "alert-triangle",
        ngettext_lazy("%(count)s order is or will be late", "%(count)s orders are or will be late", "count"),
    ),
    "exceptions": (
        "late",
        "bad",
        "alert-triangle",
        ngettext_lazy(
            "%(count)s blocking exception is unresolved, the oldest on %(order)s",
            "%(count)s blocking exceptions are unresolved, the oldest on %(order)s",
            "count",
        ),
    ),
    "decisions": (
        "waiting",
        "warn",
        "checks",
        ngettext_lazy(
            "%(count)s order awaits the final approval: %(order)s, for %(span)s",
            "%(count)s orders await the final approval, the longest %(order)s for %(span)s",
            "count",
        ),
    ),
    "waiting": (
        "waiting",
        "warn",
        "hourglass",
        ngettext_lazy(
            "%(count)s order has stood at one desk for more than three days: %(order)s waits for %(department)s for %(span)s",
            "%(count)s orders have stood at one desk for more than three days; %(order)s longest, waiting for %(department)s for %(span)s",
            "count",
        ),
    ),
    "scores": (
        "satisfaction",
        "warn",
        "mood-sad",
        ngettext_lazy(
            "%(count)s customer was discontented this week: %(order)s",
            "%(count)s customers were discontented this week, most of all with %(order)s",
            "count",
        ),
    ),
}


def matters_of(matters: Sequence[Matter], figures: Sequence[Figure], question: Question) -> list[Told]:
    """The matters that the reader's figures cover."""
    names = {f.name for f in figures}
    return [_told(m, question) for m in matters if _MATTERS[m.what][0] in names]


def _told(matter: Matter, question: Question) -> Told:
    __, tone, icon, sentence = _MATTERS[matter.what]
    facts = {
        "count": matter.count,
        "order": matter.order,
        "span": text_of(matter.hours, "hours"),
        "department": Department(matter.desk).label if matter.desk else "",
    }
    return Told(
        tone,
        icon,
        str(sentence % facts),
        _where(matter, question),
        tuple(_example(e) for e in matter.examples),
    )


def _where(matter: Matter, question: Question) -> str:
    """Where all of it stands: the rows behind it, or the worst order."""
    if matter.what == "late":
        return _rows("late", question)
    if matter.what == "decisions":
        return _rows("waiting", question, group="management")
    return _rows("waiting", question) if matter.what == "waiting" else reverse("order", args=[matter.order])


def _rows(name: str, question: Question, **more: str) -> str:
    return f"{reverse('dashboard-rows', args=[name])}?{asked_again(question, **more)}"


def _example(row: dict[str, Any]) -> tuple[str, str]:
    where = held_by(row)
    reason = f"{REASONS[row['reason']]} {where}".strip()
    if row["reason"] == "desk" and where:
        reason = _("waits for %(department)s") % {"department": where}
    days = _("%(days)s days late") if row["is_overdue"] else _("will be %(days)s days late")
    text = f"{row['order_number']} · {_customer(row)} · {days % {'days': row['days_late']}} · {reason}"
    return text, reverse("order", args=[row["order_number"]])


def _customer(row: dict[str, Any]) -> str:
    """The customer's name in the reader's language."""
    return str(
        row["customer"] if (get_language() or "").startswith("zh") else row["customer_en"] or row["customer"]
    )
