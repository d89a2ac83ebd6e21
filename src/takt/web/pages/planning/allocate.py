"""III.3.2 资源调配: who could do the operation instead, and on which machine, with what they have to do at that time."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from takt.departments.models import Person
from takt.departments.qualifications import qualified_for
from takt.factory.models import Machine
from takt.planning.models import Operation
from takt.web.pages.acting.steps import step
from takt.web.pages.joined import joined
from takt.web.pages.production.operation import OPERATION
from takt.web.pages.shown import named


def people(operation: Operation, reader: Person) -> list[tuple[str, str]]:
    """Who has the skill, each with what they have at that time."""
    skill = operation.skill
    able = qualified_for(skill, timezone.now()) if skill is not None else Person.objects.active().employees()
    busy = {o.person_id: o.number for o in _beside(operation).filter(person__isnull=False)}
    return [(p.login, _with(p.name, busy.get(p.pk))) for p in able if "production" in p.departments]


def machines(operation: Operation, reader: Person) -> list[tuple[str, str]]:
    """The machines of its work centre, each with what runs on it at that time."""
    rows = Machine.objects.filter(work_center=operation.work_center_id, retired_at=None).order_by("code")
    busy = {o.machine_id: o.number for o in _beside(operation).filter(machine__isnull=False)}
    return [(m.code, _with(f"{m.code} · {named(m)}", busy.get(m.pk))) for m in rows]


def _beside(operation: Operation) -> Any:
    """Other operations in force at the same time."""
    overlapping = Operation.objects.filter(
        slot__isnull=False, planned_start__lt=operation.planned_end, planned_end__gt=operation.planned_start
    )
    return overlapping.exclude(pk=operation.pk)


def _with(name: str, taken_by: str | None) -> str:
    return (
        _("%(name)s (has %(operation)s then)") % {"name": name, "operation": taken_by} if taken_by else name
    )


CHOICES: dict[str, Any] = {"person": people, "machine": machines}


def _as_it_is(operation: Operation, reader: Person) -> Iterable[tuple[str, Any]]:
    return {"person": operation.person, "machine": operation.machine}.items()


@step(
    "planning.allocate",
    initial=lambda row, reader: dict(_as_it_is(row, reader)),
    choices=CHOICES,
    joins=OPERATION,
)
def allocate(operation: Operation, reader: Person) -> dict[str, Any]:
    """The operation, its job and its times."""
    return {"operation": joined(operation, *OPERATION)}
