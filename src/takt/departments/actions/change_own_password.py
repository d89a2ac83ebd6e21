"""VI.1: a person changes their own password, knowing the old one."""

from takt.conduct.action import action
from takt.conduct.actors import INTERNAL, Department
from takt.conduct.refusals import refuse
from takt.departments import passwords
from takt.departments.models import Person
from takt.departments.refusals import OnlyOneself, WrongPassword


@action("VI.1", by=(*INTERNAL, Department.CUSTOMER), sensitive=("old", "password"))
def change_own_password(person: Person, *, by: Person, old: str, password: str) -> None:
    """A person changes their own password."""
    if person.pk != by.pk:
        raise refuse(OnlyOneself(person=person.login, action="departments.change_own_password"))
    if not person.check_password(old):
        raise refuse(WrongPassword())
    passwords.check(person, password)
    person.set_password(password)
