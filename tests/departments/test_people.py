"""VI.1: people join, are given duties, and leave; nobody is deleted and somebody can always appoint."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.departments.test_authority import in_a_day
from tests.people import People, make_people
from tests.races import apart, at_once

from takt.conduct.actors import Department
from takt.conduct.models import JournalEntry
from takt.conduct.refusals import InvalidInput, NotYourDepartment, Taken
from takt.conduct.requests import perform
from takt.departments import refusals
from takt.departments.actions.appoint import appoint
from takt.departments.actions.choose_language import choose_language
from takt.departments.actions.delegate import delegate
from takt.departments.actions.edit import edit
from takt.departments.actions.hire import hire
from takt.departments.actions.issue_token import issue_token
from takt.departments.actions.relieve import relieve
from takt.departments.actions.retire import retire
from takt.departments.models import Delegation, Language, Person, Rank
from takt.departments.people import the_founder, the_postman
from takt.departments.tokens import authenticate_token

__all__ = ("apart",)
Refuses = Callable[..., Any]


def test_the_administration_hires_and_the_person_is_found_by_pinyin(people: People) -> None:
    new = hire(by=people.admin, login="Lin.Yi", name="林一", email="lin@takt.test")
    assert (new.login, new.departments, new.has_usable_password()) == ("lin.yi", [], False)
    assert "linyi" in new.search
    assert len(bytes(new.salt)) == 16


def test_a_name_enters_the_journal_scrambled_only(people: People) -> None:
    hire(by=people.admin, login="lin.yi", name="林一", email="lin@takt.test")
    body = JournalEntry.objects.get(action="departments.hire").body
    assert not any(secret in body for secret in ("林一", "lin.yi", "lin@takt.test"))
    assert '"name":"#' in body


def test_two_people_never_share_a_login(people: People, refused: Refuses) -> None:
    with refused(Taken):
        hire(by=people.admin, login="LI", name="另一位")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("login", "x"),
        ("login", "a b"),
        ("login", "李"),
        ("login", "a" * 61),
        ("name", " "),
        ("email", "nobody"),
        ("language", "fr"),
    ],
)
def test_a_wrong_field_is_named(people: People, refused: Refuses, field: str, value: str) -> None:
    raw = {"login": "linyi", "name": "林一"} | {field: value}
    with refused(InvalidInput) as found:
        perform(hire, None, people.admin, raw)
    assert [r.about for r in found] == [field]
    assert not Person.objects.filter(name="林一").exists()


def test_only_the_administration_hires(people: People, refused: Refuses) -> None:
    with refused(NotYourDepartment):
        hire(by=people.head, login="linyi", name="林一")


def test_a_duty_is_a_row_and_the_person_shows_the_sum(people: People) -> None:
    appoint(people.sales, by=people.admin, department=Department.FINANCE, rank=Rank.HEAD)
    people.sales.refresh_from_db()
    assert (people.sales.departments, people.sales.head_of) == (["sales", "finance"], ["finance"])
    duty = people.sales.duties.get(department="finance")
    assert (duty.rank, duty.given_by_id, duty.until) == (Rank.HEAD, people.admin.pk, None)


def test_another_rank_ends_the_duty_and_opens_one(people: People, refused: Refuses) -> None:
    appoint(people.sales, by=people.admin, department=Department.SALES, rank=Rank.HEAD)
    assert people.sales.head_of == ["sales"]
    assert people.sales.duties.filter(department="sales").count() == 2
    with refused(refusals.ServesAlready):
        appoint(people.sales, by=people.admin, department=Department.SALES, rank=Rank.HEAD)


@pytest.mark.parametrize("department", [Department.CUSTOMER, Department.SYSTEM])
def test_no_employee_is_a_customer_or_the_system(
    people: People, refused: Refuses, department: Department
) -> None:
    with refused(refusals.NotAnEmployeesDepartment):
        appoint(people.sales, by=people.admin, department=department)


def test_nobody_appoints_themselves(people: People, refused: Refuses) -> None:
    with refused(refusals.NotForOneself):
        appoint(people.admin, by=people.admin, department=Department.MANAGEMENT)


def test_takts_own_actors_are_never_appointed(people: People, refused: Refuses) -> None:
    with refused(refusals.NotAnActiveEmployee):
        appoint(the_postman(), by=people.admin, department=Department.SALES)
    with refused(refusals.TaktsOwnActor):
        retire(the_postman(), by=people.admin)


def test_a_duty_ends_on_record(people: People, refused: Refuses) -> None:
    relieve(people.sales, by=people.admin, department=Department.SALES, reason="moves to another plant")
    assert people.sales.departments == []
    duty = people.sales.duties.get()
    assert (duty.ended_because, duty.until is None) == ("moves to another plant", False)
    with refused(refusals.DoesNotServe):
        relieve(people.sales, by=people.admin, department=Department.SALES)


def test_who_leaves_loses_every_right_and_stays_on_record(people: People, refused: Refuses) -> None:
    raw = issue_token(people.sales, by=people.sales, name="report", expires_at=in_a_day())
    assert authenticate_token(raw) == people.sales
    lent = delegate(
        by=people.sales, taker=people.sales2, department=Department.SALES, until=in_a_day(), reason="leave"
    )
    taken = delegate(
        by=people.sales2, taker=people.sales, department=Department.SALES, until=in_a_day(), reason="leave"
    )
    retire(people.sales, by=people.admin, reason="left the company")
    assert (people.sales.departments, people.sales.is_active) == ([], False)
    assert authenticate_token(raw) is None
    assert not people.sales.duties.filter(until__isnull=True).exists()
    assert not Delegation.objects.filter(pk__in=[lent.pk, taken.pk], revoked_at__isnull=True).exists()
    with refused(refusals.RetiredAlready):
        retire(people.sales, by=people.admin)
    with refused(refusals.NotAnActiveEmployee):
        appoint(people.sales, by=people.admin, department=Department.SALES)


def test_the_last_administrator_stays(people: People, refused: Refuses) -> None:
    retire(people.head_of_administration, by=people.admin)
    relieve(people.admin2, by=people.admin, department=Department.ADMINISTRATION)
    with refused(refusals.LastAdministrator):
        retire(people.admin, by=the_founder())
    with refused(refusals.LastAdministrator):
        relieve(people.admin, by=people.admin, department=Department.ADMINISTRATION)


def test_of_administrators_who_leave_at_once_one_stays(apart: None) -> None:
    people = make_people()
    admins = [people.admin, people.admin2, people.head_of_administration]
    outcome = at_once(lambda n: retire(admins[n], by=the_founder()), threads=3)
    assert outcome == {"done": 2, "last_administrator": 1}


def test_a_correction_renews_the_search_keys(people: People) -> None:
    edit(people.sales, by=people.admin, name="李雪")
    assert "lixue" in people.sales.search
    assert people.sales.email == "li@takt.test"


def test_everybody_chooses_their_own_language_only(people: People, refused: Refuses) -> None:
    choose_language(people.sales, by=people.sales, language=Language.ZH)
    with refused(refusals.OnlyOneself):
        choose_language(people.sales, by=people.admin, language=Language.EN)
