"""What an action's parameter looks like to a form: read from its type, as REST and the command line read it."""

import dataclasses
import enum
import inspect
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import AwareDatetime
from pydantic.fields import FieldInfo
from pydantic.types import StringConstraints

from takt.conduct.action import Action, referenced
from takt.conduct.refusals import Sentence
from takt.conduct.shapes import LIKE, Called

LONG = 200  # more characters than these get several lines


@dataclass(frozen=True, slots=True)
class Shape:
    """How one value is asked for. `kind` names the widget; `columns` are the shapes of a list's rows."""

    name: str
    kind: str  # text, area, secret, number, whole, bool, date, datetime, time, choice, reference, file, rows, checks
    required: bool = True
    default: Any = None
    optional: bool = False
    may_be_empty: bool = True
    choices: tuple[tuple[str, Sentence], ...] = ()
    model: type[models.Model] | None = None
    columns: tuple["Shape", ...] = ()
    max_length: int | None = None
    least: Any = None
    most: Any = None
    hint: Sentence = ""
    called: Sentence = ""


def label_of(shape: Shape) -> str:
    """The English words of a value's name, by which the catalogue knows it."""
    return shape.name.replace("_", " ")


def title_of(shape: Shape) -> str:
    """What a value is called in the reader's language: as its signature says, else by its name."""
    return str(capfirst(str(shape.called) or _(label_of(shape))))


_KINDS: dict[Any, str] = {
    bool: "bool", int: "whole", Decimal: "number", datetime: "datetime", AwareDatetime: "datetime", date: "date",
    time: "time", bytes: "file", str: "text",
}  # fmt: skip
_SECRETS = frozenset({"password", "old"})


@cache
def shapes_of(action: Action[Any, Any]) -> tuple[Shape, ...]:
    """The shapes of an action's parameters, in the order of its signature."""
    return tuple(_shape(p.name, p.annotation, p.default) for p in action.parameters.values())


def _shape(name: str, kind: Any, default: Any) -> Shape:
    required = default in (dataclasses.MISSING, inspect.Parameter.empty)
    inner, optional = _without_none(kind)
    base, metadata = _taken_apart(inner)
    common: dict[str, Any] = {
        "name": name,
        "required": required,
        "default": None if required else default,
        "optional": optional,
        "called": next((m.words for m in metadata if isinstance(m, Called)), ""),
    }
    if get_origin(base) is list:
        return _list_shape(common, get_args(base)[0])
    if isinstance(base, type) and issubclass(base, enum.Enum):
        labels = tuple((str(m.value), getattr(m, "label", m.value)) for m in base)
        return Shape(kind="choice", choices=labels, **common)
    if (model := referenced(inner)) is not None:
        return Shape(kind="reference", model=model, **common)
    return _plain_shape(common, base, metadata)


def _list_shape(common: dict[str, Any], element: Any) -> Shape:
    if isinstance(element, type) and dataclasses.is_dataclass(element):
        hints = get_type_hints(element, include_extras=True)
        columns = tuple(_shape(f.name, hints[f.name], _default(f)) for f in dataclasses.fields(element))
        return Shape(kind="rows", columns=columns, **common)
    if element is str:
        return Shape(kind="checks", **common)
    return Shape(kind="rows", columns=(_shape("", element, inspect.Parameter.empty),), **common)


def _default(field: "dataclasses.Field[Any]") -> Any:
    return None if field.default_factory is not dataclasses.MISSING else field.default


def _plain_shape(common: dict[str, Any], base: Any, metadata: list[Any]) -> Shape:
    limits = _limits(metadata)
    length = limits.pop("max_length", None)
    kind = _KINDS.get(base, "text")
    if common["name"] in _SECRETS:
        kind = "secret"
    elif kind == "text" and length is not None and length > LONG and "pattern" not in limits:
        kind = "area"
    pattern = limits.pop("pattern", "")
    hint: Sentence = ""
    if pattern:
        hint = LIKE.get(pattern, "")
    elif limits.get("most") == 1 and base is Decimal:
        hint = gettext_lazy("a share: 0.13 is 13 %")
    empty = not limits.pop("min_length", 0) and not pattern
    return Shape(kind=kind, max_length=length, hint=hint, may_be_empty=empty, **limits, **common)


def _limits(metadata: list[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in metadata:
        parts = each.metadata if isinstance(each, FieldInfo) else [each]
        for part in parts:
            if isinstance(part, StringConstraints):
                given = {
                    "max_length": part.max_length,
                    "min_length": part.min_length,
                    "pattern": part.pattern,
                }
                found |= {k: v for k, v in given.items() if v is not None}
            for ours, theirs in (("least", "ge"), ("least", "gt"), ("most", "le"), ("most", "lt")):
                if (value := getattr(part, theirs, None)) is not None:
                    found[ours] = value
    return found


def _without_none(kind: Any) -> tuple[Any, bool]:
    """`X | None` as X; also when the union stands inside Annotated."""
    arguments = [a for a in get_args(kind) if a is not type(None)]
    if type(None) in get_args(kind) and len(arguments) == 1:
        return arguments[0], True
    return kind, False


def _taken_apart(kind: Any) -> tuple[Any, list[Any]]:
    metadata: list[Any] = []
    while get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        metadata += more
    return kind, metadata
