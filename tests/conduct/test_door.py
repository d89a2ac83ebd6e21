"""VI.2: one door. What it lets in is on record; what it refuses leaves nothing behind but evidence."""

import pytest
from django.db import connection
from tests.conduct.acts import coin_unit, rename_unit
from tests.conftest import expecting
from tests.people import People

from takt.conduct import numbers
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.guard import OutsideTheDoor, create_with_entry
from takt.conduct.models import JournalEntry, RefusedAttempt
from takt.conduct.refusals import (
    InvalidInput,
    KeyReused,
    NotSignedIn,
    NotYourDepartment,
    NotYours,
    Stale,
    Taken,
    Unknown,
)
from takt.conduct.requests import perform
from takt.departments.models import Person
from takt.departments.people import the_founder
from takt.factory.models import Unit

pytestmark = pytest.mark.django_db


@action("VI.1", by=Department.SYSTEM)
def rename_and_fail(unit: Unit, *, by: Person) -> None:
    """Change something, then break."""
    unit.name = "half done"
    Unit.objects.create(code="LEFT", name="left behind")
    raise ZeroDivisionError


@action("VI.1", by=Department.SYSTEM)
def rename_twice(unit: Unit, *, by: Person) -> None:
    """An act within an act."""
    rename_unit(unit, by=by, name="inner")
    unit.name = "outer"


@action("VI.1", by=Department.SYSTEM)
def make_kin(unit: Unit, *, by: Person, codes: list[str]) -> None:
    """New rows that go with the entry."""
    create_with_entry(*(Unit(code=code, name=code) for code in codes))


@action("VI.1", by=Department.SYSTEM)
def make_alone(*, by: Person, code: str) -> None:
    """An act without a subject has no entry."""
    create_with_entry(Unit(code=code, name=code))


@pytest.fixture
def unit(db: None) -> Unit:
    """A unit of measure."""
    return coin_unit(by=the_founder(), code="PCS")


def entries(unit: Unit) -> list[str]:
    """The names of the acts in a row's chain."""
    return list(
        JournalEntry.objects.filter(subject_id=unit.pk).order_by("seq").values_list("action", flat=True)
    )


def test_an_act_leaves_one_entry_with_before_and_after(unit: Unit) -> None:
    rename_unit(unit, by=the_founder(), name="件")
    last = JournalEntry.objects.get(subject_id=unit.pk, seq=2)
    assert f'"factory.unit:{unit.pk}":{{"name":["PCS","件"]}}' in last.body
    assert (last.clause, last.department, last.actor_id) == ("VI.1", "system", the_founder().pk)


def test_an_act_costs_four_statements(unit: Unit, django_assert_num_queries: object) -> None:
    founder = the_founder()
    with django_assert_num_queries(4):  # type: ignore[operator]  # savepoint, right and lock, entry with row, release
        rename_unit(unit, by=founder, name="件")


def test_what_breaks_leaves_nothing_behind(unit: Unit) -> None:
    with pytest.raises(ZeroDivisionError):
        rename_and_fail(unit, by=the_founder())
    assert entries(unit) == ["conduct.coin_unit"]
    assert not Unit.objects.filter(code="LEFT").exists()


def test_an_act_within_an_act_is_on_record_in_order(unit: Unit) -> None:
    rename_twice(unit, by=the_founder())
    assert [e.rsplit(".", 1)[1] for e in entries(unit)] == ["coin_unit", "rename_unit", "rename_twice"]
    assert Unit.objects.get(pk=unit.pk).name == "outer"


def test_what_goes_with_the_entry_is_one_statement_on_record_like_any_row(
    unit: Unit, django_assert_num_queries: object
) -> None:
    founder = the_founder()
    with django_assert_num_queries(4):  # type: ignore[operator]
        make_kin(unit, by=founder, codes=["BOX", "BAG"])
    assert Unit.objects.filter(code__in=("BOX", "BAG")).count() == 2
    body = JournalEntry.objects.get(subject_id=unit.pk, seq=2).body
    assert body.count('{"+":') == 2
    with expecting(Taken):
        make_kin(unit, by=founder, codes=["BOX"])


def test_what_has_no_entry_to_go_with_is_not_lost_in_silence(db: None) -> None:
    with pytest.raises(OutsideTheDoor):
        make_alone(by=the_founder(), code="BOX")


def test_a_refused_attempt_is_evidence(unit: Unit, people: People) -> None:
    with expecting(NotYourDepartment):
        rename_unit(unit, by=people.sales, name="x")
    attempt = RefusedAttempt.objects.get()
    assert (attempt.actor_id, attempt.codes, attempt.subject_id) == (
        people.sales.pk,
        ["not_your_department"],
        unit.pk,
    )
    assert Unit.objects.get(pk=unit.pk).name == "PCS"


def test_a_stale_page_is_refused_with_both_versions(unit: Unit) -> None:
    seen = unit.version
    rename_unit(unit, by=the_founder(), name="first")
    with expecting(Stale) as found:
        rename_unit.seen(version=seen)(unit, by=the_founder(), name="second")
    assert found[0].facts == {"seen": 1, "now": 2, "state": ""}


def test_an_old_copy_in_hand_is_as_stale_as_an_old_page(unit: Unit) -> None:
    old = Unit.objects.get(pk=unit.pk)
    rename_unit(unit, by=the_founder(), name="first")
    with expecting(Stale):
        rename_unit(old, by=the_founder(), name="second")


def test_the_same_key_returns_the_first_answer_again(db: None) -> None:
    first = coin_unit.seen(key="k1")(by=the_founder(), code="KG")
    again = coin_unit.seen(key="k1")(by=the_founder(), code="KG")
    assert first.pk == again.pk
    assert entries(first) == ["conduct.coin_unit"]


def test_the_same_key_with_another_content_is_refused(db: None) -> None:
    coin_unit.seen(key="k1")(by=the_founder(), code="KG")
    with expecting(KeyReused):
        coin_unit.seen(key="k1")(by=the_founder(), code="T")


def test_a_key_belongs_to_one_actor(people: People) -> None:
    coin_unit.seen(key="k1")(by=the_founder(), code="KG")
    assert coin_unit.seen(key="k1")(by=people.admin, code="T").code == "T"


def test_a_double_click_does_one_thing(unit: Unit) -> None:
    version = unit.version
    for _ in range(2):
        rename_unit.seen(version=version, key="click")(unit, by=the_founder(), name="once")
    assert entries(unit) == ["conduct.coin_unit", "conduct.rename_unit"]


def test_nobody_acts_without_a_name(unit: Unit) -> None:
    with expecting(NotSignedIn):
        rename_unit(unit, by=None, name="x")  # type: ignore[arg-type]  # what the door must refuse


def test_what_the_database_finds_twice_is_refused_by_name(unit: Unit) -> None:
    with expecting(Taken) as found:
        coin_unit(by=the_founder(), code="PCS")
    assert found[0].facts == {"given": "PCS", "where": "code"}


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({}, "name"),
        ({"name": 5}, "name"),
        ({"name": "x", "colour": "red"}, "colour"),
        ({"name": None}, "name"),
    ],
)
def test_a_wrong_argument_is_named(unit: Unit, arguments: dict[str, object], field: str) -> None:
    with expecting(InvalidInput) as found:
        perform(rename_unit, "PCS", the_founder(), arguments)
    assert found[0].about == field
    assert RefusedAttempt.objects.count() == 1


def test_an_unknown_subject_is_refused_by_name(unit: Unit) -> None:
    for reference in ("NONE", "", "0" * 500, str(the_founder().pk), "\x00"):
        with expecting(NotYours):
            perform(rename_unit, reference, the_founder(), {"name": "x"})
    assert Unknown.code not in RefusedAttempt.objects.values_list("codes", flat=True)


def bypasses(unit: Unit) -> list[object]:
    """Every way that Django offers to write a row."""
    return [
        lambda: Unit.objects.create(code="A", name="a"),
        lambda: Unit(code="A", name="a").save(),
        unit.save,
        unit.delete,
        lambda: Unit.objects.update(name="a"),
        lambda: Unit.objects.filter(pk=unit.pk).delete(),
        lambda: Unit.objects.bulk_create([Unit(code="A", name="a")]),
        lambda: Unit.objects.bulk_update([unit], ["name"]),
        lambda: Unit.objects.get_or_create(code="A"),
        lambda: Unit.objects.update_or_create(code="PCS", defaults={"name": "a"}),
        lambda: Unit._base_manager.update(name="a"),
        lambda: Unit._default_manager.filter(pk=unit.pk).update(name="a"),
    ]


@pytest.mark.parametrize("way", range(12))
def test_there_is_no_other_way_in(unit: Unit, way: int) -> None:
    unit.name = "changed privately"
    with pytest.raises(OutsideTheDoor):
        bypasses(unit)[way]()  # type: ignore[operator]  # a list of callables
    assert Unit.objects.get(pk=unit.pk).name == "PCS"


@action("VI.1", by=Department.SYSTEM)
def reach_over(unit: Unit, *, by: Person, other: Unit) -> None:
    """Change another subject than one's own."""
    other.name = "reached"
    other.save()


def test_an_act_changes_no_other_subject_than_its_own(unit: Unit) -> None:
    other = coin_unit(by=the_founder(), code="KG")
    with pytest.raises(OutsideTheDoor):
        reach_over(unit, by=the_founder(), other=other)


@action("VI.1", by=Department.SYSTEM)
def add_numbered(*, by: Person, fail: bool) -> Unit:
    """A unit with a number of a series."""
    unit = Unit.objects.create(code=numbers.take("XX"), name="x")
    if fail:
        raise ZeroDivisionError
    return unit


def test_a_number_taken_by_an_act_that_failed_is_given_to_the_next(db: None) -> None:
    first = add_numbered(by=the_founder(), fail=False)
    with pytest.raises(ZeroDivisionError):
        add_numbered(by=the_founder(), fail=True)
    second = add_numbered(by=the_founder(), fail=False)
    assert [u.code[-6:] for u in (first, second)] == ["000001", "000002"]


def test_the_application_role_cannot_touch_the_journal(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select privilege_type from information_schema.role_table_grants where grantee = 'takt_app' and table_name = 'conduct_journalentry'"
        )
        assert {row[0] for row in cursor.fetchall()} <= {"SELECT", "INSERT"}


def long_work(unit: Unit, *, fail: bool) -> str:
    """What a prepared act does before its transaction; the second time it would not succeed."""
    if unit.name == "prepared":
        raise ZeroDivisionError
    return "prepared"


@action("VI.1", by=Department.SYSTEM, prepare=long_work)
def rename_prepared(unit: Unit, *, by: Person, fail: bool, prepared: str = "") -> None:
    """An act with long work before it."""
    unit.name = prepared


def test_a_replayed_key_does_not_even_prepare_again(unit: Unit) -> None:
    for _ in range(2):
        rename_prepared.seen(key="once")(unit, by=the_founder(), fail=False)
    assert len(entries(unit)) == 2
