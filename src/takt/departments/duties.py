"""Duty rows, and the sum of them that a person's row keeps for the door's one quick read."""

from django.db import connection

from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse
from takt.departments.models import Duty, Person, Rank
from takt.departments.refusals import LastAdministrator


def open_duty(person: Person, department: Department) -> Duty | None:
    """The person's duty in the department now."""
    return person.duties.filter(department=department, until__isnull=True).first()


def end(duty: Duty, because: str = "") -> None:
    """The duty ends with this act."""
    duty.until = max(duty.since, now())
    duty.ended_because = because
    duty.save()


def sum_up(person: Person) -> None:
    """Renew the person's `departments` and `head_of` from the open duties."""
    still = list(person.duties.filter(until__isnull=True))
    order = list(Department)
    serves = sorted(still, key=lambda duty: order.index(Department(duty.department)))
    person.departments = [duty.department for duty in serves]
    person.head_of = [duty.department for duty in serves if duty.rank == Rank.HEAD]


def keep_an_administrator(person: Person, *departments: str) -> None:
    """Refused: LastAdministrator. Two who would leave at once wait for each other here."""
    if Department.ADMINISTRATION not in departments:
        return
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('takt: administrators', 17))")
    others = Person.objects.active().employees().filter(departments__contains=[Department.ADMINISTRATION])
    if not others.exclude(pk=person.pk).exists():
        raise refuse(LastAdministrator(person=person.login))
