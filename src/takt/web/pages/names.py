"""What things are called on pages: lists, steps, fields and their values, in the reader's language."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.fields.ranges import RangeField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from takt.approval.models import Stage
from takt.conduct.refusals import Sentence
from takt.conduct.resources import RESOURCES, Resource
from takt.conduct.wording import step_title
from takt.web.pages.shown import share, words
from takt.web.pages.spoken import chosen, spoken_value

_UNREADABLE = (models.JSONField, models.BinaryField, models.UUIDField, ArrayField, RangeField)


_REASON = gettext_lazy("reason")
_CALLED = {
    "state_reason": _REASON, "drop_reason": _REASON, "unpack_reason": _REASON, "notes": gettext_lazy("Notes"),
    "carrier_wish": gettext_lazy("carrier"), "close_reason": _REASON, "void_reason": _REASON,
    "decided_because": _REASON, "erased_because": gettext_lazy("reason for the erasure"),
    "retired_because": gettext_lazy("reason for the end"), "erased_at": gettext_lazy("erased"),
    "done_by": gettext_lazy("done by whom"), "packed_by": gettext_lazy("packed by whom"),
    "given_at": gettext_lazy("told at"), "needed_at": gettext_lazy("needed at"), "used_at": gettext_lazy("used at"),
    "parent": gettext_lazy("goes into"), "bill": gettext_lazy("Bill of material"), "sealed": gettext_lazy("seals"),
    "size_bytes": gettext_lazy("size in bytes"),
}  # fmt: skip


def list_title(resource: Resource) -> str:
    """What a list is called: Chinese knows no plural, in English the list's own name is the plural."""
    if (get_language() or "").startswith("zh"):
        return str(resource.model._meta.verbose_name)
    return capfirst(resource.name.replace("-", " ")).replace("Api ", "API ")


def deed_title(action: str) -> str:
    """What a step is called; the reviews by their full name."""
    folder, __, stem = action.partition(".")
    if folder == "approval" and stem in Stage.values:
        return capfirst(str(Stage(stem).label))
    return step_title(action)


def field_title(kind: str, name: str) -> str:
    """What a field of a kind of row is called: as its list's heading says, else by its own name."""
    heading = _CALLED.get(name) or _headings().get((kind, name.removesuffix("_id")))
    if heading is not None:
        return capfirst(str(heading))
    field = _field(kind, name)
    return capfirst(_(str(field.verbose_name if field is not None else name.replace("_", " "))))


def field_words(kind: str, name: str, value: Any, known: Mapping[str, str]) -> str:
    """A journalled value as people read it; "" for what tells them nothing. `known` names other rows by id."""
    field = _field(kind, name)
    if value in (None, "", False) or field is None:
        return ""
    if told := spoken_value(kind, name, value) or chosen(field, value):
        return told
    if isinstance(field, _UNREADABLE):
        return ""
    if isinstance(field, models.ForeignKey):
        return known.get(str(value), "")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    typed = field.to_python(value)
    return share(name, typed) or ("" if typed == 0 else words(typed))


def _field(kind: str, name: str) -> Any:
    model = apps.get_model(kind)
    try:
        return model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None


@cache
def _headings() -> dict[tuple[str, str], Sentence]:
    found: dict[tuple[str, str], Sentence] = {}
    for resource in RESOURCES.values():
        for column in resource.columns:
            found.setdefault(
                (resource.model._meta.label_lower, column.path.partition(".")[0]), column.heading
            )
    return found
