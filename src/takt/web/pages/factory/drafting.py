"""III.4.1: a new version of a bill or route begins with the version in force; components are chosen by number and name."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from takt.conduct.requests import look_up
from takt.departments.models import Person, Skill
from takt.factory.models import Bill, BillLine, Calendar, Item, Route, RouteOperation, Sourcing, WorkCenter
from takt.factory.states import VersionState
from takt.web.pages.acting.forms import Offered
from takt.web.pages.acting.steps import step
from takt.web.pages.listing.detail_words import WEEKDAYS
from takt.web.pages.shown import named

AT_A_GLANCE = 60
"""So many items are offered at once; among more one is found by typing."""
_TIMES = "name name_en setup_minutes run_minutes_per_unit inspection instructions subcontract_cost sequence"


def _item(values: Mapping[str, Any]) -> Item | None:
    given = values.get("item")
    found = given if isinstance(given, Item) else look_up(Item, str(given)) if given else None
    return found if isinstance(found, Item) else None


def _bill(row: None, reader: Person, asked: Mapping[str, Any]) -> dict[str, Any]:
    item = _item(asked)
    in_force = Bill.objects.filter(item=item, state=VersionState.RELEASED).first() if item else None
    if in_force is None:
        return {}
    lines = BillLine.objects.filter(bill=in_force).select_related("component")
    return {
        "lines": [
            {
                "position": line.position,
                "component": line.component.number,
                "quantity_per": line.quantity_per,
                "scrap_share": line.scrap_share,
            }
            for line in lines
        ]
    }


def _route(row: None, reader: Person, asked: Mapping[str, Any]) -> dict[str, Any]:
    item = _item(asked)
    in_force = Route.objects.filter(item=item, state=VersionState.RELEASED).first() if item else None
    if in_force is None:
        return {}
    operations = RouteOperation.objects.filter(route=in_force).select_related("work_center", "skill")
    return {
        "operations": [
            {name: getattr(o, name) for name in _TIMES.split()}
            | {"work_center": o.work_center.code, "skill": o.skill.code if o.skill else ""}
            for o in operations
        ]
    }


def _made(row: None, reader: Person) -> Offered:
    return _numbered(Item.objects.filter(sourcing=Sourcing.MAKE, retired_at=None).order_by("number"))


def _components(row: None, reader: Person) -> Offered:
    return _numbered(Item.objects.filter(retired_at=None).order_by("number"))


def _numbered(items: Any) -> Offered:
    found = [(i.number, f"{i.number} · {named(i)}") for i in items[: AT_A_GLANCE + 1]]
    return found if len(found) <= AT_A_GLANCE else "items"


def _centers(row: None, reader: Person) -> list[tuple[str, str]]:
    return [(c.code, f"{c.code} · {named(c)}") for c in WorkCenter.objects.order_by("code")]


def _skills(row: None, reader: Person) -> list[tuple[str, str]]:
    return [("", _("none")), *((s.code, f"{s.code} · {named(s)}") for s in Skill.objects.order_by("code"))]


def _weekdays(row: Any, reader: Person) -> list[tuple[str, str]]:
    return [(str(n), str(day)) for n, day in enumerate(WEEKDAYS)]


def _shifts(calendar: Calendar, reader: Person) -> dict[str, Any]:
    return {"shifts": list(calendar.shifts.order_by("weekday", "start").values("weekday", "start", "end"))}


@step(
    "factory.draft_bill",
    initial=_bill,
    choices={"item": _made, "lines.component": _components},
    rows={"lines": 3},
)
def draft_bill(row: None, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


@step(
    "factory.draft_route",
    initial=_route,
    choices={"item": _made, "operations.work_center": _centers, "operations.skill": _skills},
    rows={"operations": 2},
)
def draft_route(row: None, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


@step("factory.edit_calendar", initial=_shifts, choices={"shifts.weekday": _weekdays})
def edit_calendar(calendar: Calendar, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


@step("factory.add_calendar", choices={"shifts.weekday": _weekdays}, rows={"shifts": 5})
def add_calendar(row: None, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}
