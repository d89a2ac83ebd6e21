"""What others ask the stock: what is free now, and what is on its way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection

# A lot made for an order belongs to that order until the order gives it up.
_LOTS = """
select item_id, id, on_hand - reserved, received_at from stock_lot
where item_id = any(%s) and on_hand > reserved and not held and (made_for is null or made_for = %s)
order by received_at, id
"""
_EXPECTED = """
select e.item_id, e.id, e.quantity - e.received_quantity - coalesce(r.kept, 0), e.due
from stock_expectedreceipt e
left join (
  select expected_id, sum(quantity) as kept from stock_reservation
  where item_id = any(%s) and expected_id is not null and issued_at is null and released_at is null group by expected_id
) r on r.expected_id = e.id
where e.item_id = any(%s) and e.closed_at is null and e.quantity - e.received_quantity > coalesce(r.kept, 0)
order by e.due, e.id
"""


@dataclass(frozen=True, slots=True)
class FreeLot:
    """What nobody has reserved of a lot, in the item's unit."""

    id: UUID
    quantity: Decimal
    received_at: datetime


@dataclass(frozen=True, slots=True)
class FreeReceipt:
    """What nobody has reserved of an expected receipt, in the item's unit."""

    id: UUID
    quantity: Decimal
    due: date


@dataclass(frozen=True, slots=True)
class Availability:
    """What is free of an item: lots (oldest first) and expected receipts (soonest first)."""

    lots: tuple[FreeLot, ...] = ()
    expected: tuple[FreeReceipt, ...] = ()

    @property
    def now(self) -> Decimal:
        """The quantity free in lots."""
        return sum((lot.quantity for lot in self.lots), Decimal(0))


def available(item_ids: Collection[UUID], case: UUID | None = None) -> dict[UUID, Availability]:
    """What is free of each item now and later; with `case`, lots made for that order count too. Two queries.

    Held lots do not count. Every item asked for has a key.
    """
    ids = list(item_ids)
    lots: dict[UUID, list[FreeLot]] = {item: [] for item in ids}
    expected: dict[UUID, list[FreeReceipt]] = {item: [] for item in ids}
    with connection.cursor() as cursor:
        cursor.execute(_LOTS, (ids, case))
        for item, *facts in cursor.fetchall():
            lots[item].append(FreeLot(*facts))
        cursor.execute(_EXPECTED, (ids, ids))
        for item, *facts in cursor.fetchall():
            expected[item].append(FreeReceipt(*facts))
    return {item: Availability(tuple(lots[item]), tuple(expected[item])) for item in ids}
