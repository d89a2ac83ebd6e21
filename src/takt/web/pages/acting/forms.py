"""The form of an act: each field with its words, its value and what was wrong with it."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from takt.conduct.action import Action
from takt.conduct.canonical import decimal_text
from takt.conduct.reading import reference_of
from takt.conduct.refusals import Refusal
from takt.web.pages.acting.choices import Choice, chosen_from
from takt.web.pages.acting.shapes import Shape, shapes_of, title_of
from takt.web.pages.acting.steps import told

Offered = Iterable[tuple[Any, Any]] | str
"""Choices with their labels; or the name of the list in which they are found by typing."""
Choices = Mapping[str, Callable[..., Offered]]
SPARE_ROWS = 1
ROW, INNER_ROW = "__n__", "__m__"
FEW = 5  # so few choices stand side by side


@dataclass(slots=True)
class Field:
    """One input. `path` is its name in the form and in a refusal, like `lines.0.item`."""

    path: str
    label: str
    shape: Shape
    value: Any = ""
    choices: Sequence[Choice] | None = None
    pick: str = ""
    errors: list[str] = field(default_factory=list)
    rows: list[list["Field"]] = field(default_factory=list)
    template: list["Field"] = field(default_factory=list)
    placed: bool = False

    @property
    def id(self) -> str:
        """Its id in the page."""
        return "f-" + self.path.replace(".", "-")

    @property
    def kind(self) -> str:
        """The widget: as the shape says; choices that are few stand open."""
        if self.pick:
            return "reference"
        if self.choices is not None and self.shape.kind not in ("checks", "rows"):
            return "radio" if self.shape.kind == "choice" and len(self.choices) <= FEW else "select"
        return self.shape.kind

    @property
    def is_wrong(self) -> bool:
        """Whether anything was refused here or in its rows."""
        return bool(self.errors) or any(f.is_wrong for row in self.rows for f in row)


@dataclass(slots=True)
class Form:
    """All fields of an act; `errors` concern the act as a whole."""

    action: Action[Any, Any]
    fields: dict[str, Field]
    errors: list[str] = field(default_factory=list)

    @property
    def rest(self) -> list[Field]:
        """The fields that the page has not placed yet."""
        return [f for f in self.fields.values() if not f.placed]

    @property
    def is_wrong(self) -> bool:
        """Whether anything was refused at a field."""
        return any(f.is_wrong for f in self.fields.values())

    @property
    def takes_files(self) -> bool:
        """Whether it must be sent in parts."""
        return any(f.shape.kind == "file" for f in self.fields.values())


def form_of(
    action: Action[Any, Any],
    row: models.Model | None,
    reader: Any,
    values: Mapping[str, Any],
    *,
    choices: Choices | None = None,
    least_rows: Mapping[str, int] | None = None,
    more: str = "",
) -> Form:
    """The form with these values: what was typed, or what the step begins with; `more`: the rows that get another one."""
    offers = choices or {}
    asked = {
        o: cache(partial(_offered, o, row, reader, values)) for o in offers.values()
    }  # once for all its fields
    own = {n: asked[offer] for n, offer in offers.items()}
    fields = {}
    for shape in shapes_of(action):
        offered = own[shape.name]() if shape.name in own else None
        made = _field(shape, shape.name, values.get(shape.name, shape.default), reader, offered)
        if shape.kind == "rows":
            _fill_rows(made, values.get(shape.name), _Filling(reader, own, least_rows or {}, more))
        fields[shape.name] = made
    return Form(action, fields)


def _offered(offer: Callable[..., Offered], row: Any, reader: Any, values: Mapping[str, Any]) -> Offered:
    """The choices as they can be read for every row."""
    offered = told(offer, row, reader, values)
    return offered if isinstance(offered, str) else list(offered)


@dataclass(frozen=True, slots=True)
class _Filling:
    """What every row of a form is filled by."""

    reader: Any
    choices: Mapping[str, Callable[[], Offered]]
    least: Mapping[str, int]
    more: str


def _fill_rows(made: Field, given: Any, by: _Filling) -> None:
    """Its rows, and the one that is added: `__n__` stands for its number, `__m__` for that of rows inside rows."""
    rows = list(given or [])
    plain_path = ".".join(
        part for part in made.path.split(".") if part not in (ROW, INNER_ROW) and not part.isdecimal()
    )
    spare = max(by.least.get(plain_path, 1) - len(rows), 0) or (0 if rows else SPARE_ROWS)
    rows += [{}] * (spare + (made.path == by.more))
    columns = [c for c in made.shape.columns if c.kind not in ("checks", "file")]  # as `given` reads
    offers = {c.name: by.choices[p]() for c in columns if (p := f"{plain_path}.{c.name}") in by.choices}
    made.rows = [
        [_column(c, f"{made.path}.{n}", value, offers, by) for c in columns] for n, value in enumerate(rows)
    ]
    mark = INNER_ROW if "." in made.path else ROW
    made.template = [_column(c, f"{made.path}.{mark}", {}, offers, by) for c in columns]


def _column(shape: Shape, prefix: str, value: Any, offers: Mapping[str, Any], by: _Filling) -> Field:
    if not shape.name:
        return _field(shape, prefix, value or "", by.reader, None)
    held = value.get(shape.name) if isinstance(value, Mapping) else getattr(value, shape.name, None)
    path = f"{prefix}.{shape.name}"
    made = _field(shape, path, shape.default if held is None else held, by.reader, offers.get(shape.name))
    if shape.kind == "rows":
        _fill_rows(made, held, by)
    return made


def _field(shape: Shape, path: str, value: Any, reader: Any, offered: Offered | None) -> Field:
    label = title_of(shape) if shape.name else str(capfirst(_(path.split(".", maxsplit=1)[0])))
    made = Field(path, label, shape, _as_typed(shape, value))
    if isinstance(offered, str):
        made.pick = offered
    elif offered is not None:
        made.choices = [Choice(str(v), str(label)) for v, label in offered]
    elif shape.kind == "choice":
        made.choices = [Choice(v, str(capfirst(str(label)))) for v, label in shape.choices]
    elif shape.model is not None:
        made.choices, made.pick = chosen_from(shape.model, reader, str(made.value))
    return made


def _as_typed(shape: Shape, value: Any) -> Any:
    """A value as its input wants it."""
    if value is None:
        return "" if shape.kind != "checks" else []
    if shape.kind == "checks":
        return [str(v) for v in value]
    if isinstance(value, models.Model):
        return reference_of(value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) and shape.kind == "bool":
        return value if not shape.optional else str(value).lower()
    if shape.kind == "datetime":
        return str(value)[:16]
    return getattr(value, "value", value)


def blame(form: Form, refusals: Iterable[Refusal]) -> None:
    """Put each refusal at the field that it concerns, else at the head of the form."""
    for refusal in refusals:
        place = _place(form, refusal.about)
        errors = place.errors if place is not None else form.errors
        sentence = _sentence(refusal, at_its_field=place is not None)
        if sentence not in errors:
            errors.append(sentence)


def _sentence(refusal: Refusal, *, at_its_field: bool) -> str:
    """What is said, and what is expected; at its field the field is not named again."""
    said = str(refusal)
    if at_its_field:
        said = said.removeprefix(f"{refusal.about}: ").removeprefix(f"{refusal.about}：")
    expects = str(refusal.expects) % refusal.words() if refusal.expects else ""
    if not expects or expects in said:
        return said
    return _("%(said)s Expected: %(expects)s.") % {"said": said, "expects": expects}


def _place(form: Form, about: str) -> Field | None:
    """The field of a path, or of the longest beginning of it that is a field."""
    known = {f.path: f for f in _all_fields(form)}
    parts = about.split(".")
    beginnings = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((known[b] for b in beginnings if b in known), None)


def _all_fields(form: Form) -> Iterable[Field]:
    return itertools.chain.from_iterable(_with_rows(f) for f in form.fields.values())


def _with_rows(made: Field) -> Iterable[Field]:
    yield made
    for inner in itertools.chain.from_iterable(made.rows):
        yield from _with_rows(inner)
