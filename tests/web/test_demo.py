"""The demonstration factory: orders in every state, each step by somebody whose duty it is, and a journal that holds."""

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connection, transaction

from takt.conduct import verify
from takt.conduct.actors import INTERNAL, Department
from takt.conduct.models import JournalEntry, Letter, LetterState
from takt.departments.actions.change_own_password import change_own_password
from takt.departments.actions.set_password import set_password
from takt.departments.models import Person
from takt.departments.people import THE_FOUNDER
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.models import Operation, Plan
from takt.planning.states import OperationState, PlanState
from takt.stock.models import ExpectedReceipt, Lot
from takt.web.demo import secret
from takt.web.demo.setting_up import SignIn, prepare, sign_ins

PASSWORD = "reducer-oil-forty"

_CONFLICTS = """
select a.case_id, r.first, r.second from departments_segregationrule r
join conduct_journalentry a on a.action = r.first
join conduct_journalentry b on b.action = r.second and b.case_id = a.case_id and b.actor_id = a.actor_id
where r.retired_at is null
"""


@dataclass(frozen=True)
class Demo:
    """What setting it up gave, said and took."""

    sign_ins: list[SignIn]
    said: list[str]
    seconds: float


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Demo]:
    """Set up once for all tests of this file, undone afterwards."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's own
        patch.setenv("TAKT_DEMO_PASSWORD", PASSWORD)
        said: list[str] = []
        began = time.perf_counter()
        sign_ins = prepare(said.append)
        yield Demo(sign_ins, said, time.perf_counter() - began)
        transaction.set_rollback(True)


def test_there_is_an_order_in_every_state(demo: Demo) -> None:
    assert set(Order.objects.values_list("state", flat=True)) == set(OrderState.values)
    assert Order.objects.count() >= 20
    assert demo.seconds < 20


def test_the_journal_of_all_of_it_holds(demo: Demo) -> None:
    verdict = verify.run()
    assert verdict.wrong == []
    assert verdict.entries > 400


def test_nobody_did_two_things_that_exclude_each_other(demo: Demo) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from departments_segregationrule where retired_at is null")
        assert cursor.fetchone()[0] > 10
        cursor.execute(_CONFLICTS)
        assert cursor.fetchall() == []


def test_every_step_was_done_for_a_department_in_which_its_actor_serves(demo: Demo) -> None:
    people = {p.pk: set(p.departments) for p in Person.objects.all()}
    for actor, department in JournalEntry.objects.values_list("actor_id", "department").distinct():
        if actor == THE_FOUNDER:
            assert department == Department.SYSTEM
        else:
            assert department in (people[actor] or {Department.CUSTOMER})


def test_the_founder_hires_the_administrator_and_nothing_more(demo: Demo) -> None:
    founded = JournalEntry.objects.filter(actor_id=THE_FOUNDER)
    assert set(founded.values_list("action", flat=True)) == {
        "departments.hire",
        "departments.appoint",
        "departments.set_password",
    }
    assert founded.values("subject_id").distinct().count() == 1


def test_every_department_has_a_head_and_a_customer_may_sign_in(demo: Demo) -> None:
    heads = {s.department for s in demo.sign_ins if s.head}
    assert heads == set(INTERNAL)
    assert [s for s in demo.sign_ins if s.department == Department.CUSTOMER]
    assert len(demo.sign_ins) >= 15


def test_everybody_signs_in_with_the_one_password_that_only_the_owner_can_read(demo: Demo) -> None:
    assert {s.password for s in demo.sign_ins} == {PASSWORD} == {secret.kept()}
    assert stat.S_IMODE(secret.path().stat().st_mode) == 0o600
    for one in demo.sign_ins:
        assert Person.objects.get(login=one.login).check_password(PASSWORD)


def test_the_password_stands_nowhere_in_the_journal(demo: Demo) -> None:
    assert not JournalEntry.objects.filter(body__contains=PASSWORD).exists()


def test_no_letter_of_the_demonstration_leaves_the_house(demo: Demo) -> None:
    letters = Letter.objects.all()
    assert letters.count() > 20
    assert not letters.exclude(address="").exists()
    assert set(letters.values_list("state", flat=True)) == {LetterState.SENT}


def test_the_floor_shows_what_a_floor_shows(demo: Demo) -> None:
    operations = set(Operation.objects.values_list("state", flat=True))
    assert {
        OperationState.WAITING,
        OperationState.RUNNING,
        OperationState.INSPECTION,
        OperationState.DONE,
    } <= operations
    assert {PlanState.PROPOSED, PlanState.ADOPTED, PlanState.RELEASED} <= set(
        Plan.objects.values_list("state", flat=True)
    )
    assert ExpectedReceipt.objects.filter(closed_at__isnull=True).exists()
    assert not Lot.objects.filter(on_hand__lt=0).exists()


def test_a_second_time_changes_nothing(demo: Demo) -> None:
    before = JournalEntry.objects.count()
    said: list[str] = []
    assert prepare(said.append) == demo.sign_ins
    assert said == []
    assert JournalEntry.objects.count() == before


def test_who_changed_the_password_is_no_longer_offered(demo: Demo) -> None:
    tang, wang, liu = (Person.objects.get(login=login) for login in ("tang.wen", "wang.min", "liu.yan"))
    with transaction.atomic():
        change_own_password(wang, by=wang, old=PASSWORD, password="another-oil-fifty")
        change_own_password(liu, by=liu, old=PASSWORD, password="another-oil-fifty")
        set_password(Person.objects.get(login="sun.jia"), by=tang, password="another-oil-fifty")
        still = {one.login for one in sign_ins()}
        transaction.set_rollback(True)
    assert {s.login for s in demo.sign_ins} - still == {"wang.min", "liu.yan", "sun.jia"}


def test_it_tells_how_far_it_is(demo: Demo) -> None:
    assert len(demo.said) > Order.objects.count()
    assert all(order.number in "\n".join(demo.said) for order in Order.objects.all())


def test_without_the_variable_the_password_is_made_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAKT_DEMO_PASSWORD", raising=False)
    monkeypatch.setattr(secret, "path", lambda: settings.HOME.keys / f"demo-password-{os.getpid()}")
    first, second = secret.keep_one(), secret.keep_one()
    assert first != second == secret.kept()
    assert len(second) >= 14
    secret.path().unlink()
