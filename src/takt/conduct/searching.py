"""Search lists by words at any size: what the words mean is looked up first by indexes, for all lists in one statement.

An "or" over several columns and tables has no index: read newest first, a search that finds nothing reads the whole list. So
each column is asked by itself for the first few rows that it finds. Are there few, the list is read by their ids;
are there many, the list is read row by row, and a page of it is full soon.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection, models
from django.db.models import BooleanField, Case, Q, Value, When
from django.utils.translation import gettext as _

from takt.conduct import lookups
from takt.conduct.narrowing import MAX_SEARCH_CHARACTERS, MAX_TERMS, printable
from takt.conduct.refusals import InvalidInput, refuse
from takt.conduct.resources import Resource

FEW = 2000
"""Up to so many rows of a column are read by their ids."""
NUMBERS = frozenset({"number", "code", "login"})
"""Searched by their beginning."""
WORDED = frozenset({"customer_order_number", "tracking_number"})
"""Numbers that others gave: searched by the beginning of any word in them."""
_LOOKUPS = frozenset(models.CharField().get_lookups())
# One row for each column: its number, and the ids; null for more than a few.
_TOLD = """select {n}, case when count(*) <= {few} then coalesce(array_agg(pk), '{{}}') end
from ({rows}) part(pk)"""
Key = tuple[str, str, str]
Known = Mapping[Key, list[Any]]
"""By list, column and term: the ids of all rows that were found; a column that finds more than a few is missing."""


def terms_of(search: str) -> list[str]:
    """The words of a search. Refused: InvalidInput for too many, and for what the database cannot hold."""
    terms = printable(search, "q").split()
    if len(search) > MAX_SEARCH_CHARACTERS or len(terms) > MAX_TERMS:
        expectation = _("at most %(terms)s words") % {"terms": MAX_TERMS}
        raise refuse(InvalidInput(given=search[:60], where="q", expectation=expectation))
    return list(dict.fromkeys(terms))


def searched(resource: Resource, search: str, known: Known | None = None) -> Q:
    """All terms must be found, each in any of the search columns. `known`: of `look_up`, when it was asked already."""
    terms = terms_of(search)
    if known is None:
        known = look_up([resource], search)
    condition = Q()
    for term in terms:
        condition &= _found(resource, term, known)
    return condition


def look_up(resources: Iterable[Resource], search: str) -> Known:
    """What the words mean in these lists: one query, none where no list gains by it."""
    terms = terms_of(search)
    asked = [(r, path, term) for r in resources if _gains(r) for path in r.search for term in terms]
    if not asked:
        return {}
    parts = [_few(r, _quick(path, term), n) for n, (r, path, term) in enumerate(asked)]
    statement = " union all ".join(rows for rows, __ in parts)
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for __, values in parts for value in values])
        found: dict[int, list[Any] | None] = dict(cursor.fetchall())
    known = {(r.name, path, term): found[n] for n, (r, path, term) in enumerate(asked)}
    return {key: ids for key, ids in known.items() if ids is not None}


def _gains(resource: Resource) -> bool:
    """Whether every column can be asked quickly: by an index of its own, or through another, smaller list."""
    return any("__" in path or path in WORDED for path in resource.search) and all(
        path in NUMBERS or path in WORDED or _leads_away(resource, path) for path in resource.search
    )


def _leads_away(resource: Resource, path: str) -> bool:
    return resource.model._meta.get_field(path.partition("__")[0]).is_relation


def _few(resource: Resource, condition: Q, n: int) -> tuple[str, Sequence[Any]]:
    rows = resource.model._default_manager.filter(condition).order_by().values("pk")[: FEW + 1]
    statement, given = rows.query.sql_with_params()
    return _TOLD.format(n=n, few=FEW, rows=statement), given


def _found(resource: Resource, term: str, known: Known) -> Q:
    keys = [(resource.name, path, term) for path in resource.search]
    ids = [pk for key in keys for pk in known.get(key, ())]
    parts = [_row_by_row(path, term) for __, path, __ in keys if (resource.name, path, term) not in known]
    if not parts:
        return Q(pk__any_of=ids) if ids else Q(pk__in=[])
    found = reduce(or_, parts, Q(pk__any_of=ids) if ids else Q())
    return Q(_often(found)) if _gains(resource) else found


def _often(condition: Q) -> Case:
    """A condition that holds for many rows, said so that the server expects it: it guesses that few match a pattern, and
    would read and sort the whole list for them."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _quick(path: str, term: str) -> Q:
    name = path.rpartition("__")[2]
    return Q((f"{path}__{lookups.Begins.lookup_name}", term)) if name in NUMBERS else _row_by_row(path, term)


def _row_by_row(path: str, term: str) -> Q:
    name = path.rpartition("__")[2]
    if name == "search":  # the column of search keys, in lower case, not PostgreSQL's lookup of this name
        return Q((f"{path}__contains", term.lower()))
    if name in WORDED:
        return Q((f"{path}__{lookups.Words.lookup_name}", term))
    if name in _LOOKUPS:
        return Q((path, term))
    return Q((f"{path}__{'istartswith' if name in NUMBERS else 'icontains'}", term))
