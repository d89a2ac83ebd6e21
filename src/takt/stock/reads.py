"""What others ask the stock: what is free now, and what is on its way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from takt.conduct.statements import answers

# A lot made for an order belongs to that order until the order gives it up. Lots come oldest first, then expected
# receipts soonest first.
_FREE = """
select item_id, id, on_hand - reserved, received_at, null::date as due from stock_lot
where item_id = any(%(items)s) and on_hand > reserved and not held and (made_for is null or made_for = %(case)s)
union all
select e.item_id, e.id, e.quantity - e.received_quantity - coalesce(r.kept, 0), null, e.due
from stock_expectedreceipt e
left join (
  select expected_id, sum(quantity) as kept from stock_reservation
  where item_id = any(%(items)s) and expected_id is not null and issued_at is null and released_at is null group by expected_id
) r on r.expected_id = e.id
where e.item_id = any(%(items)s) and e.closed_at is null and e.quantity - e.received_quantity > coalesce(r.kept, 0)
order by received_at, due, id
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
    """What is free of each item now and later; with `case`, lots made for that order count too. One query.

    Held lots do not count. Every item asked for has a key.
    """
    ids = list(item_ids)
    lots: dict[UUID, list[FreeLot]] = {item: [] for item in ids}
    expected: dict[UUID, list[FreeReceipt]] = {item: [] for item in ids}
    for item, source, quantity, received_at, due in answers(_FREE, {"items": ids, "case": case}):
        if due is None:
            lots[item].append(FreeLot(source, quantity, received_at))
        else:
            expected[item].append(FreeReceipt(source, quantity, due))
    return {item: Availability(tuple(lots[item]), tuple(expected[item])) for item in ids}
