"""A person decides that a letter is posted again."""

from takt.conduct.action import action
from takt.conduct.actors import Actor, Department
from takt.conduct.door import now
from takt.conduct.models import Letter, LetterState
from takt.conduct.shapes import EMail, Reason

DECIDERS = (Department.SALES, Department.LOGISTICS, Department.ADMINISTRATION)


@action("II.1", by=DECIDERS, while_in=(LetterState.DEAD, LetterState.DOUBTFUL))
def resend(letter: Letter, *, by: Actor, reason: Reason, address: EMail | None = None) -> None:
    """Post a letter again that could not be delivered or may not have been, perhaps to a corrected address."""
    from takt.conduct.tasks import post_letter  # noqa: PLC0415  # jobs are known only when Django is ready

    letter.postings.filter(ended_at__isnull=True).update(
        ended_at=now(), error="interrupted while it was handed over"
    )
    letter.state = LetterState.WAITING
    letter.decided_because = reason
    letter.address = address or letter.address
    post_letter.defer(letter_id=str(letter.pk))
