"""Personal data of those who left is erased for good, and the journal is still whole."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from tests.open_door import open_door
from tests.people import People

from takt.conduct import verify
from takt.conduct.actors import Department
from takt.conduct.models import JournalEntry, Letter, LetterState
from takt.departments import refusals
from takt.departments.actions.appoint import appoint
from takt.departments.actions.edit import edit
from takt.departments.actions.erase import erase
from takt.departments.actions.hire import hire
from takt.departments.actions.retire import retire
from takt.departments.models import Person
from takt.departments.people import the_clock

Refuses = Callable[..., Any]


def letter_to(person: Person, state: str) -> Letter:
    with open_door():
        return Letter.objects.create(
            kind="test", clause="II.1", channel="email", recipient_id=person.pk, recipient_name=person.name,
            address=person.email, salt=b"s" * 16, facts={"who": "林一"}, state=state,
            written_at=datetime.now(UTC), sent_at=datetime.now(UTC),
        )  # fmt: skip


def test_nothing_of_the_person_is_left_and_the_journal_verifies(people: People) -> None:
    lin = hire(by=people.admin, login="lin.yi", name="林一", email="lin@takt.test")
    salt = bytes(lin.salt)
    edit(lin, by=people.admin, name="林一新")
    letter_to(lin, LetterState.SENT)
    retire(lin, by=people.admin)
    erase(lin, by=people.admin, reason="asked for it, GDPR art. 17")
    lin = Person.objects.get(pk=lin.pk)
    assert (lin.name, lin.email, bytes(lin.salt), lin.search) == ("—", "", b"", "")
    assert verify.run().wrong == []
    assert not any(
        secret in everything() for secret in ("林一", "lin.yi", "lin@takt.test", "linyi", salt.hex())
    )


def everything() -> str:
    texts = []
    with connection.cursor() as cursor:
        for table in (
            "conduct_journalentry",
            "conduct_refusedattempt",
            "conduct_letter",
            "departments_person",
        ):
            cursor.execute(f"select coalesce(string_agg(t::text, ''), '') from {table} t")
            texts.append(cursor.fetchone()[0])
    return "".join(texts)


def test_what_the_journal_keeps_cannot_be_guessed_without_the_salt(people: People) -> None:
    lin = hire(by=people.admin, login="lin.yi", name="林一")
    retire(lin, by=people.admin)
    erase(lin, by=people.admin, reason="asked for it")
    bodies = "".join(JournalEntry.objects.filter(subject_id=lin.pk).values_list("body", flat=True))
    for guess in ("林一", "lin.yi"):
        assert hashlib.sha256(guess.encode()).hexdigest()[:24] not in bodies


def test_a_letter_that_still_waits_is_not_posted_any_more(people: People) -> None:
    waiting = letter_to(people.sales, LetterState.WAITING)
    retire(people.sales, by=people.admin)
    erase(people.sales, by=people.admin, reason="asked for it")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.address, waiting.facts) == (LetterState.DEAD, "", {})


def test_only_who_left_is_erased(people: People, refused: Refuses) -> None:
    with refused(refusals.NotRetired):
        erase(people.sales, by=people.admin, reason="asked for it")
    with refused(refusals.TaktsOwnActor):
        erase(the_clock(), by=people.admin, reason="asked for it")


def test_a_refused_attempt_keeps_no_names(people: People, refused: Refuses) -> None:
    with refused(refusals.ServesAlready):
        appoint(people.sales, by=people.admin, department=Department.SALES)
    assert '"person"' not in everything()
