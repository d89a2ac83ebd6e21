"""What is told to whom: a letter is a row written in the act's transaction, posted afterwards (R9).

The row keeps the facts; the words are made from the kind's sentences in the reader's language when
it is posted, so that the row proves what was said and the catalogue says it well.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from takt.conduct.canonical import plain
from takt.conduct.door import now
from takt.conduct.guard import Guarded, create_with_entry
from takt.conduct.models import Channel, Letter, LetterState
from takt.conduct.refusals import Sentence

LETTERS: dict[str, "LetterKind"] = {}


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter: subject and body are sentences filled with the letter's facts.

    `document` makes the enclosed PDF from the letter (None: no enclosure); it runs when the letter is
    posted or looked at, outside any transaction, and gives the same bytes each time.
    """

    kind: str
    clause: str
    subject: Sentence
    body: Sentence
    document: Callable[[Letter], bytes] | None = None
    document_name: Sentence = ""
    money: bool = False  # names prices: read by those only who may see money


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told: by e-mail when there is an address, else by the portal."""

    name: str
    address: str = ""
    language: str = "zh-hans"
    person_id: UUID | None = None


def letter_kind(kind: LetterKind) -> LetterKind:
    """Register a kind of letter."""
    LETTERS[kind.kind] = kind
    return kind


def write(
    kind: LetterKind,
    to: Recipient,
    facts: Mapping[str, Any],
    *,
    case_id: UUID | None = None,
    company_id: UUID | None = None,
    about_id: UUID | None = None,
) -> Letter:
    """Write a letter inside an act. One by e-mail is posted after the act commits; one by portal is there at once."""
    letter = draft(kind, to, facts, case_id=case_id, company_id=company_id, about_id=about_id)
    letter.save()
    _hand_over(letter)
    return letter


def draft(
    kind: LetterKind,
    to: Recipient,
    facts: Mapping[str, Any],
    *,
    case_id: UUID | None = None,
    company_id: UUID | None = None,
    about_id: UUID | None = None,
) -> Letter:
    """A letter not written yet: `send` it with the rows that speak of it."""
    by_mail = bool(to.address)
    return Letter(
        kind=kind.kind,
        clause=kind.clause,
        letter_case=case_id,
        letter_company=company_id,
        about_id=about_id,
        channel=Channel.EMAIL if by_mail else Channel.PORTAL,
        recipient_id=to.person_id,
        recipient_name=to.name,
        address=to.address,
        salt=os.urandom(16),
        language=to.language,
        facts=plain(facts),
        state=LetterState.WAITING if by_mail else LetterState.SENT,
        written_at=now(),
        sent_at=None if by_mail else now(),
    )


def send(letter: Letter, *beside: Guarded) -> None:
    """Write a drafted letter and new rows `beside` it, together with the act's entry."""
    create_with_entry(letter, *beside)
    _hand_over(letter)


def _hand_over(letter: Letter) -> None:
    if letter.channel == Channel.EMAIL:
        from takt.conduct.tasks import post_letter  # noqa: PLC0415  # the task needs this module to render

        post_letter.defer(letter_id=str(letter.pk))
