"""The demonstration keeps away from a company's own data, and leaves nothing half done."""

from argparse import Namespace

import pytest
from tests.people import People

from takt.conduct.models import JournalEntry
from takt.departments.actions.hire import hire
from takt.departments.actions.set_password import set_password
from takt.departments.models import Person
from takt.departments.people import the_founder
from takt.orders.models import Order
from takt.web.commands.demonstrating import run
from takt.web.demo import secret
from takt.web.demo.resetting import NoDemonstration, empty, is_demonstration
from takt.web.demo.setting_up import prepare, sign_ins
from takt.web.usage import UsageError

pytestmark = pytest.mark.xdist_group("demonstration")  # one home keeps one password


def test_where_people_work_already_nothing_is_set_up(people: People) -> None:
    before = JournalEntry.objects.count()
    said: list[str] = []
    assert prepare(said.append) == []
    assert said == []
    assert JournalEntry.objects.count() == before


def test_where_people_work_nothing_is_emptied(people: People, capsys: pytest.CaptureFixture[str]) -> None:
    before = JournalEntry.objects.count(), Person.objects.count()
    assert run(Namespace(reset=True, yes=True, orders=150)) == 1
    assert capsys.readouterr().err
    with pytest.raises(NoDemonstration):
        empty()
    assert (JournalEntry.objects.count(), Person.objects.count()) == before


@pytest.mark.django_db
def test_another_house_with_the_same_names_is_no_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret, "kept", lambda: "reducer-oil-forty")
    somebody = hire(by=the_founder(), login="tang.wen", name="唐雯")
    set_password(somebody, by=the_founder(), password="another-oil-fifty")
    assert not is_demonstration()


def test_fewer_orders_than_are_under_way_are_refused() -> None:
    with pytest.raises(UsageError, match="--orders 3"):
        run(Namespace(reset=False, yes=False, orders=3))


class StoppedError(Exception):
    """Somebody pressed Ctrl+C."""


@pytest.mark.django_db
def test_an_interrupted_demonstration_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKT_DEMO_PASSWORD", "reducer-oil-forty")

    def interrupted(stage: str) -> None:
        if stage.startswith("20"):
            raise StoppedError

    with pytest.raises(StoppedError):
        prepare(interrupted)
    assert not Order.objects.exists()
    assert not Person.objects.filter(kind="employee").exists()


@pytest.mark.django_db
def test_without_a_kept_password_there_are_no_sign_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret, "kept", lambda: None)
    assert sign_ins() == []
