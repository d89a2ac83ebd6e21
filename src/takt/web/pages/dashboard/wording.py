"""Figures' values as people read them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.conduct.refusals import Sentence
from takt.orders.states import OrderState
from takt.planning.states import OperationState
from takt.quality.models import InspectionVerdict
from takt.records.figures.figure import Field
from takt.web.pages.shown import Cell, tone, words

NUMBERS = frozenset({"count", "share", "hours", "days", "score", "minutes", "quantity", "money"})
STAGES: Mapping[str, Sentence] = {
    "confirm": gettext_lazy("entered to confirmed"),
    "approve": gettext_lazy("confirmed to approved"),
    "plan": gettext_lazy("approved to planned"),
    "release": gettext_lazy("planned to released"),
    "make": gettext_lazy("released to produced"),
    "ship": gettext_lazy("produced to shipped"),
    "receive": gettext_lazy("shipped to received"),
    "whole": gettext_lazy("entered to shipped, whole"),
}
REASONS: Mapping[str, Sentence] = {
    "exception": gettext_lazy("blocking exception"),
    "inspection": gettext_lazy("awaits inspection"),
    "shortage": gettext_lazy("material is short"),
    "desk": gettext_lazy("waits for a department"),
    "behind": gettext_lazy("operation behind its plan"),
    "capacity": gettext_lazy("no capacity sooner"),
}
_KINDS: Mapping[str, Sentence] = {"inspection": gettext_lazy("inspection"), "scrap": gettext_lazy("scrap")}
_KEYS: Mapping[str, Mapping[str, Any]] = {
    "stage": STAGES,
    "reason": REASONS,
    "kind": _KINDS,
    "desk": {d.value: d.label for d in Department},
    "state": dict(OrderState.choices),
    "operation_state": dict(OperationState.choices),
    "verdict": dict(InspectionVerdict.choices),
}
_LONG_HOURS = 48


def text_of(value: Any, unit: str, bucket: str = "week") -> str:
    """A value of a unit in words; "–" for none."""
    if value is None or value == "":
        return "–"
    if unit == "bucket":
        return _bucket(value, bucket)
    if unit in _KEYS:
        return str(_KEYS[unit].get(value, value))
    if unit == "share":
        return f"{float(value):.1%}"
    if unit in ("hours", "days", "score"):
        return _span(float(value), unit)
    if unit == "minutes":
        return _("%(minutes)s min") % {"minutes": f"{value:,}"}
    if unit == "money":
        return words(Decimal(value), money=True)
    return f"{value:,g}" if isinstance(value, int | float) else words(value)


def _span(value: float, unit: str) -> str:
    if unit == "score":
        return f"{value:.1f}" if value % 1 else f"{value:.0f}"
    if unit == "hours" and value < _LONG_HOURS:
        return _("%(hours)s h") % {"hours": f"{value:.1f}"}
    return _("%(days)s d") % {"days": f"{value / 24 if unit == 'hours' else value:,.1f}".removesuffix(".0")}


def _bucket(first: date, bucket: str) -> str:
    return formats.date_format(first, "m-d") if bucket == "week" else formats.date_format(first, "Y-m")


def held_by(row: Mapping[str, Any]) -> str:
    """Where a late order is held: a department's name, or the number of an exception or operation."""
    if row.get("reason") in ("desk", "capacity", "shortage"):
        return text_of(row.get("held_by"), "desk") if row["reason"] == "desk" else ""
    return str(row.get("held_by") or "")


def cell_of(row: Mapping[str, Any], field: Field, bucket: str = "week") -> Cell:
    """A cell of a figure's table or rows."""
    heading = capfirst(str(field.heading))
    value = row.get(field.name)
    if field.name in ("customer", "name") and not (get_language() or "").startswith("zh"):
        value = row.get(f"{field.name}_en") or value
    if field.name == "held_by":
        value = held_by(row)
    text = text_of(value, field.unit, bucket)
    if field.unit in ("state", "operation_state", "verdict") and value:
        return Cell(text, "state", heading, tone(value))
    look = "number" if field.unit in NUMBERS else "short" if field.unit in ("date", "time", "bucket") else ""
    return Cell(text, look, heading)
