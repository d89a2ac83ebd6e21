"""The demonstration factory: orders in every state, each step by somebody whose duty it is, and a journal that holds."""

import os
import stat
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from tests.web.demo.conftest import PASSWORD, Demo

from takt.conduct import clock, verify
from takt.conduct.actors import INTERNAL, Department
from takt.conduct.models import JournalEntry, Letter, LetterState, RefusedAttempt
from takt.delivery.models import Feedback, FollowUp, Shipment
from takt.departments.actions.change_own_password import change_own_password
from takt.departments.actions.set_password import set_password
from takt.departments.models import Person
from takt.departments.people import THE_FOUNDER
from takt.factory.models import Item, WorkCenter
from takt.orders.models import Customer, Order
from takt.orders.states import OrderState
from takt.planning.models import Operation, Plan
from takt.planning.states import OperationState, PlanState
from takt.production.models import Booking, ProductionException
from takt.quality.models import Inspection, InspectionVerdict
from takt.stock.models import ExpectedReceipt, Lot
from takt.web.demo import guided, secret
from takt.web.demo.setting_up import prepare, sign_ins

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]

_CONFLICTS = """
select a.case_id, r.first, r.second from departments_segregationrule r
join conduct_journalentry a on a.action = r.first
join conduct_journalentry b on b.action = r.second and b.case_id = a.case_id and b.actor_id = a.actor_id
where r.retired_at is null
"""


def test_there_are_150_orders_over_a_year_in_every_state(demo: Demo) -> None:
    states = Counter(Order.objects.values_list("state", flat=True))
    assert set(states) == set(OrderState.values)
    assert states.total() == 150
    assert states[OrderState.CLOSED] >= 90
    entered = [order.entered_at for order in Order.objects.all()]
    assert timedelta(days=300) < max(entered) - min(entered) < timedelta(days=366)
    assert len({(at.year, at.month) for at in entered}) >= 11


def test_the_factory_is_as_large_as_promised(demo: Demo) -> None:
    assert 30 <= Item.objects.count() <= 35
    assert WorkCenter.objects.count() == 8
    assert 15 <= Person.objects.filter(kind="employee").count() <= 18
    assert Customer.objects.count() == 10


def test_something_waits_for_every_role_today(demo: Demo) -> None:
    orders = Order.objects.exclude(state__in=("closed", "refused", "withdrawn"))
    waiting = {step.action for order in orders if (step := guided.what_is_next(order)) is not None}
    assert waiting >= {
        "orders.take_over", "orders.confirm", "approval.sales", "approval.budget", "approval.feasibility", "approval.final",
        "planning.propose", "planning.adopt", "planning.release", "production.start", "production.finish", "quality.inspect",
        "delivery.pack", "delivery.notify", "delivery.ship", "delivery.receive", "delivery.feedback", "delivery.close",
    }  # fmt: skip


def test_something_is_late_and_something_was_late(demo: Demo) -> None:
    today = clock.today()
    assert Order.objects.filter(state=OrderState.IN_PRODUCTION, promised_date__lt=today).exists()
    assert FollowUp.objects.filter(done_at=None, due__lt=today).exists()
    left = Shipment.objects.filter(shipped_at__isnull=False).select_related("order")
    late = sum(
        s.order.promised_date is not None and timezone.localdate(s.shipped_at) > s.order.promised_date
        for s in left
    )
    assert 0.03 < late / len(left) < 0.2


def test_people_tried_what_they_may_not(demo: Demo) -> None:
    tried = {(a.action, a.codes[0]) for a in RefusedAttempt.objects.all()}
    assert tried >= {
        ("orders.confirm", "not_your_department"),
        ("approval.sales", "conflicting_duty"),
        ("approval.final", "not_yet_reviewed"),
        ("delivery.ship", "wrong_state"),
        ("production.start", "operator_not_qualified"),
    }
    oldest = RefusedAttempt.objects.earliest("at")
    assert clock.now() - oldest.at > timedelta(days=180)


def test_things_went_wrong_on_the_floor_and_customers_said_so(demo: Demo) -> None:
    assert Inspection.objects.filter(verdict=InspectionVerdict.REWORK).exists()
    assert Booking.objects.filter(scrap_quantity__gt=0).exists()
    assert ProductionException.objects.filter(resolved_at=None).exists()
    assert ProductionException.objects.filter(resolved_at__isnull=False, blocking=True).count() >= 5
    assert set(Feedback.objects.values_list("score", flat=True)) == {1, 2, 3, 4, 5}
    assert Feedback.objects.filter(channel="portal").exists()


def test_business_times_are_those_of_the_past_and_in_their_order(demo: Demo) -> None:
    for order in Order.objects.filter(state=OrderState.CLOSED)[:20]:
        times = list(
            JournalEntry.objects.filter(subject_id=order.pk).order_by("seq").values_list("at", flat=True)
        )
        assert times == sorted(times)
        assert times[0] <= order.entered_at < times[-1] - timedelta(days=2)
    assert JournalEntry.objects.latest("at").at <= clock.now()
    assert Letter.objects.earliest("written_at").written_at < clock.now() - timedelta(days=250)


def test_the_journal_of_all_of_it_holds(demo: Demo) -> None:
    verdict = verify.run()
    assert verdict.wrong == []
    assert verdict.entries > 4000


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
            assert department in (people[actor] or {Department.CUSTOMER, Department.SYSTEM})


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
    by_mail = letters.exclude(address="")
    assert set(letters.exclude(pk__in=by_mail).values_list("state", flat=True)) == {LetterState.SENT}
    (dead,) = by_mail
    assert dead.state == LetterState.DEAD
    (posting,) = dead.postings.all()
    assert posting.handed_over_at is None
    assert "expected an e-mail address" in posting.error


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
    months = [one for one in demo.said if one[:2] == "20"]
    assert len(months) >= 12
    assert months == sorted(months)


def test_without_the_variable_the_password_is_made_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAKT_DEMO_PASSWORD", raising=False)
    monkeypatch.setattr(secret, "path", lambda: settings.HOME.keys / f"demo-password-{os.getpid()}")
    first, second = secret.keep_one(), secret.keep_one()
    assert first != second == secret.kept()
    assert len(second) >= 14
    secret.path().unlink()
