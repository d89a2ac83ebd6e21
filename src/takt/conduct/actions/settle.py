"""A person has found out that a doubtful letter arrived."""

from takt.conduct.action import action
from takt.conduct.actions.resend import DECIDERS
from takt.conduct.actors import Actor
from takt.conduct.door import now
from takt.conduct.models import Letter, LetterState
from takt.conduct.shapes import Reason


@action("II.1", by=DECIDERS, while_in=(LetterState.DOUBTFUL,))
def settle(letter: Letter, *, by: Actor, reason: Reason) -> None:
    """A doubtful letter did arrive, as somebody found out: it counts as sent."""
    posting = letter.postings.filter(handed_over_at__isnull=False).order_by("-handed_over_at").first()
    letter.state = LetterState.SENT
    letter.sent_at = posting.handed_over_at if posting is not None else now()
    letter.decided_because = reason
    letter.postings.filter(ended_at__isnull=True).update(ended_at=now())
