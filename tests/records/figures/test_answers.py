"""Who reads figures, what may be asked, and that the courses follow the journal."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from tests.orders.shop import Shop, confirmed, entered
from tests.people import People

from takt.conduct.refusals import InvalidInput, NotYourDepartment, NotYours, Unknown
from takt.records.figures.answers import FIGURES, figure_for, read, readable_figures, rows_behind
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.question import asked_by
from takt.records.models import Course

pytestmark = pytest.mark.django_db


def names(reader: Any) -> set[str]:
    return {f.name for f in readable_figures(reader)}


def test_management_and_administration_read_every_figure(people: People) -> None:
    assert names(people.management) == names(people.admin) == set(FIGURES)


def test_the_head_of_a_department_reads_the_figures_of_the_department(people: People) -> None:
    assert names(people.head_of_quality) == {
        "late",
        "in-progress",
        "lead-time",
        "waiting",
        "satisfaction",
        "first-pass",
    }
    assert names(people.head_of_finance) == {"in-progress", "lead-time", "waiting", "entered"}


def test_others_read_none_and_are_told_whose_they_are(people: People, shop: Shop, refused: Any) -> None:
    assert names(people.production) == set()
    with override("en"), refused(NotYourDepartment) as said:
        figure_for("load", people.production)
    assert "head of Production" in said[0].facts["needs"]
    with refused(NotYours):
        figure_for("load", shop.buyer)
    with refused(NotYours):
        figure_for("happiness", people.management)


def test_who_may_not_see_money_sees_none_of_it(people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    for reader, sees in ((people.management, True), (people.admin, False)):
        question = asked_by({})
        figure, reading = read("entered", question, reader)
        assert ("amount" in reading.parts[-1], "amounts" in reading.facts) == (sees, sees)
        figure, reading = read("in-progress", question, reader)
        assert (str(order.net_amount) in str(reading)) == sees
        assert any(f.money for f in figure.shown_rows(sees_money=sees)) == sees


def test_courses_follow_the_journal_and_nothing_is_asked_twice(
    people: People, shop: Shop, django_assert_num_queries: Any
) -> None:
    order = entered(shop, people.sales)
    assert bring_up_to_date() == 1
    assert Course.objects.get(order=order).confirmed_at is None
    other = confirmed(shop, people)
    assert bring_up_to_date() == 1
    course = Course.objects.get(order=other)
    assert (course.state, course.desk, course.version) == ("confirmed", "sales", 2)
    assert course.promised_date is not None
    with django_assert_num_queries(2):
        assert bring_up_to_date() == 0


def test_a_table_of_courses_that_was_emptied_is_made_anew(people: People, shop: Shop) -> None:
    confirmed(shop, people)
    bring_up_to_date()
    before = list(Course.objects.values_list("order_id", "confirmed_at", "sales_seconds"))
    Course.objects.all().delete()
    assert bring_up_to_date() == 1
    assert list(Course.objects.values_list("order_id", "confirmed_at", "sales_seconds")) == before


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"from": "yesterday"}, "from"),
        ({"to": "2026-02-30"}, "to"),
        ({"from": "2026-06-02", "to": "2026-06-01"}, "from"),
        ({"from": "2020-01-01", "to": "2026-06-01"}, "from"),
    ],
)
def test_a_period_that_is_none_is_refused_by_its_field(
    given: dict[str, str], where: str, refused: Any
) -> None:
    with refused(InvalidInput) as said:
        asked_by(given)
    assert [r.about for r in said] == [where]


def test_an_unknown_customer_is_refused(db: None, refused: Any) -> None:
    with refused(Unknown):
        asked_by({"customer": "C-NOBODY"})


def test_a_customer_is_found_by_number(shop: Shop) -> None:
    assert asked_by({"customer": "C-FARWIN"}).customer == shop.farwin


def test_ninety_days_are_compared_with_the_ninety_before() -> None:
    question = asked_by({"to": "2026-06-30"})
    assert (question.first, question.days, question.before) == (date(2026, 4, 2), 90, date(2026, 1, 2))
    assert question.bucket == "week"
    assert asked_by({"from": "2025-07-01", "to": "2026-06-30"}).bucket == "month"


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_every_figure_answers_and_gives_its_rows(name: str, people: People, shop: Shop) -> None:
    confirmed(shop, people)
    question = asked_by({})
    figure, reading = read(name, question, people.management)
    assert reading.base == 0 or figure.sentence(reading)
    for group in ("", *figure.groups):
        __, rows = rows_behind(name, question, people.management, group=group)
        assert all({f.name for f in figure.row_fields} <= set(row) for row in rows)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("late", {"group": "weather"}),
        ("entered", {"group": "x"}),
        ("on-time", {"bucket": "2020-01-01"}),
        ("load", {"bucket": "x"}),
    ],
)
def test_an_unknown_part_is_refused(name: str, given: dict[str, Any], people: People, refused: Any) -> None:
    with refused(InvalidInput):
        rows_behind(name, asked_by({}), people.management, **given)
