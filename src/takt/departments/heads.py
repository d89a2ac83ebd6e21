"""Who heads a department, as the row says at this moment."""

from collections.abc import Iterator

from takt.conduct.actors import Department
from takt.conduct.refusals import Refusal
from takt.departments.models import Person
from takt.departments.refusals import NotTheHead


def is_head(person: Person, department: Department) -> bool:
    """Whether the person heads the department now, read afresh; a delegate does not."""
    return Person.objects.active().filter(pk=person.pk, head_of__contains=[department]).exists()


def reasons_unless_head(person: Person, department: Department, action: str) -> Iterator[Refusal]:
    """NotTheHead, unless the person heads the department."""
    if not is_head(person, department):
        yield NotTheHead(action=action, department=str(department.label))
