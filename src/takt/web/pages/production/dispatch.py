"""派工单: what is to be done at each machine, in its sequence, and what each operation still needs (III.4.1)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from takt.conduct import reading
from takt.conduct.actors import Department
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.factory.models import WorkCenter
from takt.planning.models import Operation
from takt.planning.reads import IN_FORCE, TO_DO
from takt.planning.states import OperationState, PlanState
from takt.web.pages.access import signed_in
from takt.web.pages.production.missing import Lack, missing

MOST = 200
"""So many operations are shown: what lies further ahead is not dispatched today."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation in its sequence: what it lacks, whether it should have ended by now, who it is for."""

    operation: Operation
    lacks: list[Lack]
    is_late: bool
    is_mine: bool

    @property
    def may_start(self) -> bool:
        """Nothing is missing any more."""
        return self.operation.state == OperationState.WAITING and not self.lacks


@dataclass(slots=True)
class Place:
    """A machine, or a work centre for operations without one, and what is to be done there."""

    code: str
    name: Any
    work_center: WorkCenter
    entries: list[Entry] = field(default_factory=list)


@signed_in
def dispatch(request: HttpRequest, reader: Person) -> HttpResponse:
    """The dispatch list: mine, or everybody's; of one work centre; of one person."""
    rows = to_do(reader)
    asked = _asked(request, reader)
    if asked["center"]:
        rows = rows.filter(work_center__code=asked["center"])
    if asked["who"]:
        rows = rows.filter(person__login=asked["who"])
    if not asked["planned"]:
        rows = rows.filter(job__plan__state=PlanState.RELEASED)
    found = list(rows[: MOST + 1])
    context = {
        "places": _places(found[:MOST], reader),
        "is_cut": len(found) > MOST,
        "most": MOST,
        "asked": asked,
        "mine": asked["who"] == reader.login,
        "centers": WorkCenter.objects.order_by("code"),
        "people": Person.objects.active()
        .employees()
        .filter(departments__contains=[Department.PRODUCTION.value])
        .order_by("name"),
    }
    return render(request, "production/dispatch.html", context)


def to_do(reader: Person) -> QuerySet[Operation]:
    """Operations in force that are not done, earliest first. Refused: NotYourDepartment."""
    rows = reading.readable_rows(RESOURCES["operations"], reader).filter(
        slot__isnull=False, state__in=TO_DO, job__plan__state__in=IN_FORCE
    )
    return rows.select_related(
        "job__item__unit", "order__customer", "machine", "person", "work_center"
    ).order_by("planned_start", "id")


def entries(operations: list[Operation], reader: Person, now: datetime) -> list[Entry]:
    """Operations with what they lack; nothing is missing to one that runs. One query."""
    lacks = missing([o.pk for o in operations if o.state != OperationState.RUNNING]) if operations else {}
    return [Entry(o, lacks.get(o.pk, []), o.planned_end < now, o.person_id == reader.pk) for o in operations]


def _asked(request: HttpRequest, reader: Person) -> dict[str, str]:
    """An operator begins with their own work, everybody else with the whole floor."""
    operates = Department.PRODUCTION in reader.departments and Department.PRODUCTION not in reader.head_of
    own = reader.login if operates else ""
    given = {name: request.GET.get(name, "")[:60] for name in ("center", "planned")}
    return given | {"who": request.GET.get("who", own)[:150].replace("\x00", "")}


def _places(operations: list[Operation], reader: Person) -> list[Place]:
    """By machine, in the order of the work centres; what runs stands first."""
    found: dict[str, Place] = {}
    rows = entries(operations, reader, timezone.now())
    for entry in sorted(rows, key=lambda e: e.operation.state != OperationState.RUNNING):
        o = entry.operation
        where = o.machine or o.work_center
        found.setdefault(where.code, Place(where.code, where, o.work_center)).entries.append(entry)
    return sorted(found.values(), key=lambda p: (p.work_center.code, p.code))
