"""VI.1: a person joins the company."""

from typing import Annotated

from pydantic import StringConstraints

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import Taken, refuse
from takt.conduct.shapes import EMail, Name
from takt.departments.models import Language, Person
from takt.departments.people import new_person

Login = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        to_lower=True,
        min_length=2,
        max_length=60,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]*$",
    ),
]
"""2 to 60 letters, digits and . _ @ - ; kept in lower case."""


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
