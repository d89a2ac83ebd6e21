"""What a letter says of a person is erased; that there was a letter, when and about what, stays."""

from takt.conduct.action import action
from takt.conduct.actors import Actor, Department
from takt.conduct.models import Channel, Letter, LetterState


@action("VI.2", by=(Department.ADMINISTRATION, Department.SALES, Department.SYSTEM))
def blank_letter(letter: Letter, *, by: Actor) -> None:
    """Erase a letter's recipient, address and content for good; one not yet posted is not posted any more."""
    letter.recipient_name = ""
    letter.address = ""
    letter.facts = {}
    letter.salt = b""
    if letter.channel == Channel.EMAIL and letter.state != LetterState.SENT:
        letter.state = LetterState.DEAD
