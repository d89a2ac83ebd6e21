"""VI.1: a person's name, address or language changes."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import EMail, Name
from takt.departments import rules
from takt.departments.models import Language, Person
from takt.departments.people import search_keys


@action("VI.1", by=(Department.ADMINISTRATION, Department.SYSTEM))
def edit(
    person: Person,
    *,
    by: Person,
    name: Name | None = None,
    email: EMail | None = None,
    language: Language | None = None,
) -> None:
    """The administration corrects a person's name, e-mail address or language."""
    refuse_if(rules.reasons_against_person(person))
    person.name = name or person.name
    person.email = email or person.email
    person.language = language or person.language
    person.search = search_keys(person.login, person.name)
