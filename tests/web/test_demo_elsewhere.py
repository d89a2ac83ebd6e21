"""The demonstration keeps away from a company's own data, and leaves nothing half done."""

import pytest
from tests.people import People

from takt.conduct.models import JournalEntry
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.demo import secret
from takt.web.demo.setting_up import prepare, sign_ins


def test_where_people_work_already_nothing_is_set_up(people: People) -> None:
    before = JournalEntry.objects.count()
    said: list[str] = []
    assert prepare(said.append) == []
    assert said == []
    assert JournalEntry.objects.count() == before


class StoppedError(Exception):
    """Somebody pressed Ctrl+C."""


@pytest.mark.django_db
def test_an_interrupted_demonstration_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKT_DEMO_PASSWORD", "reducer-oil-forty")

    def interrupted(stage: str) -> None:
        if stage.startswith("SO-"):
            raise StoppedError

    with pytest.raises(StoppedError):
        prepare(interrupted)
    assert not Order.objects.exists()
    assert not Person.objects.filter(kind="employee").exists()


@pytest.mark.django_db
def test_without_a_kept_password_there_are_no_sign_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret, "kept", lambda: None)
    assert sign_ins() == []
