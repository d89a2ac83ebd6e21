"""What somebody has done: their own entries in the journal, newest first."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from takt.conduct.action import ACTIONS
from takt.conduct.actors import Actor
from takt.conduct.canonical import plain
from takt.conduct.cursors import cursor_after, read_cursor
from takt.conduct.discover import discover
from takt.records.waiting.inbox import checked, employees_only
from takt.records.waiting.sought import patterns

_AT: "models.Field[Any, Any]" = models.DateTimeField(name="at")
# Parts of other acts are left out: they are told by the whole. The index journal_actor is read backwards.
_DONE = """
select e.at, e.subject_id, e.kind, e.action, e.clause, coalesce(b.name, ''), coalesce(o.number, ''),
  coalesce(c.name, ''), coalesce(c.name_en, '')
from conduct_journalentry e left join orders_order o on o.id = e.case_id left join orders_customer c on c.id = o.customer_id
left join departments_person b on b.id = e.on_behalf_of_id
where e.actor_id = %(me)s and e.at <= %(at)s and (e.at < %(at)s or e.subject_id < %(id)s) and e.action <> all(%(parts)s::text[])
  and (%(action)s::text = '' or e.action = %(action)s::text)
  and (cardinality(%(words)s::text[]) = 0 or lower(concat_ws(' ', o.number, o.customer_order_number, c.name, c.search)) like all (%(words)s::text[]))
order by e.at desc, e.subject_id desc limit %(limit)s
"""
_FIRST = (datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1))


@dataclass(frozen=True, slots=True)
class Deed:
    """An act of somebody: which step, when, on what kind of row, of which order, and for whom."""

    at: datetime
    pk: UUID
    kind: str
    action: str
    clause: str
    for_whom: str
    order: str
    customer: str
    customer_en: str

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        shown = {
            "at": self.at, "action": self.action, "clause": self.clause, "kind": self.kind, "id": self.pk,
            "order": self.order or None, "customer": self.customer, "for": self.for_whom,
        }  # fmt: skip
        found: dict[str, Any] = plain(shown)
        return found


def done_by(
    reader: Actor, *, action: str = "", search: str = "", cursor: str = "", limit: int = 50
) -> tuple[list[Deed], str]:
    """A page of what somebody did, and the cursor of the next ("" at the end). One query.

    Refused: NotYourDepartment for contacts; InvalidInput for limit, cursor, too many words.
    """
    employees_only(reader)
    checked(limit)
    discover()
    at, last = read_cursor(cursor, "inbox-done", _AT) if cursor else _FIRST
    asked = {
        "me": reader.id, "at": at, "id": last, "parts": [n for n, a in ACTIONS.items() if a.within], "action": action,
        "words": patterns(search), "limit": limit + 1,
    }  # fmt: skip
    with connection.cursor() as db:
        db.execute(_DONE, asked)
        found = [Deed(*row) for row in db.fetchall()]
    page = found[:limit]
    return page, cursor_after(page[-1], "inbox-done", "at") if len(found) > limit else ""  # type: ignore[arg-type]  # has at, pk
