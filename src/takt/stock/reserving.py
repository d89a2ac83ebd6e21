"""Reservations, used inside the acts of other folders: goods are promised to a job and given up again.

Each function takes a handful of statements for any number of items. Locks are taken in the order
lots (by id), expected receipts (by id), so that two acts wait for each other and none dies.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, Sum

from takt.conduct.door import now
from takt.conduct.rows import columns, every
from takt.stock.draws import draw, summed
from takt.stock.models import ExpectedReceipt, Lot, Reservation

Need = tuple[UUID, Decimal]
_Wanted = tuple[UUID, UUID, Decimal]  # a job, an item, how much

_FREE_LOTS = f"""
select {columns(Lot)} from stock_lot t where t.item_id = any(%(items)s) and not t.held and t.on_hand > t.reserved
  and (t.made_for is null or t.made_for = %(case)s) order by t.id for no key update
"""  # noqa: S608  # names from the model


@dataclass(frozen=True, slots=True)
class Shortage:
    """So much of an item is neither in stock nor expected."""

    item_id: UUID
    quantity: Decimal


def open_reservations() -> Q:
    """Reservations that still keep something."""
    return Q(issued_at__isnull=True, released_at__isnull=True)


def reserve(case: UUID, job: UUID, needs: Sequence[Need]) -> list[Shortage]:
    """Keep (item id, quantity) for a job of an order: the order's own lots and the oldest first, then what is
    expected soonest. What nobody has comes back as shortages; the rest is kept all the same.

    Goods that are shipped as they lie in stock are reserved with the order itself as the job.
    """
    return reserve_for_jobs(case, {job: needs})


def reserve_for_jobs(case: UUID, needs: Mapping[UUID, Sequence[Need]]) -> list[Shortage]:
    """The same for the needs of several jobs, one job after the other, in no more statements."""
    wanted = [(job, item, q) for job, goods in needs.items() for item, q in summed(goods).items()]
    lots = _free_lots({item for _, item, _ in wanted}, case)
    made: list[Reservation] = []
    missing: list[_Wanted] = []
    for job, item, quantity in wanted:
        draws, rest = draw(quantity, [(lot, lot.on_hand - lot.reserved) for lot in lots[item]])
        for lot, part in draws:
            lot.reserved += part
            made.append(Reservation(item_id=item, lot=lot, quantity=part, case=case, job=job, made_at=now()))
        if rest:
            missing.append((job, item, rest))
    if touched := {r.lot.id: r.lot for r in made if r.lot}:
        Lot.objects.bulk_update(touched.values(), ["reserved"])
    shortages = _expect(case, missing, made) if missing else []
    if made:
        Reservation.objects.bulk_create(made)
    return shortages


def _free_lots(items: Collection[UUID], case: UUID) -> dict[UUID, list[Lot]]:
    found: dict[UUID, list[Lot]] = defaultdict(list)
    for (lot,) in every(_FREE_LOTS, {"items": list(items), "case": case}, Lot):
        found[lot.item_id].append(lot)
    for lots in found.values():
        lots.sort(key=lambda lot: (lot.made_for != case, lot.received_at, lot.id))
    return found


def _expect(case: UUID, missing: Sequence[_Wanted], made: list[Reservation]) -> list[Shortage]:
    """Keep what is missing from expected receipts; the sums are read after the locks, so they are true."""
    rows = ExpectedReceipt.objects.select_for_update(no_key=True).filter(
        item__in={item for _, item, _ in missing}, closed_at__isnull=True
    )
    receipts = sorted(rows.order_by("id"), key=lambda r: (r.due, r.id))
    kept = kept_of([r.id for r in receipts])
    free = {r.id: r.quantity - r.received_quantity - kept.get(r.id, Decimal(0)) for r in receipts}
    shortages: list[Shortage] = []
    for job, item, quantity in missing:
        draws, rest = draw(quantity, [(r, free[r.id]) for r in receipts if r.item_id == item])
        for receipt, part in draws:
            free[receipt.id] -= part
            made.append(
                Reservation(item_id=item, expected=receipt, quantity=part, case=case, job=job, made_at=now())
            )
        if rest:
            shortages.append(Shortage(item, rest))
    return shortages


def kept_of(receipts: Sequence[UUID]) -> dict[UUID, Decimal]:
    """How much of each expected receipt is reserved; without a key: nothing."""
    if not receipts:
        return {}
    rows = Reservation.objects.filter(open_reservations(), expected__in=receipts).values("expected_id")
    return dict(rows.annotate(kept=Sum("quantity")).values_list("expected_id", "kept"))


def release_for_job(job: UUID) -> None:
    """Give up what is kept for a job and not yet issued."""
    _release(Q(job=job))


def release_for_case(case: UUID) -> None:
    """Give up everything that is kept for an order; lots made for it and left over are free for others."""
    _release(Q(case=case))
    left = list(
        Lot.objects.select_for_update(no_key=True).filter(made_for=case, on_hand__gt=0).order_by("id")
    )
    for lot in left:
        lot.made_for = None
    if left:
        Lot.objects.bulk_update(left, ["made_for"])


def _release(whose: Q) -> None:
    kept = Reservation.objects.filter(whose, open_reservations())
    lots = locked_lots(kept.filter(lot__isnull=False).values_list("lot_id", flat=True))
    reservations = list(kept.select_for_update(no_key=True).order_by("id"))
    for reservation in reservations:
        reservation.released_at = now()
        if reservation.lot_id:
            lots[reservation.lot_id].reserved -= reservation.quantity
    if lots:
        Lot.objects.bulk_update(lots.values(), ["reserved"])
    if reservations:
        Reservation.objects.bulk_update(reservations, ["released_at"])


def locked_lots(ids: Iterable[UUID]) -> dict[UUID, Lot]:
    """Lots locked in the order of their ids, re-read."""
    rows = Lot.objects.select_for_update(no_key=True).filter(id__in=ids)
    return {lot.id: lot for lot in rows.order_by("id")}
