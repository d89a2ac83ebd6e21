"""What somebody wants moved (III.3.3): words of a planner or of a line system, and the rows that they mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from takt.conduct.refusals import Refusal, Unknown, refuse_if
from takt.departments.models import Person
from takt.factory.models import Machine
from takt.planning.moving import MOST_REASONS


@dataclass(frozen=True, slots=True)
class Told:
    """An operation's number, where it is wanted in time, the machine's code and the person's login ("": as it is).
    `line`: of the message that says so."""

    operation: str
    start: datetime
    end: datetime | None = None
    machine: str = ""
    person: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """The same with the rows: None leaves machine or person as it is; an end that is not said follows from the shifts."""

    operation: str
    start: datetime
    end: datetime | None = None
    machine: Machine | None = None
    person: Person | None = None
    line: int = 0


def wishes_of(told: Sequence[Told]) -> list[Wish]:
    """The rows that the words mean, in two queries. Refused: Unknown for every machine or person that is not here."""
    machines = {row.code: row for row in Machine.objects.filter(code__in={one.machine for one in told})}
    people = {row.login: row for row in Person.objects.filter(login__in={one.person for one in told})}
    refuse_if(list(_strangers(told, machines, people))[:MOST_REASONS])
    return [
        Wish(one.operation, one.start, one.end, machines.get(one.machine), people.get(one.person), one.line)
        for one in told
    ]


def _strangers(
    told: Sequence[Told], machines: Mapping[str, Machine], people: Mapping[str, Person]
) -> Iterator[Refusal]:
    for at, one in enumerate(told):
        where = f"moves.{at}" if not one.line else f"{one.operation[:80]} (line {one.line})"
        if one.machine and one.machine not in machines:
            yield Unknown(reference=one.machine[:80], where=where, kind=str(Machine._meta.verbose_name))
        if one.person and one.person not in people:
            yield Unknown(reference=one.person[:80], where=where, kind=str(Person._meta.verbose_name))
