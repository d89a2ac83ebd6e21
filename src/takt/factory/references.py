"""Rows named by number or code, found in bulk; every name that finds nothing is refused."""

from collections.abc import Iterable
from typing import TypeVar, cast

from django.db.models import QuerySet

from takt.conduct.guard import Subject
from takt.conduct.refusals import Refused, Unknown

S = TypeVar("S", bound=Subject)


def by_reference(kind: type[S], names: Iterable[str], where: str) -> dict[str, S]:
    """The rows of these numbers or codes. Refused: Unknown, one for each name that there is not."""
    wanted = list(dict.fromkeys(names))
    rows = known(kind, wanted)
    missing = [name for name in wanted if name not in rows]
    if missing:
        kind_name = str(kind._meta.verbose_name)
        raise Refused(Unknown(reference=name, where=where, kind=kind_name) for name in missing)
    return rows


def known(kind: type[S], names: Iterable[str], *joins: str) -> dict[str, S]:
    """The rows of those of these numbers or codes that there are, in one query."""
    field = kind.reference_field
    found = cast("QuerySet[S]", kind.objects.filter(**{f"{field}__in": list(names)}))
    return {str(getattr(row, field)): row for row in (found.select_related(*joins) if joins else found)}
