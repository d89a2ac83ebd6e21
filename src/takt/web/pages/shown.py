"""Values as people read them: choices in words, numbers with their separators, times in the plant's zone."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from takt.conduct.canonical import decimal_text
from takt.conduct.reading import value_at
from takt.conduct.resources import Column


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in words, and whether it is a number (aligned to the right)."""

    text: str
    is_number: bool


def cell(row: models.Model, column: Column) -> Cell:
    """The cell of a column."""
    holder, __, name = column.path.rpartition(".")
    owner = value_at(row, holder) if holder else row
    value = value_at(row, column.path)
    field: Any = (
        owner._meta.get_field(name) if isinstance(owner, models.Model) and name in _fields(owner) else None
    )
    if field is not None and field.choices and value is not None:
        return Cell(str(dict(field.flatchoices).get(value, value)), is_number=False)
    return Cell(
        words(value, money=column.money), isinstance(value, Decimal | int) and not isinstance(value, bool)
    )


def _fields(owner: models.Model) -> set[str]:
    return {f.name for f in owner._meta.concrete_fields}


def words(value: Any, *, money: bool = False) -> str:
    """A value in the reader's language."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return (
            f"{value:,.2f}" if money else f"{Decimal(decimal_text(value)):,f}"
        )  # groups of three, as in bookkeeping
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "Y-m-d H:i")
    if isinstance(value, date):
        return formats.date_format(value, "Y-m-d")
    if isinstance(value, list | tuple):
        return ", ".join(words(v) for v in value)
    return str(value)
