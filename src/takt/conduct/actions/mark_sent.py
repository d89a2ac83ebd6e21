"""A letter was taken over by the mail server."""

from takt.conduct.action import action
from takt.conduct.actors import Actor, Department
from takt.conduct.door import now
from takt.conduct.models import Letter, LetterState
from takt.conduct.shapes import Short


@action("II.1", by=Department.SYSTEM, while_in=(LetterState.WAITING,))
def mark_sent(letter: Letter, *, by: Actor, message_id: Short) -> None:
    """The mail server took the letter over: it is sent."""
    letter.state = LetterState.SENT
    letter.sent_at = now()
    letter.message_id = message_id
    letter.postings.filter(ended_at__isnull=True).update(ended_at=now())
