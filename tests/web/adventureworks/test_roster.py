"""The bicycle maker's departments, heads and logins as Takt's; the hours of its work centres."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from takt.conduct.actors import Department
from takt.web.adventureworks.calendars import A_MONDAY, weekly
from takt.web.adventureworks.roster import DEPARTMENTS, colleagues, logins
from takt.web.adventureworks.tables import DepartmentRow, Employee, PersonRow, Placement, Shift

SHIFTS = [
    Shift(1, "Day", "07:00:00", "15:00:00"),
    Shift(2, "Evening", "15:00:00", "23:00:00"),
    Shift(3, "Night", "23:00:00", "07:00:00"),
]


def person(number: int, first: str, last: str) -> PersonRow:
    return PersonRow(number, "EM", first, "", last)


def test_logins_are_plain_letters_and_namesakes_are_told_apart() -> None:
    found = logins([person(7, "Ken", "Sánchez"), person(9, "Ken", "Sanchez"), person(8, "Thierry", "D'Hers")])
    assert found == {7: "ken.sanchez", 9: "ken.sanchez.9", 8: "thierry.dhers"}


def test_every_department_of_the_data_has_its_place() -> None:
    assert len(DEPARTMENTS) == 16
    assert set(DEPARTMENTS.values()) == {
        d for d in Department if d not in (Department.CUSTOMER, Department.SYSTEM)
    }


def test_the_title_makes_the_head_and_names_the_work_centre() -> None:
    people = {n: person(n, f"P{n}", "X") for n in (1, 2, 3)}
    jobs = [
        Employee(1, "Production Technician - WC60", current_flag=True),
        Employee(2, "Vice President of Production", current_flag=True),
        Employee(3, "Production Technician - WC10", current_flag=False),
    ]
    found = colleagues(
        people, jobs, [Placement(n, 7, 1, None) for n in people], [DepartmentRow(7, "Production")]
    )
    assert [(c.id, c.is_head, c.location_id) for c in found] == [(1, False, 60), (2, True, None)]


@pytest.mark.parametrize(
    ("hours", "expected"), [("120", 120), ("108", 108), ("96", 96), ("80", 80), ("500", 120)]
)
def test_a_work_centre_is_open_as_long_as_it_is_available(hours: str, expected: int) -> None:
    open_for = timedelta(0)
    for span in weekly(SHIFTS, Decimal(hours)):
        length = datetime.combine(A_MONDAY, span.end) - datetime.combine(A_MONDAY, span.start)
        open_for += length if length > timedelta(0) else length + timedelta(days=1)
    assert open_for == timedelta(hours=expected)
