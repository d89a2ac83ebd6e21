"""VI.1: somebody lost phone and recovery codes; another one of the administration takes the lost second factor away."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Reason
from takt.departments import rules
from takt.departments.models import Person
from takt.departments.signals import sign_in_taken_away


@action("VI.1", by=(Department.ADMINISTRATION, Department.SYSTEM))
def reset_second_factor(person: Person, *, by: Person, reason: Reason) -> None:
    """Take a person's second factors and sessions away, never one's own; their password stays, a new factor is theirs to set up."""
    refuse_if(rules.reasons_against_person(person))
    refuse_if(rules.reasons_against_oneself(person, by, "departments.reset_second_factor"))
    sign_in_taken_away.send(sender=Person, person=person)
