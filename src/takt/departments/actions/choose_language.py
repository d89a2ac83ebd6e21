"""VI.1: everybody reads Takt in the language they choose."""

from takt.conduct.action import action
from takt.conduct.actors import INTERNAL, Department
from takt.conduct.refusals import refuse
from takt.departments.models import Language, Person
from takt.departments.refusals import OnlyOneself


@action("VI.1", by=(*INTERNAL, Department.CUSTOMER))
def choose_language(person: Person, *, by: Person, language: Language) -> None:
    """A person chooses the language of pages and letters."""
    if person.pk != by.pk:
        raise refuse(OnlyOneself(person=person.login, action="departments.choose_language"))
    person.language = language
