"""A line of the inbox: what, about which order, since when, until when, and the one address that it opens."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.conduct.resources import RESOURCES
from takt.conduct.wording import clause_title, kind_title
from takt.orders.states import OrderState
from takt.records.waiting.copied import Copied
from takt.records.waiting.done import Deed
from takt.records.waiting.started import Started
from takt.records.waiting.tabs import Entry
from takt.records.waiting.tasks import Context, Task
from takt.web.pages.acting.possible import act_url
from takt.web.pages.inbox.wording import due_words, moment, span
from takt.web.pages.names import deed_title
from takt.web.pages.shown import tone, words


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `decides`: its address is an act that can be decided beside the list."""

    title: str
    address: str
    number: str = ""
    customer: str = ""
    amount: str = ""
    when: str = ""
    when_tone: str = ""
    for_whom: str = ""
    tag: str = ""
    tag_tone: str = ""
    text: str = ""
    notes: list[str] = field(default_factory=list)
    decides: bool = False
    at: datetime | None = None


def row_of(entry: Entry, now: datetime, back: str = "") -> Row:
    """The line of whatever stands in a part of the inbox; `back`: where an act leads when it is done."""
    if isinstance(entry, Task):
        return _waiting(entry, now, back)
    if isinstance(entry, Deed):
        return _done(entry, now)
    return _started(entry, now) if isinstance(entry, Started) else _copied(entry, now)


def _waiting(task: Task, now: datetime, back: str) -> Row:
    """What waits for me."""
    thing, context = task.waiting, task.context
    reference = str(thing.subject) if "/" in thing.reference else thing.reference
    notes = [_("waiting %(span)s") % {"span": span(now - thing.since)}]
    if context.wanted_by is not None:
        notes.append(_("deliver by %(day)s") % {"day": words(context.wanted_by)})
    if task.started_by:
        notes.append(_("from %(person)s") % {"person": task.started_by})
    about = (thing.about_en or thing.about) if _english() else thing.about
    own = "" if thing.reference in (context.number, str(thing.subject)) else thing.reference
    return Row(
        title=deed_title(thing.action),
        address=act_url(thing.action, reference, **({"next": back} if back else {})),
        number=context.number,
        customer=_customer(context),
        amount=_amount(context.gross_amount, context.currency),
        when=due_words(thing.due, now),
        when_tone="bad" if task.is_overdue else "warn" if _is_today(thing.due, now) else "",
        for_whom=thing.for_whom,
        text=" · ".join(part for part in (own, about) if part),
        notes=notes,
        decides=True,
        at=thing.due,
    )


def _done(deed: Deed, now: datetime) -> Row:
    """What I did."""
    return Row(
        title=deed_title(deed.action),
        address=reverse("order", args=[deed.order]) if deed.order else _row_address(deed),
        number=deed.order or kind_title(deed.kind),
        customer=(deed.customer_en or deed.customer) if _english() else deed.customer,
        when=moment(deed.at, now),
        for_whom=deed.for_whom,
        notes=[clause_title(deed.clause)],
        at=deed.at,
    )


def _started(order: Started, now: datetime) -> Row:
    """What I began, and with whom it lies."""
    context = order.context
    notes = [_("for %(span)s") % {"span": span(now - order.since)}]
    if context.wanted_by is not None:
        notes.append(_("deliver by %(day)s") % {"day": words(context.wanted_by)})
    late = context.wanted_by is not None and context.wanted_by < timezone.localdate(now)
    return Row(
        title=f"{Department(order.department).label}: {deed_title(order.action)}",
        address=reverse("order", args=[context.number]),
        number=context.number,
        customer=_customer(context),
        amount=_amount(context.gross_amount, context.currency),
        when=_("Late") if late else "",
        when_tone="bad" if late else "",
        tag=str(OrderState(order.state).label),
        tag_tone=tone(order.state),
        notes=notes,
        at=order.since,
    )


def _copied(letter: Copied, now: datetime) -> Row:
    """What I was told."""
    name, place = ("order", [letter.order]) if letter.order else ("row", ["letters", letter.pk])
    return Row(
        title=letter.subject,
        address=reverse(name, args=place),
        number=letter.order,
        when=moment(letter.written_at, now),
        text=letter.body,
        at=letter.written_at,
    )


def _row_address(deed: Deed) -> str:
    name = next((r.name for r in RESOURCES.values() if r.model._meta.label_lower == deed.kind), None)
    return reverse("row", args=[name, deed.pk]) if name else ""


def _customer(context: Context) -> str:
    return (context.customer_en or context.customer) if _english() else context.customer


def _amount(amount: Decimal | None, currency: str) -> str:
    return "" if amount is None else f"{words(amount, money=True)} {currency}"


def _is_today(due: datetime, now: datetime) -> bool:
    return timezone.localdate(due) == timezone.localdate(now)


def _english() -> bool:
    return not (get_language() or "").startswith("zh")
