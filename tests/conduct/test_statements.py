"""Constant statements by the shortest way: kept ready by the connection, and as safe as by a cursor."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DataError, connection, transaction

from takt.conduct.database.ready import SHAPES, numbered
from takt.conduct.statements import answer, answers, do, with_values

pytestmark = pytest.mark.django_db
_KINDS = "select %s::text, %s::numeric, %s::timestamptz, %s::text[], %s::int"


def test_values_come_back_as_they_went() -> None:
    values = ("钱", Decimal("1.50"), datetime(2026, 11, 23, tzinfo=UTC), ["a", "b"], None)
    assert answer(_KINDS, values) == values
    assert answer(_KINDS, (None,) * 5) == (None,) * 5


def test_parameters_are_numbered_by_name_and_a_doubled_percent_is_one() -> None:
    assert numbered("a = %(x)s and b = %(y)s or %(x)s like 'q%%'") == (
        b"a = $1 and b = $2 or $1 like 'q%'",
        ["x", "y"],
    )
    assert answers("select %(x)s::int + %(x)s::int, %(y)s::int", {"y": 2, "x": 1}) == [(2, 2)]


def test_a_statement_is_prepared_once_for_each_shape_of_its_values() -> None:
    sql = "select %s::bigint as once"
    for number in (1, 2, 3):
        assert answer(sql, (number,)) == (number,)
    assert _prepared("as once") == 1
    assert answer(sql, (1 << 40,)) == (1 << 40,)
    assert _prepared("as once") == 2


def test_only_so_many_shapes_are_kept() -> None:
    sql = "select " + ", ".join(["%s::int"] * 4) + " as many"
    for shape in range(SHAPES + 3):
        values = tuple(1 if shape >> bit & 1 else None for bit in range(4))
        assert answer(sql, values) == values
    assert _prepared("as many") == SHAPES


def test_what_the_database_refuses_has_djangos_name_and_undoes_the_transaction() -> None:
    with pytest.raises(DataError), transaction.atomic():
        answers("select 1 / %s::int", (0,))
    assert answer("select 1 / %s::int", (1,)) == (1,)


@pytest.mark.parametrize("ends", ["rollback", "deallocate all"])
def test_statements_that_the_connection_lost_are_made_ready_again(ends: str) -> None:
    sql = f"select %s::int as after_{ends[:4]}"
    assert answer(sql, (1,)) == (1,)
    with connection.cursor() as cursor:
        cursor.execute("savepoint here")
        cursor.execute("rollback to savepoint here" if ends == "rollback" else ends)
    assert answer(sql, (2,)) == (2,)


def test_who_listens_to_cursors_hears_of_these_as_well(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert answers("select %s::int", (1,)) == [(1,)]
        assert do("update conduct_numberseries set last = %s where name = %s", (1, "none")) == 0


def test_a_statement_with_its_values_is_planned_for_them() -> None:
    assert (
        with_values("select %(n)s::int where %(day)s > 'a%%'", {"n": 3, "day": "it's"})
        == "select 3::int where 'it''s' > 'a%'"
    )


def _prepared(part: str) -> int:
    found = answer(
        "select count(*) from pg_prepared_statements where statement like %s and statement not like '%%pg_prep%%'",
        (f"%{part}%",),
    )
    return int(found[0]) if found is not None else 0
