"""The pages of bills and routes: what a version says, and what it changed against the one before or the one in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from takt.departments.models import Person
from takt.factory.models import Bill, BillLine, Route
from takt.factory.states import VersionState
from takt.records.dossier import sees_money
from takt.web.pages.factory.items import operations_of
from takt.web.pages.listing.detail_words import NAMES
from takt.web.pages.listing.own_pages import own_page
from takt.web.pages.shown import named, words

_LINE = ("component", "quantity_per", "scrap_share")
_OPERATION = (
    "name", "work_center", "setup_minutes", "run_minutes_per_unit", "skill", "inspection", "instructions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one line or operation: its place, and "new", "gone" or "changed" with the words."""

    place: int
    kind: str
    what: str


@own_page("bills")
def bill_page(bill: Bill, reader: Person) -> dict[str, Any]:
    """The lines, the other versions, and what differs from the version compared with."""
    lines = list(BillLine.objects.filter(bill=bill).select_related("component__unit"))
    others = list(Bill.objects.filter(item=bill.item_id).order_by("-number"))
    other = _compared_with(bill, others)
    before = BillLine.objects.filter(bill=other).select_related("component") if other else []
    differences = (
        _differences(_facts(before, "position", _LINE), _facts(lines, "position", _LINE)) if other else []
    )
    return _head(bill, others, other) | {"lines": lines, "differences": differences}


@own_page("routes")
def route_page(route: Route, reader: Person) -> dict[str, Any]:
    """The operations, the other versions, and what differs from the version compared with."""
    operations = operations_of(route.pk)
    others = list(Route.objects.filter(item=route.item_id).order_by("-number"))
    other = _compared_with(route, others)
    before = operations_of(other.pk) if other else []
    facts = (_facts(each, "sequence", _OPERATION) for each in (before, operations))
    differences = _differences(*facts) if other else []
    money = sees_money(reader)
    return _head(route, others, other) | {
        "operations": operations,
        "differences": differences,
        "money": money,
    }


def _head(version: Any, others: list[Any], other: Any) -> dict[str, Any]:
    title = _("%(item)s, version %(number)s") % {"item": version.item.number, "number": version.number}
    return {"title": title, "item": version.item, "others_of_item": others, "other": other}


def _compared_with(version: Any, others: list[Any]) -> Any:
    """A draft is compared with the version in force, any other with the one before it."""
    if version.state == VersionState.DRAFT:
        in_force = next((o for o in others if o.state == VersionState.RELEASED), None)
        if in_force is not None:
            return in_force
    return next((o for o in others if o.number < version.number), None)


def _facts(rows: Any, place: str, names: tuple[str, ...]) -> dict[int, dict[str, str]]:
    return {getattr(r, place): {n: _said(getattr(r, n)) for n in names} for r in rows}


def _said(value: Any) -> str:
    if hasattr(value, "pk"):
        return f"{value} {named(value)}"
    return words(value)


def _differences(
    before: Mapping[int, Mapping[str, str]], after: Mapping[int, Mapping[str, str]]
) -> list[Difference]:
    found = []
    for place in sorted({*before, *after}):
        if place not in before:
            found.append(Difference(place, "new", _listed(after[place])))
        elif place not in after:
            found.append(Difference(place, "gone", _listed(before[place])))
        elif changed := [n for n in after[place] if before[place][n] != after[place][n]]:
            found.append(
                Difference(
                    place, "changed", "; ".join(_change(n, before[place], after[place]) for n in changed)
                )
            )
    return found


def _listed(facts: Mapping[str, str]) -> str:
    return ", ".join(value for value in facts.values() if value)


def _change(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    heading = capfirst(str(NAMES.get(name, NAMES["item"])))
    return f"{heading}: {before[name] or '–'} → {after[name] or '–'}"
