"""VI.1: a person is given a duty in a department."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse, refuse_if
from takt.departments import duties, rules
from takt.departments.models import Duty, Person, Rank
from takt.departments.refusals import ServesAlready


@action("VI.1", by=(Department.ADMINISTRATION, Department.SYSTEM))
def appoint(person: Person, *, by: Person, department: Department, rank: Rank = Rank.MEMBER) -> None:
    """A person is given a duty in a department, as member or head."""
    refuse_if(
        [
            *rules.reasons_against_employee(person),
            *rules.reasons_against_department(department),
            *rules.reasons_against_oneself(person, by, "departments.appoint"),
        ]
    )
    current = duties.open_duty(person, department)
    if current is not None and current.rank == rank:
        raise refuse(
            ServesAlready(person=person.login, department=str(department.label), rank=str(rank.label))
        )
    if current is not None:
        duties.end(current)
    Duty.objects.create(person=person, department=department, rank=rank, since=now(), given_by_id=by.pk)
    duties.sum_up(person)
