"""II.1, II.3: who reads which letters, and what they see of them."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.conduct.post_office import GREETING
from tests.open_door import open_door
from tests.people import People, hired, person

from takt.conduct import reading
from takt.conduct.letterbox import LETTERBOX
from takt.conduct.letters import LetterKind, letter_kind
from takt.conduct.models import Letter, Posting
from takt.conduct.refusals import NotYours
from takt.departments.models import Person

Refuses = Callable[..., Any]
PRICED = letter_kind(
    LetterKind(
        kind="tests.priced", clause="II.1", subject="%(number)s", body="%(number)s: 100.00 CNY", money=True
    )
)


@pytest.fixture
def contact(people: People) -> Person:
    """Somebody who buys from us."""
    ann = person("ann", kind="customer", company=uuid4())
    hired(ann)
    return ann


def written(kind: LetterKind, to: Person, company: UUID | None) -> Letter:
    with open_door():
        return Letter.objects.create(
            kind=kind.kind, clause="II.1", letter_company=company, channel="email", recipient_id=to.pk, language="zh-hans",
            recipient_name=to.name, address=to.email, salt=os.urandom(16), facts={"number": "SO-1"}, written_at=datetime.now(UTC),
        )  # fmt: skip


def shown(letter: Letter, reader: Person) -> dict[str, Any]:
    row = reading.one(LETTERBOX, reader, str(letter.pk))
    assert LETTERBOX.detail is not None
    return LETTERBOX.detail(row, reader)


def test_a_contact_reads_what_their_company_was_told_and_nothing_else(
    people: People, contact: Person, refused: Refuses
) -> None:
    theirs = written(GREETING, contact, contact.company)
    hidden = [
        written(GREETING, people.sales, contact.company),  # told to a colleague here, about their order
        written(GREETING, people.sales, None),
        written(GREETING, contact, uuid4()),
    ]
    assert [row.pk for row in reading.page(LETTERBOX, contact).rows] == [theirs.pk]
    for letter in hidden:
        with refused(NotYours):
            reading.one(LETTERBOX, contact, str(letter.pk))
    assert shown(theirs, contact)["subject"] == "订单确认 SO-1"
    assert "postings" not in shown(theirs, contact)


def test_a_colleague_sees_how_the_posting_went_and_never_the_salt(people: People, contact: Person) -> None:
    letter = written(GREETING, contact, contact.company)
    Posting.objects.create(letter=letter, error="TryLater: 450 busy")
    seen = shown(letter, people.quality)
    assert [p["error"] for p in seen["postings"]] == ["TryLater: 450 busy"]
    row = reading.listed(LETTERBOX, letter, reading.columns_for(LETTERBOX, people.quality))
    assert "salt" not in seen
    assert bytes(letter.salt).hex() not in str(seen) + str(row)


def test_prices_in_letters_are_read_by_those_who_may_see_money(people: People, contact: Person) -> None:
    letter = written(PRICED, contact, contact.company)
    assert shown(letter, people.quality)["body"] is None
    assert shown(letter, people.sales)["body"] == shown(letter, contact)["body"] == "SO-1: 100.00 CNY"
