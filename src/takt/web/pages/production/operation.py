"""An operation as it stands: its job, what was booked, what inspectors found, what went wrong."""

from typing import Any

from takt.departments.models import Person
from takt.planning.models import Job, Operation
from takt.planning.states import OperationState
from takt.production.models import Booking, ProductionException
from takt.quality.models import Inspection
from takt.quality.rules import Measurement
from takt.web.pages.joined import joined
from takt.web.pages.listing.own_pages import own_page
from takt.web.pages.order.quality import measurement_of
from takt.web.pages.production.missing import missing

OPERATION = ("job__item__unit", "job__plan", "order__customer", "work_center", "machine", "person", "skill")
"""What an operation is shown with."""


def facts(operation: Operation) -> dict[str, Any]:
    """What stands on every page about an operation. At most four queries."""
    return {
        "operation": joined(operation, *OPERATION),
        "bookings": list(
            Booking.objects.filter(operation=operation)
            .select_related("booked_by", "scrap_reason", "countered_by")
            .order_by("booked_at", "id")
        ),
        "inspections": inspections(operation),
        "troubles": list(
            ProductionException.objects.filter(operation=operation)
            .select_related("raised_by", "resolved_by")
            .order_by("raised_at")
        ),
    }


def inspections(operation: Operation) -> list[tuple[Inspection, list[Measurement]]]:
    """Every verdict on the operation with its measured values, newest first."""
    rows = Inspection.objects.filter(operation=operation).select_related("inspected_by")
    return [(i, [measurement_of(m) for m in i.measurements]) for i in rows.order_by("-inspected_at")]


@own_page("operations")
def operation_page(operation: Operation, reader: Person) -> dict[str, Any]:
    """The operation, and what it lacks."""
    idle = operation.state in (OperationState.WAITING, OperationState.PAUSED)
    return facts(operation) | {"lacks": missing([operation.pk]).get(operation.pk, []) if idle else []}


@own_page("jobs")
def job_page(job: Job, reader: Person) -> dict[str, Any]:
    """The job: what is made, by which operations, of which parts and materials."""
    operations = list(
        Operation.objects.filter(job=job)
        .select_related("machine", "work_center", "person")
        .order_by("sequence")
    )
    return {
        "job": joined(job, "item__unit", "order__customer", "plan", "parent__item"),
        "operations": operations,
        "parts": list(Job.objects.filter(parent=job).select_related("item__unit").order_by("number")),
        "needs": list(job.needs.select_related("item__unit").order_by("item__number")),
    }
