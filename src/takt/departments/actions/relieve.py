"""VI.1: a person's duty in a department ends."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Text
from takt.departments import duties
from takt.departments.models import Person
from takt.departments.refusals import DoesNotServe


@action("VI.1", by=(Department.ADMINISTRATION, Department.SYSTEM))
def relieve(person: Person, *, by: Person, department: Department, reason: Text = "") -> None:
    """A person's duty in a department ends."""
    duty = duties.open_duty(person, department)
    if duty is None:
        raise refuse(DoesNotServe(person=person.login, department=str(department.label)))
    duties.keep_an_administrator(person, department)
    duties.end(duty, reason)
    duties.sum_up(person)
