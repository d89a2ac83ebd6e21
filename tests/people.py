"""The people of the tests: of every department two members and a head, as an installation would have them."""

import os
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.open_door import open_door

from takt.conduct.actors import ActorKind, Department
from takt.departments.models import Duty, Person, Rank
from takt.departments.people import THE_FOUNDER

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class People:
    """`people.sales` is Li of sales, `people.sales2` her colleague, `people.head_of_sales` their head; and so on."""

    sales: Person
    sales2: Person
    head_of_sales: Person
    finance: Person
    finance2: Person
    head_of_finance: Person
    production: Person
    production2: Person
    head_of_production: Person
    quality: Person
    quality2: Person
    head_of_quality: Person
    logistics: Person
    logistics2: Person
    head_of_logistics: Person
    management: Person
    management2: Person
    head: Person
    admin: Person
    admin2: Person
    head_of_administration: Person


NAMES = {
    "sales": ("li", "李娜"),
    "sales2": ("zhang", "张伟"),
    "head_of_sales": ("chen", "陈静"),
    "finance": ("wang", "王芳"),
    "finance2": ("liu", "刘洋"),
    "head_of_finance": ("huang", "黄丽"),
    "production": ("zhao", "赵强"),
    "production2": ("sun", "孙磊"),
    "head_of_production": ("ma", "马超"),
    "quality": ("qian", "钱敏"),
    "quality2": ("zhu", "朱军"),
    "head_of_quality": ("hu", "胡勇"),
    "logistics": ("zhou", "周杰"),
    "logistics2": ("guo", "郭涛"),
    "head_of_logistics": ("he", "何平"),
    "management": ("wu", "吴刚"),
    "management2": ("gao", "高山"),
    "head": ("zheng", "郑成"),
    "admin": ("feng", "冯雪"),
    "admin2": ("xu", "徐明"),
    "head_of_administration": ("luo", "罗文"),
}


def department_of(role: str) -> Department:
    """The department that a role's name tells: `head_of_sales` serves in sales, `head` in management."""
    plain = role.removeprefix("head_of_").rstrip("2")
    return Department({"head": "management", "admin": "administration"}.get(plain, plain))


def person(
    login: str,
    *departments: str,
    name: str = "",
    head_of: tuple[str, ...] = (),
    kind: str = ActorKind.EMPLOYEE,
    company: UUID | None = None,
) -> Person:
    """A person, not yet saved; give the departments they serve in."""
    return Person(
        login=login,
        name=name or login.title(),
        email=f"{login}@takt.test",
        password="!",
        kind=kind,
        departments=[str(d) for d in departments],
        head_of=[str(d) for d in head_of],
        language="en",
        company=company,
        salt=os.urandom(16),
        search=f"{login} {name}".lower(),
        joined_at=LONG_AGO,
    )


def duties_of(people: list[Person]) -> list[Duty]:
    """The open duty rows that `departments` and `head_of` sum up, not yet saved."""
    return [
        Duty(
            person=one,
            department=department,
            rank=Rank.HEAD if department in one.head_of else Rank.MEMBER,
            since=LONG_AGO + timedelta(days=1),
            given_by_id=THE_FOUNDER,
        )
        for one in people
        for department in one.departments
    ]


def hired(*people: Person) -> None:
    """Save these people with their duties."""
    with open_door():
        Person.objects.bulk_create(people)
        Duty.objects.bulk_create(duties_of(list(people)))


def make_people() -> People:
    """Everybody, saved with their duties in two statements."""
    made = {}
    for field in fields(People):
        login, name = NAMES[field.name]
        department = department_of(field.name)
        head_of = (department,) if field.name.startswith("head") else ()
        made[field.name] = person(login, department, name=name, head_of=head_of)
    hired(*made.values())
    return People(**made)


@pytest.fixture
def people(db: None) -> People:
    """Everybody of the company."""
    return make_people()
