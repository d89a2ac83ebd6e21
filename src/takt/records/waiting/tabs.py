"""The four parts of an inbox, read in one way by pages, programs and the command line."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from takt.conduct.actors import Actor
from takt.conduct.refusals import InvalidInput, refuse
from takt.records.waiting.copied import Copied, copied_to
from takt.records.waiting.done import Deed, done_by
from takt.records.waiting.inbox import Inbox, waiting_for
from takt.records.waiting.started import Started, started_by
from takt.records.waiting.tasks import Task

TABS = ("waiting", "done", "started", "copied")
Entry = Task | Deed | Started | Copied


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part; of it one step, or what words are found in; from where on, how much."""

    tab: str = "waiting"
    action: str = ""
    search: str = ""
    cursor: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a part, and where the next begins ("" at the end). `inbox`: the numbers of what waits."""

    entries: list[Entry]
    next_cursor: str
    inbox: Inbox | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        numbers: dict[str, Any] = {}
        if self.inbox is not None:
            numbers = {
                "waiting": self.inbox.counts.waiting, "overdue": self.inbox.counts.overdue,
                "is_more": self.inbox.counts.is_more, "by_action": self.inbox.by_action,
            }  # fmt: skip
        return {
            "tasks": [each.as_dict() for each in self.entries],
            **numbers,
            "next": self.next_cursor or None,
        }


def read(reader: Actor, asked: Asked) -> Part:
    """A page of a part. Refused: NotYourDepartment for contacts; InvalidInput for what cannot be asked."""
    if asked.tab not in TABS:
        expectation = _("one of: %(expected)s") % {"expected": ", ".join(TABS)}
        raise refuse(InvalidInput(given=asked.tab[:20], where="tab", expectation=expectation))
    where: dict[str, Any] = {"cursor": asked.cursor, "limit": asked.limit}
    if asked.tab == "waiting":
        found = waiting_for(reader, action=asked.action, search=asked.search, **where)
        return Part(list(found.tasks), found.next_cursor, found)
    if asked.tab == "done":
        deeds, after = done_by(reader, action=asked.action, search=asked.search, **where)
        return Part(list(deeds), after)
    if asked.tab == "started":
        orders, after = started_by(reader, search=asked.search, **where)
        return Part(list(orders), after)
    letters, after = copied_to(reader, **where)
    return Part(list(letters), after)
