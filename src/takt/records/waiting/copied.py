"""What somebody was told: the letters and notices addressed to them inside the company, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from takt.conduct import rendering
from takt.conduct.actors import Actor
from takt.conduct.canonical import plain
from takt.conduct.cursors import cursor_after, read_cursor
from takt.conduct.models import Letter
from takt.orders.models import Order
from takt.records.waiting.inbox import checked, employees_only

_WRITTEN: "models.Field[Any, Any]" = models.DateTimeField(name="written_at")


@dataclass(frozen=True, slots=True)
class Copied:
    """A letter to somebody here: what it says, when it was written, about which order ("" without one)."""

    pk: UUID
    written_at: datetime
    subject: str
    body: str
    kind: str
    order: str

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        found: dict[str, Any] = plain(
            {"id": self.pk, "written_at": self.written_at, "kind": self.kind, "subject": self.subject, "body": self.body, "order": self.order or None}
        )  # fmt: skip
        return found


def copied_to(reader: Actor, *, cursor: str = "", limit: int = 50) -> tuple[list[Copied], str]:
    """A page of the letters to somebody, and the cursor of the next ("" at the end). Two queries.

    Refused: NotYourDepartment for contacts; InvalidInput for limit, cursor.
    """
    employees_only(reader)
    checked(limit)
    rows = Letter.objects.filter(recipient_id=reader.id)
    if cursor:
        at, last = read_cursor(cursor, "inbox-copied", _WRITTEN)
        older = models.Q(written_at__lt=at) | models.Q(id__lt=last)
        rows = rows.filter(older, written_at__lte=at)
    letters = list(rows.order_by("-written_at", "-id")[: limit + 1])
    page = letters[:limit]
    cases = {letter.letter_case for letter in page if letter.letter_case is not None}
    numbers = dict(Order.objects.filter(pk__in=cases).values_list("pk", "number")) if cases else {}
    after = cursor_after(page[-1], "inbox-copied", "written_at") if len(letters) > limit else ""
    return [_copied(letter, numbers.get(letter.letter_case or letter.pk, "")) for letter in page], after


def _copied(letter: Letter, order: str) -> Copied:
    said = rendering.words(letter)
    return Copied(letter.pk, letter.written_at, said.subject, said.body, letter.kind, order)
