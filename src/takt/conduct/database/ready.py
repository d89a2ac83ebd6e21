"""One statement that a connection keeps ready: understood once, planned once, asked for by its name.

A cursor, Django's or psycopg's, finds out at every use what it has to find out of a text that it never saw: the
order of its parameters, how each is sent, how each column is read. Here all that is kept with the statement.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from psycopg import Connection
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import ProgrammingError, error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

Params = Sequence[Any] | Mapping[str, Any]
Found = tuple[list[tuple[Any, ...]], int]
SHAPES = 12
"""Of one statement so many are kept: what is nothing today and a text tomorrow is prepared apart."""
_PLACEHOLDER = re.compile(r"%(?:%|s|\((\w+)\)s)")


class Ready:
    """A statement of one connection; `number` tells it from the others there."""

    __slots__ = (
        "_connection",
        "_formats",
        "_made",
        "_names",
        "_number",
        "_order",
        "_query",
        "_read",
        "_transformer",
    )

    def __init__(self, statement: str, number: int, connection: "Connection[Any]") -> None:
        self._query, self._order = numbered(statement)
        self._formats = [PyFormat.AUTO] * len(self._order)
        self._number = number
        self._connection = connection.pgconn
        self._transformer = Transformer(connection.adapters)
        self._names: dict[tuple[int, ...], bytes] = {}
        self._made = 0
        self._read = b""  # whose columns the transformer is set to read

    def ask(self, params: Params) -> Found:
        """The rows that it finds, and how many it found or wrote. Errors: psycopg's."""
        transformer = self._transformer
        values = transformer.dump_sequence(self._in_order(params), self._formats)
        types = tuple(transformer.types or ())
        name = self._names.get(types) or self._prepared(types)
        result = self._connection.exec_prepared(name, values, transformer.formats)  # type: ignore[arg-type]  # None is null
        if result.status == ExecStatus.COMMAND_OK:
            return [], result.command_tuples or 0
        if result.status != ExecStatus.TUPLES_OK:
            raise error_from_result(result)
        transformer.set_pgresult(result, set_loaders=name is not self._read)
        self._read = name
        rows = transformer.load_rows(0, result.ntuples, tuple)
        transformer.set_pgresult(None, set_loaders=False)
        return rows, result.ntuples

    def _in_order(self, params: Params) -> Sequence[Any]:
        if isinstance(params, (tuple, list)):
            if len(params) != len(self._order):
                raise ProgrammingError(
                    f"{len(self._order)} parameters are expected, {len(params)} were given"
                )
            return params
        return [params[name] for name in self._order]  # type: ignore[call-overload]  # names are for mappings

    def _prepared(self, types: tuple[int, ...]) -> bytes:
        name = b"ready_%d_%d" % (self._number, self._made)
        self._made += 1
        _done(self._connection.prepare(name, self._query, types))
        if len(self._names) == SHAPES:
            oldest = next(iter(self._names))
            _done(self._connection.exec_(b"deallocate " + self._names.pop(oldest)))
        self._names[types] = name
        return name


def _done(result: PGresult) -> None:
    if result.status != ExecStatus.COMMAND_OK:
        raise error_from_result(result)


def numbered(statement: str) -> tuple[bytes, list[str]]:
    """The statement with numbered parameters, and their names in that order ("" for one without a name)."""
    order: list[str] = []

    def number(found: re.Match[str]) -> str:
        name = found[1]
        if found[0] == "%%":
            return "%"
        if name is None or name not in order:
            order.append(name or "")
            return f"${len(order)}"
        return f"${order.index(name) + 1}"

    return _PLACEHOLDER.sub(number, statement).encode(), order
