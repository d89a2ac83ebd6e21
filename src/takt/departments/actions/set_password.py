"""VI.1: the administration gives a person a first or a new password."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse_if
from takt.departments import passwords, rules
from takt.departments.models import Person


@action("VI.1", by=(Department.ADMINISTRATION, Department.SYSTEM), sensitive=("password",))
def set_password(person: Person, *, by: Person, password: str) -> None:
    """The administration sets a person's password."""
    refuse_if(rules.reasons_against_person(person))
    passwords.check(person, password)
    person.set_password(password)
