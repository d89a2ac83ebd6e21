"""Constant statements by the shortest way to the server: for what every act asks and writes.

    answers("select id, number from stock_lot where item_id = %s", (item.pk,))

The text of such a statement never changes, so that each connection keeps it ready (database/ready.py); what varies are
its parameters. Whoever listens to Django's cursors (a test that counts, the debug log) is told of these as well: then
they go through a cursor.
"""

from typing import Any, cast

from django.db import connection
from psycopg import Error

from takt.conduct.database.base import DatabaseWrapper
from takt.conduct.database.ready import Found, Params


def answers(statement: str, params: Params = ()) -> list[tuple[Any, ...]]:
    """Every row that the statement finds."""
    return _asked(statement, params)[0]


def answer(statement: str, params: Params = ()) -> tuple[Any, ...] | None:
    """The first row that it finds; None when there is none."""
    rows = _asked(statement, params)[0]
    return rows[0] if rows else None


def do(statement: str, params: Params = ()) -> int:
    """Write; says how many rows were written."""
    return _asked(statement, params)[1]


def with_values(statement: str, params: Params) -> str:
    """The statement with its values in it, for a cursor: planned for these values alone.

    A statement with parameters is planned once for whatever they may be. That suits what finds a few rows by their ids;
    over all orders the plan depends on how much the values leave: of a year, or of the last quarter of an hour.
    """
    return str(connection.ops.compose_sql(statement, params))  # type: ignore[attr-defined]  # PostgreSQL's has it


def _asked(statement: str, params: Params) -> Found:
    ours = cast("DatabaseWrapper", connection)
    ours.ensure_connection()
    if ours.execute_wrappers or ours.queries_logged or not ours.connection.autocommit:
        return _by_cursor(statement, params)
    if ours.needs_rollback:
        ours.validate_no_broken_transaction()
    ready = ours.ready.get(statement) or ours.make_ready(statement)
    try:
        return ready.ask(params)
    except Error:
        with ours.wrap_database_errors:  # Django's names for the database's errors
            raise


def _by_cursor(statement: str, params: Params) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        rows = cursor.fetchall() if cursor.description else []
        return rows, cursor.rowcount
