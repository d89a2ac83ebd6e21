"""Where one can go: the places of the side menu, by the parts of the procedure, as far as the reader may see them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from takt.conduct import reading
from takt.conduct.actors import ActorKind, Department
from takt.conduct.proofs import LOOK_AFTER
from takt.conduct.refusals import Sentence
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.web.pages.names import list_title

D = Department
EVERYBODY: frozenset[Department] = frozenset()
KEEP_STANDARDS = frozenset({D.SALES, D.PRODUCTION, D.LOGISTICS, D.FINANCE, D.ADMINISTRATION})


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the menu: the name of its URL, its title, whose it is (nobody named: everybody's), and its `g` key.

    `part` is the clause folder whose group it stands in; "" stands above the groups. A place whose URL name does
    not resolve is not shown. `heads`: also for the heads of all other departments. `counted`: the name of the URL that tells how
    many things wait there; the page asks it once it is painted.
    """

    url_name: str
    title: Sentence
    icon: str = ""
    departments: frozenset[Department] = EVERYBODY
    key: str = ""
    part: str = ""
    customers: bool = False
    heads: bool = False
    counted: str = ""


PLACES: tuple[Place, ...] = (
    Place("inbox", _("Inbox"), "inbox", key="i", customers=True, counted="inbox-count"),
    Place("order-list", _("Orders"), "shopping-cart", key="o", customers=True),
    Place(
        "dashboard",
        _("Dashboard"),
        "layout-dashboard",
        frozenset({D.MANAGEMENT, D.ADMINISTRATION}),
        key="d",
        heads=True,
    ),
    Place("order-entry", _("Enter an order"), "phone", frozenset({D.SALES}), key="n", part="orders"),
    Place("order-import", _("Orders from a file"), "file-spreadsheet", frozenset({D.SALES}), part="orders"),
    Place("imports", _("Import"), "table-import", KEEP_STANDARDS, part="factory"),
    Place("board", _("Scheduling board"), "timeline-event", part="planning"),
    Place("load", _("Load"), "chart-grid-dots", part="planning"),
    Place("shortages", _("Shortage list"), "package-off", part="planning"),
    Place(
        "dispatch",
        _("Dispatch list"),
        "list-details",
        frozenset({D.PRODUCTION, D.QUALITY}),
        part="production",
    ),
    Place("station", _("Station"), "device-tablet", frozenset({D.PRODUCTION}), key="s", part="production"),
    Place(
        "open-exceptions",
        _("Open exceptions"),
        "alert-triangle",
        frozenset({D.PRODUCTION, D.QUALITY}),
        part="production",
    ),
    Place(
        "waiting-inspections",
        _("Waiting for inspection"),
        "microscope",
        frozenset({D.PRODUCTION, D.QUALITY}),
        part="quality",
    ),
    Place(
        "stock-of-items",
        _("Stock by item"),
        "packages",
        frozenset({D.PRODUCTION, D.LOGISTICS, D.SALES}),
        part="stock",
    ),
    Place("segregation", _("Segregation of duties"), "arrows-split-2", part="departments"),
    Place("system-letters", _("Letters"), "mail", part="conduct"),
    Place("system-health", _("Health"), "heartbeat", LOOK_AFTER, part="conduct"),
    Place("system-verify", _("Verify the journal"), "shield-search", LOOK_AFTER, part="conduct"),
    Place("system-attempts", _("Refused attempts"), "hand-stop", LOOK_AFTER, part="conduct"),
    Place("system-jobs", _("Jobs"), "list-check", LOOK_AFTER, part="conduct"),
)
"""Pages of their own. A new area adds its line here; lists need none."""

PARTS: tuple[tuple[str, str], ...] = (
    ("orders", "address-book"), ("approval", "clipboard-check"), ("planning", "calendar-event"),
    ("production", "building-factory-2"), ("quality", "shield-check"), ("changes", "git-pull-request"),
    ("delivery", "truck-delivery"), ("stock", "packages"), ("factory", "ruler-2"), ("departments", "users"),
    ("records", "report-analytics"), ("improvement", "trending-up"), ("conduct", "settings"),
)  # fmt: skip
"""The groups of the menu, in the order of the procedure, and their icons."""
_CUSTOMERS = _("Customers and order data")

_OWN_PAGES = frozenset({"orders", "letters", "refused-attempts", "verifications"})
"""Lists that have a place of their own above."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A link of the menu."""

    title: str
    address: str
    icon: str = ""
    key: str = ""
    is_here: bool = False
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The links of a part of the procedure."""

    key: str
    title: str
    icon: str
    places: list[Shown]

    @property
    def is_open(self) -> bool:
        """Whether the reader is in one of its places."""
        return any(p.is_here for p in self.places)


@dataclass(frozen=True, slots=True)
class Menu:
    """What stands above the groups, and the groups."""

    top: list[Shown]
    groups: list[Group]


def menu(reader: Person, path: str = "") -> Menu:
    """The places that somebody may see; the one at `path` is marked."""
    top = [_shown(place, address) for place, address in _own(reader, "")]
    groups = [Group(part, str(_title(part)), icon, list(_inside(reader, part))) for part, icon in PARTS]
    found = Menu(top, [g for g in groups if g.places])
    here = max((p.address for p in everywhere(found) if _leads_to(p.address, path)), key=len, default="")
    return Menu(
        _marked(found.top, here),
        [Group(g.key, g.title, g.icon, _marked(g.places, here)) for g in found.groups],
    )


def everywhere(found: Menu) -> Iterator[Shown]:
    """Every link of a menu."""
    yield from found.top
    for group in found.groups:
        yield from group.places


@cache
def address_of(url_name: str) -> str:
    """The address of a URL name; "" while no page has it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _own(reader: Person, part: str) -> Iterator[tuple[Place, str]]:
    for place in PLACES:
        if place.part == part and _may_enter(place, reader) and (address := address_of(place.url_name)):
            yield place, address


def _may_enter(place: Place, reader: Person) -> bool:
    if reader.kind == ActorKind.CUSTOMER:
        return place.customers
    if place.heads and reader.head_of:
        return True
    return not place.departments or bool(place.departments & {Department(d) for d in reader.departments})


def _shown(place: Place, address: str) -> Shown:
    return Shown(
        str(place.title),
        address,
        place.icon,
        place.key,
        counted=address_of(place.counted) if place.counted else "",
    )


def _inside(reader: Person, part: str) -> Iterator[Shown]:
    for place, address in _own(reader, part):
        yield _shown(place, address)
    for resource in RESOURCES.values():
        folder = resource.model.__module__.split(".")[1]
        if folder == part and resource.name not in _OWN_PAGES and reading.may_read(resource, reader):
            yield Shown(list_title(resource), reverse("list", args=[resource.name]))


def _title(part: str) -> str:
    if part == "orders":  # the orders themselves stand above the groups
        return str(_CUSTOMERS)
    try:
        return str(apps.get_app_config(part).verbose_name)
    except LookupError:
        return part


def _leads_to(address: str, path: str) -> bool:
    return path == address or path.startswith(f"{address}/")


def _marked(places: list[Shown], here: str) -> list[Shown]:
    return [replace(p, is_here=bool(here) and p.address == here) for p in places]
