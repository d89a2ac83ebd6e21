"""Orders with a past that a test writes down itself: what was done when, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.open_door import open_door
from tests.rows import build

from takt.conduct.models import JournalEntry
from takt.orders.models import Customer, Order
from takt.planning.models import Job, Operation, Plan
from takt.records.figures.question import Question

PLANT = ZoneInfo("Asia/Shanghai")


def june(day: int, hour: float = 8) -> datetime:
    """A moment of June 2026 in the plant."""
    return datetime(2026, 6, day, tzinfo=PLANT) + timedelta(hours=hour)


def asked(first: int, last: int, at: datetime | None = None, customer: Customer | None = None) -> Question:
    """A question about days of June 2026, asked on the 30th or at a moment."""
    return Question(date(2026, 6, first), date(2026, 6, last), customer, at or june(30, 12))


@dataclass(frozen=True)
class Told:
    """What an order looks like now; whatever is not told is as it was for most."""

    state: str = "entered"
    promised: date | None = None
    requested: date = date(2026, 6, 30)
    amount: Decimal = Decimal(100)
    currency: str = "CNY"
    customer: Customer | None = None


def lived(acts: Mapping[str, datetime] | list[tuple[str, datetime]], told: Told | None = None) -> Order:
    """An order to which these acts happened, in this sequence."""
    told = told or Told()
    listed = list(acts.items()) if isinstance(acts, Mapping) else acts
    with open_door():
        order: Order = build(
            Order, state=told.state, promised_date=told.promised, requested_date=told.requested, net_amount=told.amount,
            gross_amount=told.amount, currency=told.currency, customer=told.customer or build(Customer), version=len(listed),
            entered_at=listed[0][1],
        )  # fmt: skip
    for seq, (action, moment) in enumerate(listed, start=1):
        JournalEntry.objects.create(
            subject_id=order.pk, seq=seq, hash=bytes(32), body="{}", kind="orders.order", action=action, clause="IV",
            department="sales", actor_id=uuid4(), case_id=order.pk, at=moment,
        )  # fmt: skip
    return order


def planned(order: Order, start: datetime, end: datetime, **more: Any) -> Operation:
    """An operation of a released plan in force of the order, on a machine of its own."""
    number = uuid4().int % (1 << 20)
    with open_door():
        plan = Plan.objects.filter(order=order, state="released").first() or build(
            Plan,
            order=order,
            state="released",
            shortages=more.pop("shortages", []),
            starts_at=start,
            finishes_at=end,
        )
        given: dict[str, Any] = {"state": "waiting", "slot": (number << 36, (number << 36) + 60), **more}
        operation: Operation = build(
            Operation,
            job=build(Job, plan=plan, order=order),
            order=order,
            planned_start=start,
            planned_end=end,
            **given,
        )
        return operation
