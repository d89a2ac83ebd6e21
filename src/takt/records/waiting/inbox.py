"""What waits for somebody: the page of their inbox, and how many there are."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext as _

from takt.conduct import reading
from takt.conduct.actors import INTERNAL, Actor, ActorKind, Department
from takt.conduct.clock import now, today
from takt.conduct.cursors import cursor_after, read_cursor
from takt.conduct.refusals import InvalidInput, NotYourDepartment, refuse
from takt.records.dossier import sees_money
from takt.records.waiting.due import DUE
from takt.records.waiting.kinds import AT_MOST
from takt.records.waiting.sought import patterns
from takt.records.waiting.statement import statement
from takt.records.waiting.tasks import Task, Waiting, tasks_of

_DUE: "models.Field[Any, Any]" = models.DateTimeField(name="due")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things wait, and how many of them past their time; `is_more`: there are more than were looked at."""

    waiting: int
    overdue: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of what waits, how many of each step there are in all, and where the next page begins ("" at the end)."""

    tasks: list[Task]
    counts: Counts
    by_action: dict[str, int]
    next_cursor: str


def counts(reader: Actor) -> Counts:
    """How many things wait for somebody; one query, none for who is not of the company."""
    return _counted(everything(reader)) if reader.kind == ActorKind.EMPLOYEE else Counts(0, 0, is_more=False)


def waiting_for(
    reader: Actor, *, action: str = "", search: str = "", cursor: str = "", limit: int = 50
) -> Inbox:
    """What waits for somebody, the most urgent first. Two queries.

    Refused: NotYourDepartment for contacts; InvalidInput for an unknown action, limit, cursor, too many words.
    """
    employees_only(reader)
    if action and action not in DUE:
        expectation = _("one of: %(expected)s") % {"expected": ", ".join(DUE)}
        raise refuse(InvalidInput(given=action[:60], where="action", expectation=expectation))
    checked(limit)
    found = everything(reader, search)
    chosen = [thing for thing in found if action in ("", thing.action)]
    if cursor:
        after = read_cursor(cursor, "inbox", _DUE)
        chosen = [thing for thing in chosen if thing.place > after]
    page, more = chosen[:limit], len(chosen) > limit
    return Inbox(
        tasks_of(page, now(), money=sees_money(reader)),
        _counted(found),
        dict(Counter(thing.action for thing in found)),
        cursor_after(page[-1], "inbox", "due") if more else "",  # type: ignore[arg-type]  # has what a row has: due, pk
    )


def everything(reader: Actor, search: str = "") -> list[Waiting]:
    """All that waits for somebody, the most urgent first: of each step at most the oldest hundred. One query."""
    asked: dict[str, Any] = {
        "me": reader.id,
        "now": now(),
        "today": today(),
        "zone": timezone.get_default_timezone_name(),
    }
    if words := patterns(search):
        asked["words"] = words
    with connection.cursor() as cursor:
        cursor.execute(statement(searching=bool(words)), asked)
        return sorted((Waiting(*row) for row in cursor.fetchall()), key=lambda thing: thing.place)


def employees_only(reader: Actor) -> None:
    """Refused: NotYourDepartment for who is not of the company; contacts have the portal."""
    if reader.kind != ActorKind.EMPLOYEE:
        needs = ", ".join(str(d.label) for d in INTERNAL)
        yours = ", ".join(str(Department(d).label) for d in reading.serves(reader))
        raise refuse(NotYourDepartment(action="inbox", needs=needs, yours=yours))


def checked(limit: int) -> None:
    """Refused: InvalidInput for a page that is too long, or none."""
    if not 1 <= limit <= reading.MAX_LIMIT:
        expectation = _("a whole number from %(least)s to %(most)s") % {"least": 1, "most": reading.MAX_LIMIT}
        raise refuse(InvalidInput(given=str(limit)[:20], where="limit", expectation=expectation))


def _counted(found: list[Waiting]) -> Counts:
    moment = now()
    full = max(Counter(thing.action for thing in found).values(), default=0) >= AT_MOST
    return Counts(len(found), sum(1 for thing in found if thing.due < moment), is_more=full)
