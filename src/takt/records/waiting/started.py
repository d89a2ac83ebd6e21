"""The open orders that somebody entered or took over: with whom each lies now, and since when."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from takt.approval.models import Stage
from takt.approval.reviewing import DEPARTMENT_OF
from takt.conduct.action import ACTIONS
from takt.conduct.actors import Actor, Department
from takt.conduct.canonical import plain
from takt.conduct.cursors import cursor_after, read_cursor
from takt.conduct.discover import discover
from takt.orders.models import Order
from takt.orders.reads import NEXT
from takt.orders.states import OrderState
from takt.records.dossier import sees_money
from takt.records.waiting.inbox import checked, employees_only
from takt.records.waiting.opinions import HELD, missing
from takt.records.waiting.sought import patterns
from takt.records.waiting.tasks import Context

MANY = 100
"""Open orders are counted up to this."""
_OPEN = "o.state not in ('closed', 'refused', 'withdrawn')"
_MISSING = ", ".join(f"case when {missing(stage.value)} then '{stage.value}' end" for stage in Stage)
# The opinions that an order in review lacks; whether parts wait for the inspector; the last step in the order's life.
_STARTED = f"""
select o.id, o.state, o.entered_at, o.number, c.name, c.name_en, o.requested_date, o.promised_date, o.currency, o.gross_amount,
  case when o.state = 'confirmed' then array_remove(array[{_MISSING}], null) else '{{}}'::text[] end,
  o.state = 'in_production' and exists (select from planning_operation s where s.order_id = o.id and s.state = 'inspection'),
  case when o.state = 'approved' then (select p.number from planning_plan p where p.order_id = o.id and p.state = 'proposed' limit 1) end,
  coalesce((select max(e.at) from conduct_journalentry e where e.subject_id = o.id and e.action = any(%(steps)s::text[])), o.entered_at)
from orders_order o join orders_customer c on c.id = o.customer_id {HELD}
where o.entered_by_id = %(me)s and {_OPEN} and o.entered_at <= %(at)s and (o.entered_at < %(at)s or o.id < %(id)s)
  and (cardinality(%(words)s::text[]) = 0
    or lower(concat_ws(' ', o.number, o.customer_order_number, c.name, c.search)) like all (%(words)s::text[]))
order by o.entered_at desc, o.id desc limit %(limit)s
"""  # noqa: S608  # words of our own
_COUNT = (
    f"select count(*) from (select from orders_order o where o.entered_by_id = %s and {_OPEN} limit {MANY}) n"  # noqa: S608
)
_ENTERED: "models.Field[Any, Any]" = models.DateTimeField(name="entered_at")
_FIRST = (datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1))


@dataclass(frozen=True, slots=True)
class Started:
    """An open order, the department that acts next and the step, and since when it stands there."""

    pk: UUID
    state: str
    entered_at: datetime
    context: Context
    department: Department
    action: str
    since: datetime

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON; the amount only where it may be seen."""
        seen = self.context
        amount = {"gross_amount": seen.gross_amount, "currency": seen.currency}
        shown = {
            "order": seen.number, "customer": seen.customer, "state": self.state, "department": self.department.value,
            "action": self.action, "since": self.since, "wanted_by": seen.wanted_by,
            **(amount if seen.gross_amount is not None else {}),
        }  # fmt: skip
        found: dict[str, Any] = plain(shown)
        return found


def how_many_started(reader: Actor) -> int:
    """How many open orders somebody started, counted up to a hundred. One query."""
    with connection.cursor() as db:
        db.execute(_COUNT, (reader.id,))
        return int(db.fetchone()[0])


def started_by(
    reader: Actor, *, search: str = "", cursor: str = "", limit: int = 50
) -> tuple[list[Started], str]:
    """A page of the open orders that somebody started, newest first, and the cursor of the next ("" at the end). One query.

    Refused: NotYourDepartment for contacts; InvalidInput for limit, cursor, too many words.
    """
    employees_only(reader)
    checked(limit)
    at, last = read_cursor(cursor, "inbox-started", _ENTERED) if cursor else _FIRST
    asked = {
        "me": reader.id, "at": at, "id": last, "words": patterns(search), "limit": limit + 1, "steps": _steps(),
    }  # fmt: skip
    money = sees_money(reader)
    with connection.cursor() as db:
        db.execute(_STARTED, asked)
        found = [_started(row, money=money) for row in db.fetchall()]
    page = found[:limit]
    after = cursor_after(page[-1], "inbox-started", "entered_at") if len(found) > limit else ""  # type: ignore[arg-type]  # has what a row has
    return page, after


def _steps() -> list[str]:
    """The acts by which an order gets on: into another state, or by an opinion."""
    discover()
    onward = [
        n for n, a in ACTIONS.items() if (a.subject is Order and a.moves is not None) or a.creates is Order
    ]
    return [*onward, *(f"approval.{stage.value}" for stage in Stage)]


def _started(row: tuple[Any, ...], *, money: bool) -> Started:
    (
        pk,
        state,
        entered_at,
        number,
        name,
        name_en,
        requested,
        promised,
        currency,
        amount,
        lacking,
        inspected,
        plan,
        since,
    ) = row
    context = Context(number, name, name_en, requested, promised, currency, amount if money else None)
    department, action = _next(state, lacking, inspected=inspected, proposed=plan is not None)
    return Started(pk, state, entered_at, context, department, action, since)


def _next(state: str, lacking: list[str], *, inspected: bool, proposed: bool) -> tuple[Department, str]:
    if state == OrderState.CONFIRMED:
        stage = Stage(lacking[0]) if lacking else Stage.FINAL
        return DEPARTMENT_OF[stage], f"approval.{stage.value}"
    if inspected:
        return Department.QUALITY, "quality.inspect"
    if proposed:
        return Department.PRODUCTION, "planning.adopt"
    step = NEXT[state]
    if step is None:
        raise LookupError(f"nothing follows {state}, which is not open")
    return step.department, step.action
