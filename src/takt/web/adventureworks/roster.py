"""Who works where: the bicycle maker's sixteen departments as Takt's seven, logins from names. Pure.

A technician's title names the work centre that they are qualified for ("... - WC10").
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from takt.conduct.actors import Department
from takt.web.adventureworks.tables import DepartmentRow, Employee, PersonRow, Placement

DEPARTMENTS = {
    "Sales": Department.SALES,
    "Marketing": Department.SALES,
    "Finance": Department.FINANCE,
    "Production": Department.PRODUCTION,
    "Production Control": Department.PRODUCTION,
    "Engineering": Department.PRODUCTION,
    "Tool Design": Department.PRODUCTION,
    "Research and Development": Department.PRODUCTION,
    "Quality Assurance": Department.QUALITY,
    "Document Control": Department.QUALITY,
    "Purchasing": Department.LOGISTICS,
    "Shipping and Receiving": Department.LOGISTICS,
    "Executive": Department.MANAGEMENT,
    "Human Resources": Department.ADMINISTRATION,
    "Information Services": Department.ADMINISTRATION,
    "Facilities and Maintenance": Department.ADMINISTRATION,
}
HEADS = {
    "Vice President of Sales": Department.SALES,
    "Finance Manager": Department.FINANCE,
    "Vice President of Production": Department.PRODUCTION,
    "Quality Assurance Manager": Department.QUALITY,
    "Purchasing Manager": Department.LOGISTICS,
    "Chief Executive Officer": Department.MANAGEMENT,
    "Human Resources Manager": Department.ADMINISTRATION,
}
_WORK_CENTER = re.compile(r"- WC(\d+)$")


@dataclass(frozen=True, slots=True)
class Colleague:
    """An employee as Takt will know them; `location_id`: the work centre of their skill."""

    id: int
    login: str
    name: str
    department: Department
    source_department: str
    title: str
    is_head: bool
    location_id: int | None


def full_name(person: PersonRow) -> str:
    """First, middle and last name."""
    return " ".join(part for part in (person.first_name, person.middle_name, person.last_name) if part)


def logins(people: Iterable[PersonRow]) -> dict[int, str]:
    """first.last in plain letters; the later of two namesakes gets their number behind it."""
    taken: set[str] = set()
    found: dict[int, str] = {}
    for person in sorted(people, key=lambda p: p.business_entity_id):
        plain = f"{_plain(person.first_name)}.{_plain(person.last_name)}".strip(".") or "person"
        login = plain if plain not in taken else f"{plain}.{person.business_entity_id}"
        taken.add(login)
        found[person.business_entity_id] = login
    return found


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if c.isascii() and (c.isalnum() or c == "-")).lower()[:25]


def colleagues(
    people: Mapping[int, PersonRow],
    employees: Iterable[Employee],
    placements: Iterable[Placement],
    departments: Iterable[DepartmentRow],
) -> list[Colleague]:
    """Everybody employed now; each of Takt's departments has exactly one head (by title, else the first)."""
    names = {d.department_id: d.name for d in departments}
    places = {p.business_entity_id: names[p.department_id] for p in placements if p.end_date is None}
    login = logins(people.values())
    found: dict[Department, list[Colleague]] = defaultdict(list)
    for employee in employees:
        place, person = places.get(employee.business_entity_id), people.get(employee.business_entity_id)
        if not employee.current_flag or place not in DEPARTMENTS or person is None:
            continue
        department = DEPARTMENTS[place]
        center = _WORK_CENTER.search(employee.job_title)
        found[department].append(
            Colleague(
                id=employee.business_entity_id,
                login=login[employee.business_entity_id],
                name=full_name(person),
                department=department,
                source_department=place,
                title=employee.job_title,
                is_head=False,
                location_id=int(center.group(1)) if center else None,
            )
        )
    return [one for group in found.values() for one in _headed(group)]


def _headed(group: list[Colleague]) -> list[Colleague]:
    head = next((c for c in group if HEADS.get(c.title) == c.department), group[0])
    return [replace(c, is_head=c is head) for c in group]
