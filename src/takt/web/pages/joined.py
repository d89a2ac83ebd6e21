"""A row together with the rows that it speaks of, asked for at once, and only where they are not there already."""

from typing import Any, TypeVar

from django.db import models
from django.db.models.constants import LOOKUP_SEP

M = TypeVar("M", bound=models.Model)


def joined(row: M, *relations: str) -> M:
    """The row with these relations (`order__customer`): itself when it has them all, else read again. At most one query."""
    if all(_has(row, relation.split(LOOKUP_SEP)) for relation in relations):
        return row
    rows: Any = type(row)._default_manager
    found: M = rows.select_related(*relations).get(pk=row.pk)
    return found


def _has(row: Any, names: list[str]) -> bool:
    for name in names:
        field = row._meta.get_field(name)
        if getattr(row, field.attname) is None:
            return True
        if not field.is_cached(row):
            return False
        row = getattr(row, name)
    return True
