"""Every declared filter of a list as something to choose or to fill in, and what is set as chips that a click takes away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from takt.conduct.narrowing import TRUTH, field_of
from takt.conduct.resources import Resource
from takt.web.pages.listing.asking import Asked
from takt.web.pages.names import field_title
from takt.web.pages.shown import tone


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter as a link that sets it, or takes it away when it is set."""

    label: str
    address: str
    is_set: bool
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A filter with its choices."""

    label: str
    choices: list[Choice]

    @property
    def is_set(self) -> bool:
        """Whether one of them is chosen."""
        return any(c.is_set for c in self.choices)


@dataclass(frozen=True, slots=True)
class Entry:
    """A filter that is typed: `kind` is the input's type (date, text)."""

    name: str
    label: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: what and how, and the address without it."""

    label: str
    value: str
    address: str


def menus(resource: Resource, ask: Asked) -> list[Menu]:
    """The filters that are chosen from a few values."""
    found = ((name, _choices(resource, name)) for name in resource.filters)
    return [Menu(_label(resource, name), _links(name, values, ask)) for name, values in found if values]


def entries(resource: Resource, ask: Asked) -> list[Entry]:
    """The filters that are typed: dates, and numbers of other rows."""
    return list(_entries(resource, ask))


def chips(resource: Resource, ask: Asked) -> list[Chip]:
    """What is set. Filters by ids, which only links of other pages set, are shown too."""
    return [
        Chip(_label(resource, name), _words(resource, name, value), ask.without(name))
        for name, value in ask.filters.items()
    ]


def _entries(resource: Resource, ask: Asked) -> Iterator[Entry]:
    for name in resource.filters:
        field, lookup = field_of(resource.model, name)
        if lookup in ("in", "isnull") or _choices(resource, name):
            continue
        if field.is_relation or isinstance(field, models.UUIDField):
            continue
        is_date = isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
        yield Entry(name, _label(resource, name), "date" if is_date else "text", ask.filters.get(name, ""))


def _choices(resource: Resource, name: str) -> list[tuple[str, str, str]]:
    """Value, words and tone of each choice; nothing for a filter that is typed."""
    field, lookup = field_of(resource.model, name)
    if lookup == "isnull":
        return [("true", _("no"), ""), ("false", _("yes"), "")]
    if isinstance(field, models.BooleanField):
        return [("true", _("yes"), ""), ("false", _("no"), "")]
    if lookup or not field.choices:
        return []
    is_state = field.name in ("state", "verdict")
    return [(str(v), capfirst(str(label)), tone(v) if is_state else "") for v, label in field.flatchoices]


def _links(name: str, values: list[tuple[str, str, str]], ask: Asked) -> list[Choice]:
    now = ask.filters.get(name, "").lower()
    # Who asks for a state wants to see it, also when the view at hand leaves it out.
    view = "all" if name == "state" and ask.view in ("", "open") else ask.view
    return [
        Choice(
            label, ask.address(**{name: "" if value == now else value, "view": view}), value == now, colour
        )
        for value, label, colour in values
    ]


def _label(resource: Resource, name: str) -> str:
    field, lookup = field_of(resource.model, name)
    path = name.removesuffix(f"__{lookup}") if lookup else name
    heading = next((c.heading for c in resource.columns if c.path == path.replace("__", ".")), None)
    what = str(heading) if heading is not None else field_title(field.model._meta.label_lower, field.name)
    if heading is None and field.model is not resource.model:
        what = _("%(kind)s: %(what)s") % {"kind": field.model._meta.verbose_name, "what": what}
    side = {"lte": _("%(what)s until"), "gte": _("%(what)s from"), "gt": _("%(what)s above")}.get(lookup)
    return capfirst(side % {"what": what} if side else what)


def _words(resource: Resource, name: str, value: str) -> str:
    if name not in resource.filters:
        return value
    known = {v: label for v, label, __ in _choices(resource, name)}
    field: Any = field_of(resource.model, name)[0]
    known |= {str(v): str(label) for v, label in getattr(field, "flatchoices", ())}
    if value.lower() in TRUTH and "true" in known:
        value = "true" if TRUTH[value.lower()] else "false"
    return ", ".join(known.get(part, part) for part in value.split(","))
