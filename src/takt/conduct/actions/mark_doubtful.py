"""A letter was being handed over when we were interrupted: nobody knows whether it arrived."""

from takt.conduct.action import action
from takt.conduct.actors import Actor, Department
from takt.conduct.models import Letter, LetterState


@action("II.1", by=Department.SYSTEM, while_in=(LetterState.WAITING,))
def mark_doubtful(letter: Letter, *, by: Actor) -> None:
    """The letter may have been delivered; it is not sent again before a person has looked."""
    letter.state = LetterState.DOUBTFUL
