"""The order's timeline, narrowed to what the reader asks for; what is older is folded away."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from takt.records.dossier import Dossier
from takt.web.pages.timeline import Line, lines_of

NEWEST = 15
GROUPS = {
    "turns": (_("Turns"), "arrows-exchange"),
    "opinions": (_("Opinions"), "gavel"),
    "floor": (_("Floor and quality"), "settings-cog"),
    "letters": (_("Letters"), "mail"),
    "refused": (_("Refused attempts"), "shield-x"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter and how many lines it leaves."""

    label: str
    icon: str
    count: int
    query: str
    is_set: bool


@dataclass(frozen=True, slots=True)
class Journal:
    """Newest first."""

    newer: list[Line]
    older: list[Line]
    chips: list[Chip]
    is_genuine: bool


def journal(found: Dossier, show: str) -> Journal:
    """`show`: one of GROUPS; anything else shows all."""
    lines = lines_of(found)[::-1]
    wanted = show if show in GROUPS else ""
    chips = [Chip(str(_("All")), "list", len(lines), "", not wanted)]
    for name, (label, icon) in GROUPS.items():
        count = sum(1 for line in lines if name in line.groups)
        if count:
            chips.append(Chip(str(label), icon, count, urlencode({"show": name}), name == wanted))
    kept = [line for line in lines if not wanted or wanted in line.groups]
    return Journal(kept[:NEWEST], kept[NEWEST:], chips, found.genuine)
