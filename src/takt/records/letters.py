"""Who may read a letter: its company's contacts, its recipient, and whoever may see the order or the kind of letter."""

from uuid import UUID

from takt.conduct import reading
from takt.conduct.actors import Actor, ActorKind
from takt.conduct.discover import discover
from takt.conduct.models import Letter
from takt.conduct.refusals import NotYours, Refused, refuse
from takt.conduct.resources import MONEY_READERS, RESOURCES


def letter_for(reference: str, reader: Actor) -> Letter:
    """The letter, if the reader may read it. Refused: NotYours, the same for an unknown one."""
    try:
        letter = Letter.objects.filter(pk=UUID(reference)).first()
    except ValueError:
        letter = None
    if letter is None or not _may_read(letter, reader):
        raise refuse(NotYours(reference=reference[:120], kind=str(Letter._meta.verbose_name)))
    return letter


def _may_read(letter: Letter, reader: Actor) -> bool:
    if reader.kind == ActorKind.SYSTEM or letter.recipient_id == reader.id:
        return True
    discover()
    if reader.kind == ActorKind.CUSTOMER:
        return _listed("letters", reader, letter.pk)
    if letter.letter_case is None:
        return False
    if not MONEY_READERS & set(reading.serves(reader)):  # letters to customers name amounts
        return False
    return _listed("orders", reader, letter.letter_case)


def _listed(resource: str, reader: Actor, pk: UUID) -> bool:
    try:
        reading.one(RESOURCES[resource], reader, str(pk))
    except Refused:
        return False
    return True
