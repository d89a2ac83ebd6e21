"""A letter cannot be delivered: its address is refused, or the mail server was away too long."""

from takt.conduct.action import action
from takt.conduct.actors import Actor, Department
from takt.conduct.models import Letter, LetterState


@action("II.1", by=Department.SYSTEM, while_in=(LetterState.WAITING,))
def give_up(letter: Letter, *, by: Actor) -> None:
    """The letter could not be delivered; a person decides what becomes of it. The postings say why."""
    letter.state = LetterState.DEAD
