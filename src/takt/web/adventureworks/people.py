"""The bicycle maker's people join: hired, appointed, qualified."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.departments.actions.add_skill import add_skill
from takt.departments.actions.appoint import appoint
from takt.departments.actions.hire import hire
from takt.departments.actions.qualify import qualify
from takt.departments.models import Language, Person, Qualification, Rank, Skill
from takt.departments.people import the_founder
from takt.web.adventureworks import roster
from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.reading import rows
from takt.web.adventureworks.roster import Colleague
from takt.web.adventureworks.tables import DepartmentRow, Employee, Placement

Tick = Callable[[str, int, int], None]
"""Told of progress: what, how many are done, of how many."""


def colleagues_of(folder: Folder) -> list[Colleague]:
    """Everybody employed at the bicycle maker."""
    return roster.colleagues(
        folder.people,
        rows(folder.path, "HumanResources.Employee", Employee),
        rows(folder.path, "HumanResources.EmployeeDepartmentHistory", Placement),
        rows(folder.path, "HumanResources.Department", DepartmentRow),
    )


def skill_code(location_id: int) -> str:
    """The skill of a work centre."""
    return f"WC{location_id}"


def bring_in(everybody: Sequence[Colleague], places: Iterable[tuple[int, str]], tick: Tick) -> None:
    """Hire and appoint whoever is not there yet, and attest their skills. `places`: (location id, name) with routes.

    The founder hires the head of administration, who hires the rest; the head of production attests skills.
    """
    there = {p.login: p for p in Person.objects.filter(login__in=[c.login for c in everybody])}
    first = next(c for c in everybody if c.is_head and c.department == Department.ADMINISTRATION)
    clerk = _placed(first, there, the_founder())
    for done, one in enumerate(everybody, 1):
        _placed(one, there, clerk)
        tick(_("people"), done, len(everybody))
    _attest(everybody, there, dict(places))


def _placed(one: Colleague, there: dict[str, Person], by: Person) -> Person:
    person = there.get(one.login)
    if person is None:
        person = there[one.login] = hire(by=by, login=one.login, name=one.name, language=Language.EN)
    if one.department not in person.departments:
        appoint(person, by=by, department=one.department, rank=Rank.HEAD if one.is_head else Rank.MEMBER)
    return person


def _attest(everybody: Sequence[Colleague], there: dict[str, Person], places: dict[int, str]) -> None:
    """Technicians for the work centre of their title; where no title names one, all of production."""
    makers = [c for c in everybody if c.department == Department.PRODUCTION]
    head = there[next(c for c in makers if c.is_head).login]
    skills = {s.code: s for s in Skill.objects.all()}
    has = set(Qualification.objects.values_list("person_id", "skill__code"))
    for place, name in places.items():
        code = skill_code(place)
        skill = skills.get(code) or add_skill(by=head, code=code, name=name, name_en=name)
        named = [c for c in makers if c.location_id == place] or makers
        for one in named:
            person = there[one.login]
            if (person.pk, code) not in has and person.pk != head.pk:
                qualify(person, by=head, skill=skill)
