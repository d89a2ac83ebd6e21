"""What is reported of an operation, and taken back (III.4.2)."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning.models import Job, MaterialNeed, Operation
from takt.production.models import Booking
from takt.stock.models import Reservation
from takt.web.pages.acting.steps import step
from takt.web.pages.production.operation import OPERATION, facts
from takt.web.pages.shown import words


def at_the_operation(operation: Operation, reader: Person) -> dict[str, Any]:
    """The operation with everything booked on it."""
    return facts(operation)


step("production.start", joins=OPERATION)(at_the_operation)
step("production.pause", joins=OPERATION)(at_the_operation)
step("production.resume", joins=OPERATION)(at_the_operation)
step("production.report", joins=OPERATION)(at_the_operation)
step("production.finish", joins=OPERATION)(at_the_operation)


def _reports(operation: Operation, reader: Person) -> list[tuple[str, str]]:
    """What can be taken back: reports that nobody took back, newest first."""
    rows = Booking.objects.filter(operation=operation, countered_by=None, counters=None)
    rows = (
        rows.filter(good_quantity__gt=-F("scrap_quantity")).select_related("booked_by").order_by("-booked_at")
    )
    said = _("%(when)s · %(who)s · good %(good)s, scrap %(scrap)s")
    return [
        (
            str(b.pk),
            said
            % {
                "when": words(b.booked_at),
                "who": b.booked_by.name,
                "good": words(b.good_quantity) or "0",
                "scrap": words(b.scrap_quantity) or "0",
            },
        )
        for b in rows
    ]


@step("production.counter", choices={"booking": _reports}, joins=OPERATION)
def counter(operation: Operation, reader: Person) -> dict[str, Any]:
    """The operation and its bookings, of which one is to be taken back."""
    return facts(operation)


@step("production.provide")
def provide(order: Order, reader: Person) -> dict[str, Any]:
    """The bought goods of the order: so much is wanted, so much lies in stock for it."""
    jobs = Job.objects.filter(order=order, route=None, finished_at=None, plan__state="released")
    needs = MaterialNeed.objects.filter(job__in=jobs).select_related("item__unit").order_by("item__number")
    kept = Reservation.objects.filter(case=order.pk, job=order.pk, released_at=None).select_related(
        "lot", "expected"
    )
    by_item: dict[Any, list[Reservation]] = {}
    for each in kept:
        by_item.setdefault(each.item_id, []).append(each)
    goods = [(need, by_item.get(need.item_id, [])) for need in needs]
    return {"order": Order.objects.select_related("customer").get(pk=order.pk), "goods": goods}
