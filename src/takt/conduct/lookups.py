"""Lookups that an index serves also where a statement is planned once for all values (plan_cache_mode: generic plans).

They stand in SQL without parameters in the indexed expression; migrations make the indexes with the same expressions.
"""

import re
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Lookup

WORDS = (
    "array_to_tsvector(array_remove(regexp_split_to_array(lower({column}::text), "
    "'[^[:alnum:]]+|(?<=[[:alpha:]])(?=[[:digit:]])|(?<=[[:digit:]])(?=[[:alpha:]])'), ''))"
)
"""The runs of letters and of digits in a column, in lower case: PO-2026/A7 has po, 2026, a, 7."""
if TYPE_CHECKING:
    _Lookup = Lookup[bool]
else:
    _Lookup = Lookup  # takes no parameters when it runs
_RUNS = re.compile(r"[^\W\d_]+|\d+")


@models.CharField.register_lookup
class Begins(_Lookup):
    """The beginning of a number, whatever its case; served by an index on upper(column) with text_pattern_ops."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A range, because a pattern that is not known yet has no place in an index."""
        column, given = self.process_lhs(compiler, connection)
        statement = f"(upper({column}) ~>=~ upper(%s::text) and upper({column}) ~<~ (upper(%s::text) || chr(1114111)))"
        return statement, (*given, self.rhs, *given, self.rhs)


@models.CharField.register_lookup
class Words(_Lookup):
    """All runs of what was typed stand in the column, the last of them by its beginning; served by a GIN index on WORDS."""

    lookup_name = "words"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A match of lexemes. Nothing matches what has neither letters nor digits."""
        column, given = self.process_lhs(compiler, connection)
        runs = _RUNS.findall(str(self.rhs).lower())
        query = " & ".join([*(f"'{run}'" for run in runs[:-1]), *(f"'{run}':*" for run in runs[-1:])])
        return f"{WORDS.format(column=column)} @@ %s::tsquery", (*given, query)


@models.Field.register_lookup
class AnyOf(_Lookup):
    """One of many values, given as one parameter (the statement is the same for any number of them) or as the array of a
    subquery, which is asked once and not for each row."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Membership of an array."""
        column, given = self.process_lhs(compiler, connection)
        values, asked = self.process_rhs(compiler, connection)
        return f"{column} = any({values})", (*given, *asked)
