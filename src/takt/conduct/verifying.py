"""A verification that somebody asked for, carried out by the worker: its progress is seen while it reads, and it can be stopped."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import connection

from takt.conduct import verify
from takt.conduct.actions.conclude_verification import conclude_verification
from takt.conduct.actors import THE_CLOCK, own_actor
from takt.conduct.models import JournalEntry, Verification, VerificationState
from takt.conduct.refusals import Refused

MOST_NAMED = 20
"""So many wrong rows are kept with the result; `takt verify` names more."""
_LOG = logging.getLogger(__name__)
_NOTE = """
insert into conduct_verificationprogress (verification_id, done, total, at) values (%(id)s, %(done)s, %(total)s, now())
on conflict (verification_id) do update set done = excluded.done, total = excluded.total, at = excluded.at
returning (select state from conduct_verification where id = %(id)s)
"""


class StoppedByPerson(Exception):
    """Somebody wants no answer any more."""


def carry_out(verification_id: UUID) -> None:
    """Do one verification, unless it is over already. A killed one begins anew."""
    verification = Verification.objects.filter(pk=verification_id, state=VerificationState.WAITING).first()
    if verification is None:
        return
    total = JournalEntry.objects.count()
    with _beside() as cursor:

        def note(done: int) -> None:
            cursor.execute(_NOTE, {"id": verification_id, "done": done, "total": total})
            if cursor.fetchone()[0] == VerificationState.STOPPED:
                raise StoppedByPerson

        try:
            note(0)
            verdict = verify.run(limit=MOST_NAMED, told=note)
            note(verdict.entries)
        except StoppedByPerson:
            return
    try:
        conclude_verification(
            verification,
            by=own_actor(THE_CLOCK),
            entries=verdict.entries,
            chains=verdict.chains,
            seals=verdict.seals,
            wrong=[asdict(row) for row in verdict.wrong],
        )
    except Refused as refused:  # somebody stopped it in the last moment
        _LOG.info("verification %s: %s", verification.number, refused)


@contextmanager
def _beside() -> Iterator[Any]:
    """A connection beside ours, which reads the journal in one long transaction: what it writes is seen at once."""
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            yield cursor
    finally:
        beside.close()
