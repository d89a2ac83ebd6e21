"""The views of a list as tabs: the built-in ones as data, and those that somebody saved."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from takt.conduct.actors import ActorKind
from takt.conduct.clock import today
from takt.conduct.refusals import Sentence
from takt.conduct.resources import Resource
from takt.departments.models import Person
from takt.records import narrowed
from takt.web.models import SavedView
from takt.web.pages.listing.asking import Asked

IN_USE = "in-use"


@dataclass(frozen=True, slots=True)
class View:
    """A built-in view: its key in the address, its title, and what narrows the list. `inside`: not for contacts."""

    key: str
    title: Sentence
    narrow: Callable[[Person], Q] | None = None
    inside: bool = False


ALL = View("all", _("All"))
BUILT_IN: dict[str, tuple[View, ...]] = {
    "orders": (
        View("open", _("All open"), lambda reader: narrowed.still_open()),
        View("late", _("Late"), lambda reader: narrowed.late(today())),
        View(
            "waiting",
            _("Waiting for me"),
            lambda reader: narrowed.waiting_for(reader.departments),
            inside=True,
        ),
        View("mine", _("Entered by me"), lambda reader: Q(entered_by=reader.pk)),
        ALL,
    ),
}
"""The first is shown where nothing is asked."""
_BY_FILTER = (
    ("retired_at__isnull", IN_USE, _("In use")),
    ("closed_at__isnull", "open", _("Open ones")),
    ("released_at__isnull", "open", _("Open ones")),
    ("resolved_at__isnull", "open", _("Open ones")),
    ("done_at__isnull", "open", _("Open ones")),
    ("removed_at__isnull", IN_USE, _("In use")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A view as a link; `pk` of one that the reader saved, so that it can be removed."""

    title: str
    address: str
    is_here: bool
    pk: str = ""


def views_of(resource: Resource, reader: Person) -> tuple[View, ...]:
    """The built-in views of a list that the reader may use."""
    if resource.name in BUILT_IN:
        inside = reader.kind == ActorKind.EMPLOYEE
        return tuple(v for v in BUILT_IN[resource.name] if inside or not v.inside)
    for name, key, title in _BY_FILTER:
        if name in resource.filters:
            return (ALL, View(key, title, lambda reader, name=name: Q((name, True))))  # type: ignore[misc]  # a default binds the name
    return (ALL,)


def chosen(resource: Resource, reader: Person, ask: Asked) -> View:
    """The view that an address asks for: the first where it asks nothing, all rows where it asks something else."""
    views = views_of(resource, reader)
    if not ask.view:
        return ALL if ask.kept else views[0]
    return next((v for v in views if v.key == ask.view), ALL)


def tabs(resource: Resource, reader: Person, ask: Asked, here: View) -> list[Tab]:
    """The built-in views, and the reader's own after them. One query."""
    own = SavedView.objects.filter(person=reader, list=resource.name).order_by("name")
    now = ask.kept | {"view": here.key}
    mine = [Tab(v.name, f"?{v.query}", dict(parse_qsl(v.query)) == now, str(v.pk)) for v in own]
    taken = any(tab.is_here for tab in mine)
    return [
        Tab(str(v.title), f"?{urlencode({'view': v.key})}", v.key == here.key and not taken)
        for v in views_of(resource, reader)
    ] + mine
