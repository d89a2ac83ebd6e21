"""Pure rules of VI.1: facts in, refusals out."""

from collections.abc import Iterator
from datetime import datetime

from takt.conduct.actors import INTERNAL, ActorKind, Department
from takt.conduct.refusals import Refusal
from takt.departments import refusals
from takt.departments.models import Person

MOST_DELEGATED_DAYS = 90
MOST_TOKEN_DAYS = 366


def reasons_against_department(department: Department) -> Iterator[Refusal]:
    """CUSTOMER and SYSTEM are nobody's duty."""
    if department not in INTERNAL:
        yield refusals.NotAnEmployeesDepartment(department=str(department.label))


def reasons_against_employee(person: Person) -> Iterator[Refusal]:
    """Only somebody who works here now."""
    if person.kind != ActorKind.EMPLOYEE or person.retired_at is not None:
        yield refusals.NotAnActiveEmployee(person=person.login)


def reasons_against_person(person: Person) -> Iterator[Refusal]:
    """A person, not an actor of the system, and not retired."""
    if person.kind == ActorKind.SYSTEM:
        yield refusals.TaktsOwnActor(person=person.login)
    if person.retired_at is not None:
        yield refusals.RetiredAlready(person=person.login)


def reasons_against_oneself(person: Person, by: Person, action: str) -> Iterator[Refusal]:
    """Rights are given by somebody else."""
    if person.pk == by.pk:
        yield refusals.NotForOneself(person=person.login, action=action)


def reasons_against_time_box(
    since: datetime, until: datetime, at: datetime, most_days: int
) -> Iterator[Refusal]:
    """From `since` to `until`: ends after it begins, in the future, and after at most `most_days` days."""
    if until <= max(since, at):
        yield refusals.EndsBeforeItBegins(until=until.isoformat(timespec="minutes"))
    length = until - since
    days = length.days + (1 if length.seconds or length.microseconds else 0)
    if days > most_days:
        yield refusals.TimeBoxTooLong(days=days, most=most_days)


def reasons_not_to_delegate(giver: Person, taker: Person, department: Department) -> Iterator[Refusal]:
    """A duty one has oneself, to a colleague, never the keys of the house."""
    yield from reasons_against_department(department)
    yield from reasons_against_employee(taker)
    yield from reasons_against_oneself(taker, giver, "departments.delegate")
    if department == Department.ADMINISTRATION:
        yield refusals.NotDelegable(department=str(department.label))
    if department not in giver.departments:
        yield refusals.DoesNotServe(person=giver.login, department=str(department.label))
