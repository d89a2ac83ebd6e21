"""质量检验: what waits for an inspector, and the desk at which it is decided (III.4.3)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from takt.conduct import reading
from takt.conduct.actors import Department
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.quality.models import Inspection
from takt.quality.reads import waiting_for_inspection
from takt.web.pages.access import signed_in
from takt.web.pages.acting.possible import departments_now
from takt.web.pages.acting.steps import step
from takt.web.pages.production.operation import OPERATION, facts


@signed_in
def inspections(request: HttpRequest, reader: Person) -> HttpResponse:
    """What waits for an inspector, the longest waiting first."""
    seen = reading.readable_rows(RESOURCES["operations"], reader).values("pk")
    waiting = (
        waiting_for_inspection()
        .filter(pk__in=seen)
        .select_related("order__customer", "machine", "job__item__unit", "work_center")
    )
    may_act = Department.QUALITY in departments_now(reader)
    return render(request, "quality/inspections.html", {"waiting": list(waiting), "may_act": may_act})


def _begin(operation: Operation, reader: Person) -> dict[str, Any]:
    """All good parts, and what was measured last time at this operation of the item: names, units and limits."""
    same = Inspection.objects.filter(
        operation__job__item=operation.job.item_id, operation__sequence=operation.sequence, operation__name=operation.name
    )  # fmt: skip
    last = same.exclude(measurements=[]).order_by("-inspected_at").first()
    kept = last.measurements if last is not None else []
    columns = ("name", "unit", "lower", "upper")
    return {
        "inspected": operation.good_quantity,
        "measurements": [{c: m[c] for c in columns if m.get(c) is not None} for m in kept],
    }


def _to_the_list(operation: Operation, outcome: Any) -> str:
    return reverse("waiting-inspections")


@step("quality.inspect", initial=_begin, rows={"measurements": 3}, then=_to_the_list, joins=OPERATION)
def inspect(operation: Operation, reader: Person) -> dict[str, Any]:
    """The operation's history and instruction; whether the reader may grant a concession."""
    return facts(operation) | {"heads_quality": Department.QUALITY.value in reader.head_of}
