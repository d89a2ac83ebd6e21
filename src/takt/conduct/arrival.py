"""The one statement that an act begins with: who acts, and the row acted on, locked (VI.2).

Asked together, because every act asks both and a round trip costs more than either answer.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from takt.conduct.authority import authority
from takt.conduct.guard import Subject
from takt.conduct.rows import columns, first

S = TypeVar("S", bound=Subject)


@dataclass(frozen=True, slots=True)
class Arrival(Generic[S]):
    """The row as it is now, and what the authority reads of whoever acts on it (None: nobody known)."""

    row: S
    actor: Any


def arrive(kind: type[S], pk: UUID, actor: UUID, action: str, *, locked: bool = True) -> Arrival[S] | None:
    """Both by one statement; None when there is no such row. `locked`: FOR NO KEY UPDATE."""
    asked = _statement(kind, authority().asks, locked)
    found = first(asked, {"subject": pk, "actor": actor, "action": action}, kind)
    return Arrival(found[0], found[1:]) if found is not None else None


@cache
def _statement(kind: type[Subject], asks: str, locked: bool) -> str:
    case = f't."{kind.case_column}"' if kind.case_column else "null::uuid"
    lock = "for no key update" if locked else ""
    # The row first, and kept: what is asked of the actor's earlier deeds is asked when the lock is held.
    return f"""with s as materialized (
  select {columns(kind)}, {case} as the_case from "{kind._meta.db_table}" t where t.id = %(subject)s {lock})
select {columns(kind, "s")}, a.* from s left join lateral ({asks}) a on true"""  # noqa: S608  # names from the model
