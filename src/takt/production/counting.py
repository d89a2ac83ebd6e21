"""Quantities of an operation: counted against its job, booked with who and when."""

from decimal import Decimal

from django.conf import settings

from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.planning.reads import Standing
from takt.production.models import Booking, BookingKind, ScrapReason
from takt.production.rules import Count


def count(
    operation: Operation, standing: Standing, good: Decimal, scrap: Decimal, reason: ScrapReason | None
) -> Count:
    """The facts of a report."""
    return Count(
        operation=operation.number,
        wanted=standing.quantity,
        handed_on=standing.handed_on,
        over_share=settings.TAKT_OVER_PRODUCTION_SHARE,
        unit=standing.unit,
        decimals=standing.decimals,
        good_before=operation.good_quantity,
        scrap_before=operation.scrap_quantity,
        good=good,
        scrap=scrap,
        scrap_reason_given=reason is not None,
    )


def book(
    operation: Operation,
    kind: BookingKind,
    by: Person,
    good: Decimal,
    scrap: Decimal,
    reason: ScrapReason | None = None,
    note: str = "",
    counters: Booking | None = None,
) -> Booking:
    """Book quantities (negative ones take back) and add them to the operation, which the door saves."""
    operation.good_quantity += good
    operation.scrap_quantity += scrap
    booking = Booking(
        order_id=operation.order_id,
        operation=operation,
        kind=kind,
        good_quantity=good,
        scrap_quantity=scrap,
        scrap_reason=reason,
        note=note,
        counters=counters,
        booked_by=by,
        booked_at=now(),
    )
    create_with_entry(booking)
    return booking
