"""VI.1: the personal data of somebody who left is erased; the journal stays whole."""

from takt.conduct.action import action
from takt.conduct.actions.blank_letter import blank_letter
from takt.conduct.actors import ActorKind, Department
from takt.conduct.door import now
from takt.conduct.models import Letter
from takt.conduct.refusals import refuse, refuse_if
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.departments.people import blank
from takt.departments.refusals import NotRetired, TaktsOwnActor


@action("VI.1", by=(Department.ADMINISTRATION, Department.SYSTEM))
def erase(person: Person, *, by: Person, reason: Reason) -> None:
    """Erase name, login and addresses of a retired person, and of the letters written to them, for good."""
    refuse_if([TaktsOwnActor(person=person.login)] if person.kind == ActorKind.SYSTEM else [])
    if person.retired_at is None:
        raise refuse(NotRetired(person=person.login))
    for letter in Letter.objects.filter(recipient_id=person.pk).order_by("id"):
        blank_letter(letter, by=by)
    blank(person)
    person.erased_at = now()
    person.erased_because = reason
