"""VI.1: a person joins the company."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import Taken, refuse
from takt.conduct.shapes import EMail, Login, Name
from takt.departments.models import Language, Person
from takt.departments.people import new_person


@action("VI.1", by=(Department.ADMINISTRATION, Department.SYSTEM))
def hire(
    *, by: Person, login: Login, name: Name, email: EMail | None = None, language: Language = Language.ZH
) -> Person:
    """A person joins the company; duties are given separately."""
    login = login.lower()
    if Person.objects.filter(login=login).exists():
        raise refuse(Taken(given=login, where="login"))
    person = new_person(login=login, name=name, email=email or "", language=language, joined_at=now())
    person.save()
    return person
