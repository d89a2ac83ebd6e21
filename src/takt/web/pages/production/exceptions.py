"""异常: what went wrong and is still open, what it stops, and how it ends (III.4.2)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from takt.conduct import reading
from takt.conduct.requests import Outcome
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning.models import Operation
from takt.planning.reads import TO_DO
from takt.production.models import ProductionException
from takt.web.pages.access import signed_in
from takt.web.pages.acting.possible import departments_now
from takt.web.pages.acting.steps import step
from takt.web.pages.listing.own_pages import own_page
from takt.web.pages.shown import named

MOST = 200


@signed_in
def exceptions(request: HttpRequest, reader: Person) -> HttpResponse:
    """What is open, blocking ones first, the oldest first."""
    rows = reading.readable_rows(RESOURCES["exceptions"], reader).filter(resolved_at=None)
    found = _with_consequence(rows).order_by("-blocking", "raised_at")[:MOST]
    may_act = bool({"production", "quality"} & departments_now(reader))
    return render(request, "production/exceptions.html", {"exceptions": found, "may_act": may_act})


def _with_consequence(rows: Any) -> Any:
    """`stops`: how many operations of the order cannot go on because of it (when it concerns the whole order)."""
    open_operations = Q(order__operations__state__in=TO_DO, order__operations__slot__isnull=False)
    joined = rows.select_related("order__customer", "operation__machine", "raised_by", "resolved_by")
    return joined.annotate(stops=Count("order__operations", filter=open_operations))


@own_page("exceptions")
def exception_page(row: ProductionException, reader: Person) -> dict[str, Any]:
    """The exception and its consequence."""
    return {"exception": _with_consequence(ProductionException.objects).get(pk=row.pk)}


def _operations(row: None, reader: Person, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The operations of the order that is named, and are not done."""
    rows = Operation.objects.filter(
        order__number=str(values.get("order") or ""), state__in=(*TO_DO, "inspection")
    )
    return [(o.number, f"{o.number} · {named(o)}") for o in rows.order_by("planned_start")[:100]]


def _to_the_exception(row: ProductionException | None, outcome: Outcome) -> str:
    reference = outcome.reference if row is not None else outcome.answer["reference"]
    return reverse("row", args=["exceptions", reference])


@step("production.raise_exception", choices={"operation": _operations}, then=_to_the_exception)
def raise_exception(row: None, reader: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    """The order that it concerns, and what is open there already."""
    order = Order.objects.filter(number=str(values.get("order") or "")).select_related("customer").first()
    earlier = ProductionException.objects.filter(order=order, resolved_at=None).select_related(
        "operation", "raised_by"
    )
    return {"order": order, "earlier": list(earlier.order_by("raised_at")) if order else []}


@step("production.resolve_exception", then=_to_the_exception)
def resolve_exception(row: ProductionException, reader: Person) -> dict[str, Any]:
    """What went wrong, and what it stops."""
    return exception_page(row, reader)
