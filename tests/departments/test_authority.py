"""VI.1, VI.2: who may, now; and nobody signs two duties that exclude each other, by whatever path."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from tests.departments.deeds import (
    a_case,
    lay_down_the_matrix,
    try_approving,
    try_budgeting,
    try_entering,
    try_looking,
)
from tests.open_door import open_door
from tests.people import People, hired, make_people, person
from tests.races import apart, at_once

from takt.conduct.actors import Department
from takt.conduct.models import JournalEntry, Letter
from takt.conduct.refusals import ConflictingDuty, NotSignedIn, NotYourDepartment
from takt.departments.actions.appoint import appoint
from takt.departments.actions.delegate import delegate
from takt.departments.actions.relieve import relieve
from takt.departments.actions.retire import retire
from takt.departments.actions.revoke_delegation import revoke_delegation
from takt.departments.actions.unseparate import unseparate
from takt.departments.models import Delegation, Person, SegregationRule

__all__ = ("apart",)
Refuses = Callable[..., Any]
DAY = timedelta(days=1)


@pytest.fixture
def case(people: People) -> Letter:
    """A case, and the matrix."""
    lay_down_the_matrix()
    return a_case()


def in_a_day() -> datetime:
    return datetime.now(UTC) + DAY


def lend(giver: Person, taker: Person, department: Department) -> Delegation:
    return delegate(by=giver, taker=taker, department=department, until=in_a_day(), reason="on leave")


def test_everybody_acts_for_their_own_department(people: People, case: Letter, refused: Refuses) -> None:
    try_entering(case, by=people.sales)
    with refused(NotYourDepartment):
        try_entering(case, by=people.finance)


def test_who_serves_nowhere_may_do_nothing(people: People, case: Letter, refused: Refuses) -> None:
    newcomer = person("newcomer")
    hired(newcomer)
    with translation.override("en"), refused(NotYourDepartment) as found:
        try_entering(case, by=newcomer)
    assert found[0].facts["yours"] == "no department"


def test_a_customer_never_passes_as_a_department(people: People, case: Letter, refused: Refuses) -> None:
    contact = person("contact", kind="customer", company=case.pk)
    contact.departments = ["sales"]  # whatever the row says
    hired_without_duty(contact)
    with refused(NotYourDepartment):
        try_entering(case, by=contact)


def hired_without_duty(contact: Person) -> None:
    with open_door():
        contact.save()


def test_the_person_object_given_is_not_believed(people: People, case: Letter, refused: Refuses) -> None:
    people.finance.departments = ["sales"]
    with refused(NotYourDepartment):
        try_entering(case, by=people.finance)


def test_a_retired_person_is_not_signed_in(people: People, case: Letter, refused: Refuses) -> None:
    retire(people.sales, by=people.admin)
    with refused(NotSignedIn):
        try_entering(case, by=people.sales)


def test_an_open_delegation_lets_the_taker_act_in_the_givers_name(people: People, case: Letter) -> None:
    lend(people.sales, people.finance, Department.SALES)
    try_entering(case, by=people.finance)
    entry = JournalEntry.objects.get(action="departments.try_entering")
    assert (entry.actor_id, entry.on_behalf_of_id) == (people.finance.pk, people.sales.pk)


@pytest.mark.parametrize(("since", "until"), [(-2 * DAY, -DAY), (DAY, 2 * DAY)], ids=["expired", "not begun"])
def test_a_delegation_counts_only_in_its_time(
    people: People, case: Letter, refused: Refuses, since: timedelta, until: timedelta
) -> None:
    now = datetime.now(UTC)
    with open_door():
        Delegation.objects.create(
            giver=people.sales,
            taker=people.finance,
            department="sales",
            since=now + since,
            until=now + until,
            reason="leave",
        )
    with refused(NotYourDepartment):
        try_entering(case, by=people.finance)


def test_a_revoked_delegation_counts_no_more(people: People, case: Letter, refused: Refuses) -> None:
    revoke_delegation(lend(people.sales, people.finance, Department.SALES), by=people.sales)
    with refused(NotYourDepartment):
        try_entering(case, by=people.finance)


def test_who_lost_the_duty_lends_it_no_more(people: People, case: Letter, refused: Refuses) -> None:
    lend(people.sales, people.finance, Department.SALES)
    relieve(people.sales, by=people.admin, department=Department.SALES)
    with refused(NotYourDepartment):
        try_entering(case, by=people.finance)


def test_a_lent_right_cannot_be_lent_on(people: People, refused: Refuses) -> None:
    lend(people.sales, people.finance, Department.SALES)
    with refused():
        lend(people.finance, people.quality, Department.SALES)


def test_who_entered_does_not_approve_even_after_a_change_of_department(
    people: People, case: Letter, refused: Refuses
) -> None:
    try_entering(case, by=people.sales)
    appoint(people.sales, by=people.admin, department=Department.MANAGEMENT)
    relieve(people.sales, by=people.admin, department=Department.SALES)
    with refused(ConflictingDuty):
        try_approving(case, by=people.sales)
    try_approving(a_case(), by=people.sales)  # another order is another matter


def test_the_matrix_works_in_either_order(people: People, case: Letter, refused: Refuses) -> None:
    appoint(people.management, by=people.admin, department=Department.SALES)
    try_approving(case, by=people.management)
    with refused(ConflictingDuty):
        try_entering(case, by=people.management)


def test_a_delegate_does_not_approve_what_the_giver_entered(
    people: People, case: Letter, refused: Refuses
) -> None:
    appoint(people.sales, by=people.admin, department=Department.MANAGEMENT)
    try_entering(case, by=people.sales)
    lend(people.sales, people.quality, Department.MANAGEMENT)
    with refused(ConflictingDuty):
        try_approving(case, by=people.quality)


def test_a_delegate_does_not_approve_for_another_what_they_entered(
    people: People, case: Letter, refused: Refuses
) -> None:
    try_entering(case, by=people.sales)
    lend(people.management, people.sales, Department.MANAGEMENT)
    with refused(ConflictingDuty):
        try_approving(case, by=people.sales)


def test_a_giver_does_not_approve_what_a_delegate_entered_for_them(
    people: People, case: Letter, refused: Refuses
) -> None:
    appoint(people.sales, by=people.admin, department=Department.MANAGEMENT)
    lend(people.sales, people.quality, Department.SALES)
    try_entering(case, by=people.quality)
    with refused(ConflictingDuty):
        try_approving(case, by=people.sales)


def test_who_entered_for_another_does_not_approve_in_their_own_name(
    people: People, case: Letter, refused: Refuses
) -> None:
    lend(people.sales, people.management, Department.SALES)
    try_entering(case, by=people.management)
    with refused(ConflictingDuty):
        try_approving(case, by=people.management)
    try_approving(case, by=people.management2)


def test_a_lifted_rule_no_longer_holds(people: People, case: Letter) -> None:
    appoint(people.sales, by=people.admin, department=Department.MANAGEMENT)
    try_entering(case, by=people.sales)
    rule = SegregationRule.objects.get(first="departments.try_approving")
    unseparate(rule, by=people.head, reason="the company is too small")
    try_approving(case, by=people.sales)


def test_only_acts_of_the_matrix_wait_for_each_other(people: People, case: Letter) -> None:
    def waited_for() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
            )
            return int(cursor.fetchone()[0])

    try_looking(case, by=people.sales)
    assert waited_for() == 0
    try_budgeting(case, by=people.finance)
    assert waited_for() == 1


def test_two_deeds_of_one_person_at_one_moment_see_each_other(apart: None) -> None:
    people = make_people()
    lay_down_the_matrix()
    appoint(people.sales, by=people.admin, department=Department.MANAGEMENT)
    for _ in range(5):
        one = a_case()
        with open_door():
            other = Letter.objects.create(
                kind="test", clause="II.1", channel="portal", state="sent", letter_case=one.letter_case,
                written_at=one.written_at, sent_at=one.sent_at, salt=one.salt,
            )  # fmt: skip
        gate = Barrier(2)

        def deed(number: int, rows: tuple[Letter, Letter] = (one, other), gate: Barrier = gate) -> None:
            gate.wait(timeout=60)
            (try_entering, try_approving)[number](rows[number], by=people.sales)

        assert at_once(deed, threads=2) == {"done": 1, "conflicting_duty": 1}
