"""The head of the order page: how far its life has come, and whether it will be in time."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from takt.orders.states import OrderState
from takt.planning.models import Plan
from takt.planning.states import PlanState
from takt.records.dossier import Dossier

S = OrderState
MAIN_LINE = {
    S.ENTERED: "pencil", S.CONFIRMED: "clipboard-check", S.APPROVED: "rosette-discount-check", S.PLANNED: "calendar-event",
    S.RELEASED: "send", S.IN_PRODUCTION: "settings-cog", S.PRODUCED: "package", S.SHIPPED: "truck", S.RECEIVED: "home-check",
    S.ANSWERED: "message-star", S.CLOSED: "archive",
}  # fmt: skip
_BESIDE = {S.PARTLY_SHIPPED: S.PRODUCED}
_MADE = (S.PRODUCED, S.PARTLY_SHIPPED, S.SHIPPED, S.RECEIVED, S.ANSWERED, S.CLOSED)
_GONE = (S.SHIPPED, S.RECEIVED, S.ANSWERED, S.CLOSED)
_ENDED = (S.REFUSED, S.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Mark:
    """A state on the main line: `when` is done, now or ahead; `at` when the order came to it."""

    label: str
    icon: str
    when: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Dates:
    """Requested, promised and planned (or reached) days; `words` how late or early; `tone` red when late."""

    requested: date
    promised: date | None
    finish: date | None
    is_reached: bool
    words: str
    tone: str


def life(found: Dossier) -> list[Mark]:
    """The main line; nothing for an order that left it."""
    state = OrderState(found.order.state)
    if state in _ENDED:
        return []
    line, reached = list(MAIN_LINE), _reached(found)
    at = line.index(_BESIDE.get(state, state)) if _BESIDE.get(state, state) in line else -1
    return [
        Mark(
            str(s.label),
            MAIN_LINE[s],
            "done" if i < at else "now" if i == at else "ahead",
            reached.get(s) if i <= at else None,
        )
        for i, s in enumerate(line)
    ]


def dates(found: Dossier, today: date | None = None) -> Dates:
    """What was wanted, what was said, what is to be expected."""
    order, now = found.order, today or timezone.localdate()
    due = order.promised_date or order.requested_date
    made = _reached(found).get(S.PRODUCED) if order.state in _MADE else None
    finish = timezone.localdate(made) if made else _planned(found.plans)
    words, tone = "", ""
    if order.state in _ENDED:
        pass
    elif order.state not in _GONE and now > due:
        words, tone = _late((now - due).days, is_over=True), "red"
    elif finish is not None:
        days = (finish - due).days
        words, tone = (_late(days), "red") if days > 0 else (_early(-days), "green")
    return Dates(order.requested_date, order.promised_date, finish, made is not None, words, tone)


def _reached(found: Dossier) -> dict[str, datetime]:
    """When the order came to each of its states (last)."""
    found_at: dict[str, datetime] = {}
    for event in found.timeline:
        changed = event.facts.get("changed", {})
        if event.event == "act" and event.kind == "orders.order" and "state" in changed:
            found_at[changed["state"][1]] = event.at
    return found_at


def _planned(plans: list[Plan]) -> date | None:
    plan = shown_plan(plans)
    return timezone.localdate(plan.finishes_at) if plan is not None else None


def shown_plan(plans: list[Plan]) -> Plan | None:
    """The plan in force, else the newest proposal."""
    in_force = next((p for p in plans if p.state in (PlanState.ADOPTED, PlanState.RELEASED)), None)
    return in_force or next((p for p in plans if p.state == PlanState.PROPOSED), None)


def _late(days: int, *, is_over: bool = False) -> str:
    if is_over:
        return ngettext("overdue by %(days)s day", "overdue by %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}


def _early(days: int) -> str:
    if not days:
        return _("in time, to the day")
    return ngettext("%(days)s day before it is due", "%(days)s days before it is due", days) % {"days": days}


def moment(text: str | None) -> datetime | None:
    """A time as PostgreSQL writes it in JSON."""
    return parse_datetime(text) if text else None
