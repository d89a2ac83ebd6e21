"""Who does which step of the run, by the titles that people really have; the work goes round."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from takt.conduct.actors import Department
from takt.departments.models import Person, Qualification
from takt.web.adventureworks.roster import Colleague

People = tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """People by what they do; `rep_of`: sales people by their number in the data; `able`: by skill code."""

    reps: People
    sales_managers: People
    finance: People
    engineers: People
    schedulers: People
    planners: People
    management: People
    inspectors: People
    buyers: People
    shippers: People
    head: dict[Department, Person]
    rep_of: dict[int, Person]
    able: dict[str, People]


def turn(people: Sequence[Person], number: int, *but: Person) -> Person:
    """The person whose turn it is, never one of `but`; ValueError when nobody is left."""
    excluded = {person.pk for person in but}
    free = [person for person in people if person.pk not in excluded]
    if not free:
        raise ValueError("nobody is left for this step: the data need one more person of the department")
    return free[number % len(free)]


def cast_of(colleagues: Sequence[Colleague]) -> Cast:
    """The cast; where no title fits, everybody of the department plays the part."""
    there = {p.login: p for p in Person.objects.active().filter(login__in=[c.login for c in colleagues])}
    members: dict[Department, list[Colleague]] = defaultdict(list)
    for one in colleagues:
        members[one.department].append(one)

    def part(department: Department, *words: str, of: str = "") -> People:
        those = members[department]
        fitting = [c for c in those if any(w in c.title for w in words) or (of and c.source_department == of)]
        return tuple(there[c.login] for c in fitting or those)

    production = Department.PRODUCTION
    return Cast(
        reps=part(Department.SALES, "Sales Representative"),
        sales_managers=part(Department.SALES, "Sales Manager", "President of Sales"),
        finance=part(Department.FINANCE, "Account", "Finance Manager"),
        engineers=part(production, "Engineer", of="Engineering"),
        schedulers=part(production, "Scheduling Assistant"),
        planners=part(production, "Master Scheduler", "Production Control Manager"),
        management=part(Department.MANAGEMENT),
        inspectors=part(Department.QUALITY, "Quality Assurance"),
        buyers=part(Department.LOGISTICS, "Buyer", "Purchasing"),
        shippers=part(Department.LOGISTICS, of="Shipping and Receiving"),
        head={c.department: there[c.login] for c in colleagues if c.is_head},
        rep_of={c.id: there[c.login] for c in members[Department.SALES]},
        able=_able(),
    )


def _able() -> dict[str, People]:
    found: dict[str, list[Person]] = defaultdict(list)
    rows = Qualification.objects.filter(until__isnull=True).select_related("person", "skill")
    for row in rows.order_by("person__login"):
        found[row.skill.code].append(row.person)
    return {code: tuple(people) for code, people in found.items()}
