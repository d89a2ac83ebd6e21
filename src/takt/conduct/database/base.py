"""PostgreSQL as Django knows it, but a transaction begins and ends by one short message each.

psycopg's connection stays in autocommit; Django's books of what is open are as ever. An act is one transaction, and
turning autocommit off and on around it costs the processor more than the messages themselves.
"""

from collections.abc import Callable
from itertools import count
from typing import Any

from django.db.backends.postgresql import base as postgresql
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper, debug_transaction
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

from takt.conduct.database.ready import Ready

_LETS_GO = frozenset({"DROP", "ALTER", "ROLLBACK", "DISCARD", "DEALLOCATE"})
"""After these psycopg lets go of every prepared statement of the connection: of ours as well."""


class DatabaseWrapper(postgresql.DatabaseWrapper):
    """The connection of one thread, and the statements that it keeps ready (conduct/statements.py)."""

    ready: dict[str, Ready]
    numbers: Callable[[], int]

    def get_new_connection(self, conn_params: Any) -> Any:
        self.ready = {}  # the server keeps them as long as the connection lives
        self.numbers = count().__next__
        return super().get_new_connection(conn_params)

    def make_ready(self, statement: str) -> Ready:
        """The statement as this connection keeps it from now on."""
        self.ready[statement] = ready = Ready(statement, self.numbers(), self.connection)
        return ready

    def create_cursor(self, name: str | None = None) -> Any:
        if name:  # it outlives the transaction only when there is none; psycopg alone would not know
            return self.connection.cursor(name, scrollable=False, withhold=self.autocommit)
        return super().create_cursor(name)

    def make_cursor(self, cursor: Any) -> "Cursor":
        return Cursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> "DebugCursor":
        return DebugCursor(cursor, self)

    def _start_transaction_under_autocommit(self) -> None:
        """What Django calls to begin, where there is such a method."""
        self._tell("BEGIN")

    def _set_autocommit(self, autocommit: bool) -> None:
        if self.connection.autocommit is not autocommit:
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # Django's own, not in its stubs

    def _commit(self) -> None:
        if self.connection is not None:
            self._tell("COMMIT")

    def _rollback(self) -> None:
        if self.connection is not None:
            self._tell("ROLLBACK")

    def _savepoint_rollback(self, sid: str) -> None:
        self._tell(self.ops.savepoint_rollback_sql(sid))

    def _tell(self, command: str) -> None:
        with debug_transaction(self, command), self.wrap_database_errors:
            result = self.connection.pgconn.exec_(command.encode())
            if result.status != ExecStatus.COMMAND_OK:
                raise error_from_result(result)


class Cursor(CursorWrapper):
    """Django's cursor; it sees when the connection's prepared statements are gone."""

    def _execute(self, sql: Any, params: Any, *ignored: Any) -> Any:
        found = super()._execute(sql, params, *ignored)  # type: ignore[misc]  # Django's own, without types
        if params is None and (self.cursor.statusmessage or "").partition(" ")[0] in _LETS_GO:
            self.db.ready.clear()
        return found


class DebugCursor(Cursor, CursorDebugWrapper):
    """The same where queries are noted."""
