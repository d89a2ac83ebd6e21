"""Values as people read them: choices in words, numbers with their separators, times in the plant's zone."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takt.conduct.canonical import decimal_text
from takt.conduct.reading import value_at
from takt.conduct.resources import Column
from takt.web.pages.spoken import chosen, spoken


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in words, how it is set, and its heading (shown beside it where a table has no room)."""

    text: str
    look: str  # "number": aligned to the right; "short": never wrapped; "long": a broad column; "state": a mark of colour `tone`
    heading: str = ""
    tone: str = ""
    is_written: bool = False  # somebody wrote it, in a language that nobody told


A_WORD, A_PHRASE = 8, 14
TONES = {
    "placed": "azure", "entered": "azure", "proposed": "azure", "draft": "azure", "packed": "azure",
    "confirmed": "blue", "approved": "indigo", "adopted": "indigo", "planned": "purple", "released": "cyan",
    "notified": "cyan", "in_production": "orange", "running": "orange", "paused": "yellow",
    "inspection": "yellow", "doubtful": "yellow", "produced": "teal", "partly_shipped": "lime",
    "shipped": "green", "received": "green", "answered": "green", "done": "green", "sent": "green",
    "approve": "green", "pass": "green", "return": "yellow", "rework": "yellow", "concession": "yellow",
    "right": "green", "wrong": "red",
    "refuse": "red", "refused": "red", "dead": "red",
}  # fmt: skip


def tone(state: Any) -> str:
    """The colour of a state's mark; its words stand beside it always."""
    return TONES.get(str(state), "secondary")


def cell(row: models.Model, column: Column) -> Cell:
    """The cell of a column."""
    holder, __, name = column.path.rpartition(".")
    owner = value_at(row, holder) if holder else row
    value = named(owner) if name == "name" and hasattr(owner, "name_en") else value_at(row, column.path)
    heading = capfirst(str(column.heading))
    field: Any = (
        owner._meta.get_field(name) if isinstance(owner, models.Model) and name in _fields(owner) else None
    )
    if field is not None and field.choices and value is not None:
        text = str(dict(field.flatchoices).get(value, value))
        if name in ("state", "verdict"):
            return Cell(text, "state", heading, tone(value))
        return Cell(text, _room(text), heading)
    is_amount = column.money and isinstance(value, Decimal) and not name.endswith(("rate", "share"))
    told = spoken(owner, name, value) if isinstance(owner, models.Model) else None
    text = told or chosen(field, value) or share(name, value) or words(value, money=is_amount)
    if is_amount and isinstance(currency := getattr(row, "currency", None), str):
        text = f"{text} {currency}"
    is_written = isinstance(field, models.TextField) and not told
    return Cell(text, _look(name, value) or _room(text), heading, is_written=is_written)


def share(name: str, value: Any) -> str:
    """A share of one as a percentage, known by its name: a tax rate of 0.13 is 13%; "" for all else."""
    if not isinstance(value, Decimal) or not (name == "tax_rate" or name.endswith("_share")):
        return ""
    return f"{decimal_text(value * 100)}%"


def named(row: Any) -> str:
    """A row's name: the English one for readers of English, where there is one."""
    english = "" if (get_language() or "").startswith("zh") else getattr(row, "name_en", "")
    return str(english or row.name)


def _room(text: str) -> str:
    """A few characters stay on one line; a sentence gets a column that can be read."""
    return "short" if len(text) <= A_WORD else "long" if len(text) > A_PHRASE else ""


def _look(name: str, value: Any) -> str:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return "number"
    return "short" if isinstance(value, date) or name in ("number", "code", "login") else ""


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
    if isinstance(value, dict):
        return ", ".join(f"{name} {words(each)}" for name, each in value.items())
    return str(value)
