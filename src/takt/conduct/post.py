"""Posting a letter exactly once, also when the machine dies in the middle (R9, II.1).

Each attempt is a `Posting` row, committed when it begins. Just before the text leaves us, the row
says so (`handed_over_at`), committed too. After a crash the rows tell what is certain: no row handed
over means that nobody got the letter, and it is posted again; a row handed over without an end means
that nobody can know, and a person decides (`conduct.resend`, `conduct.settle`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection
from django.db.models import Max

from takt.conduct import clock, rendering, transport
from takt.conduct.actions.give_up import give_up
from takt.conduct.actions.mark_doubtful import mark_doubtful
from takt.conduct.actions.mark_sent import mark_sent
from takt.conduct.actors import THE_POSTMAN, own_actor
from takt.conduct.models import JournalEntry, Letter, LetterState, Posting

ATTEMPTS = 8
"""After so many postings that failed since it was written or resent, a letter is dead."""


class NotPostedYet(Exception):
    """The letter could not be posted now; the job is tried again later."""


def post(letter_id: UUID) -> None:
    """Post one letter unless that was done or somebody else is at it. NotPostedYet: try again later."""
    with _alone(letter_id) as alone:
        if not alone:
            return
        letter = Letter.objects.filter(pk=letter_id).first()
        if letter is None:
            raise NotPostedYet(f"letter {letter_id}: there is no such letter")
        if letter.state == LetterState.WAITING and not _was_interrupted(letter):
            _attempt(letter)


@contextmanager
def _alone(letter_id: UUID) -> Iterator[bool]:
    """Whether nobody else posts this letter now; the lock goes with the session, so it ends when we die."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 13))", (str(letter_id),))
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 13))", (str(letter_id),))


def _was_interrupted(letter: Letter) -> bool:
    """Whether an earlier posting was cut off after the text began to leave us; then the letter is doubtful."""
    unfinished = letter.postings.filter(ended_at__isnull=True)
    if unfinished.filter(handed_over_at__isnull=False).exists():
        mark_doubtful(letter, by=own_actor(THE_POSTMAN))
        return True
    unfinished.update(ended_at=clock.now(), error="interrupted before the mail server had it")
    return False


def _attempt(letter: Letter) -> None:
    posting = Posting.objects.create(letter=letter)
    if _delivered(letter, posting):
        # Not in the `try` of the delivery: should this fail, the posting stays without an end, and is doubtful.
        mark_sent(letter, by=own_actor(THE_POSTMAN), message_id=rendering.message_id(letter))


def _delivered(letter: Letter, posting: Posting) -> bool:
    try:
        _carry(letter, posting)
    except transport.OutcomeUnknown as error:
        _note(posting, error)
        mark_doubtful(letter, by=own_actor(THE_POSTMAN))
        return False
    except (transport.Undeliverable, rendering.BadAddress) as error:
        _end(posting, error)
        give_up(letter, by=own_actor(THE_POSTMAN))
        return False
    except Exception as error:
        # Whatever it was, it is on record, and the server has not got the letter: try again, not for ever.
        _end(posting, error)
        if _failures(letter) < ATTEMPTS:
            raise NotPostedYet(f"letter {letter.pk}: {error}") from error
        give_up(letter, by=own_actor(THE_POSTMAN))
        return False
    return True


def _carry(letter: Letter, posting: Posting) -> None:
    mail = rendering.message(letter)
    with transport.connection() as server:
        transport.address(server, rendering.sender().addr_spec, rendering.recipient(letter).addr_spec)
        posting.handed_over_at = clock.now()
        posting.save()
        transport.hand_over(server, mail)


def _note(posting: Posting, error: Exception) -> None:
    posting.error = f"{type(error).__name__}: {error}"[:2000]
    posting.save()


def _end(posting: Posting, error: Exception) -> None:
    posting.ended_at = clock.now()
    _note(posting, error)


def _failures(letter: Letter) -> int:
    """Postings that failed since the letter was written or last resent."""
    entries = JournalEntry.objects.filter(subject_id=letter.pk, action="conduct.resend")
    since = entries.aggregate(last=Max("at"))["last"] or letter.written_at
    return letter.postings.filter(began_at__gte=since, ended_at__isnull=False).count()
