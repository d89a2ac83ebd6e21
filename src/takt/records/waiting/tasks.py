"""One waiting thing as its reader sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import connection

from takt.conduct.canonical import plain


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for `action` on `subject` since a time, until it is due. `for_whom`: who delegated it."""

    action: str
    subject: UUID
    reference: str
    order_id: UUID | None
    since: datetime
    due: datetime
    starter: UUID | None
    about: str
    about_en: str
    for_whom: str

    @property
    def pk(self) -> UUID:
        """One id for the thing and the step: somebody may owe two opinions on one order."""
        return uuid5(self.subject, self.action)

    @property
    def place(self) -> tuple[datetime, UUID]:
        """Where it stands in the inbox: what is due earliest comes first."""
        return self.due, self.pk


@dataclass(frozen=True, slots=True)
class Context:
    """What is told of the order that something belongs to. Amounts: None for who may not see money."""

    number: str = ""
    customer: str = ""
    customer_en: str = ""
    requested_date: date | None = None
    promised_date: date | None = None
    currency: str = ""
    gross_amount: Decimal | None = None

    @property
    def wanted_by(self) -> date | None:
        """The date that the customer was promised, or asked for, whichever is earlier."""
        return min((d for d in (self.promised_date, self.requested_date) if d is not None), default=None)


@dataclass(frozen=True, slots=True)
class Task:
    """A waiting thing with its order, and who began it."""

    waiting: Waiting
    context: Context
    started_by: str
    is_overdue: bool

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON, for programs; the amount only where it may be seen."""
        thing, seen = self.waiting, self.context
        amount = {"gross_amount": seen.gross_amount, "currency": seen.currency}
        shown = {
            "action": thing.action, "reference": thing.reference, "id": thing.subject, "about": thing.about,
            "order": seen.number or None, "customer": seen.customer, "since": thing.since, "due": thing.due,
            "is_overdue": self.is_overdue, "wanted_by": seen.wanted_by, "started_by": self.started_by, "for": thing.for_whom,
            **(amount if seen.gross_amount is not None else {}),
        }  # fmt: skip
        found: dict[str, Any] = plain(shown)
        return found


# The orders and the people of a page, in one statement.
_CONTEXTS = """
select a.n, o.number, c.name, c.name_en, o.requested_date, o.promised_date, o.currency, o.gross_amount, p.name
from unnest(%(orders)s::uuid[], %(starters)s::uuid[]) with ordinality a(o, p, n)
left join orders_order o on o.id = a.o left join orders_customer c on c.id = o.customer_id
left join departments_person p on p.id = a.p order by a.n
"""


def tasks_of(things: list[Waiting], now: datetime, *, money: bool) -> list[Task]:
    """The things with what is told of them; no query for nothing."""
    if not things:
        return []
    asked = {"orders": [t.order_id for t in things], "starters": [t.starter for t in things]}
    with connection.cursor() as cursor:
        cursor.execute(_CONTEXTS, asked)
        rows = cursor.fetchall()
    return [_task(thing, row, now, money=money) for thing, row in zip(things, rows, strict=True)]


def _task(thing: Waiting, row: tuple[Any, ...], now: datetime, *, money: bool) -> Task:
    _n, number, customer, customer_en, requested, promised, currency, amount, starter = row
    context = Context(
        number or "", customer or "", customer_en or "", requested, promised, currency or "", amount if money else None
    )  # fmt: skip
    return Task(thing, context, starter or "", thing.due < now)
