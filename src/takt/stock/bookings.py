"""Stock movements, used inside the acts of other folders: issue, output, shipment. Never below zero."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from uuid import UUID

from takt.conduct.door import now
from takt.conduct.guard import Guarded, create_together
from takt.conduct.refusals import Refusal, refuse, refuse_if
from takt.conduct.rows import columns, every, first
from takt.departments.models import Person
from takt.factory.models import Item
from takt.stock.draws import Draw, draw, summed
from takt.stock.models import Lot, Movement, MovementKind, Reservation
from takt.stock.refusals import LotBelongsToAnother, LotIsHeld, NotInStock, NotThereYet
from takt.stock.reserving import (
    Need,
    Shortage,
    open_reservations,
    release_for_case,
    release_for_job,
    reserve,
    reserve_for_jobs,
)

__all__ = [
    "Need",
    "Shortage",
    "issue_for_job",
    "put_in",
    "release_for_case",
    "release_for_job",
    "reserve",
    "reserve_for_jobs",
    "take_out_for_shipment",
]


# What is kept for a job from lots, with them; and whether something more is kept that is still on its way.
# Locked: first the lot, then the reservation, as everywhere.
_KEPT_FOR_JOB = f"""
select {columns(Reservation, "v")}, {columns(Lot, "l")}, exists (select from stock_reservation e
  where e.job = v.job and e.expected_id is not null and e.issued_at is null and e.released_at is null)
from stock_reservation v join stock_lot l on l.id = v.lot_id
where v.job = %s and v.issued_at is null and v.released_at is null order by l.id, v.id for no key update of l, v
"""  # noqa: S608  # names from the models
_LOT_BY_NUMBER = (
    f"select {columns(Lot)} from stock_lot t where t.item_id = %s and t.number = %s for no key update"  # noqa: S608
)
_LOTS_OF_ORDER = f"""
select {columns(Lot)} from stock_lot t where t.item_id = any(%(items)s) and t.on_hand > 0
  and (t.made_for is null or t.made_for = %(case)s) order by t.id for no key update
"""  # noqa: S608
_KEPT_FOR_ORDER = f"""
select {columns(Reservation)} from stock_reservation t where t."case" = %(case)s and t.job = %(case)s
  and t.item_id = any(%(items)s) and t.lot_id is not null and t.issued_at is null and t.released_at is null
order by t.id for no key update
"""  # noqa: S608


def issue_for_job(job: UUID, by: Person, *, case: UUID | None = None, needs: Sequence[Need] = ()) -> None:
    """What is kept for a job leaves the stock for it.

    With `case` and `needs` (all that the job consumes) what was not kept yet is reserved first, as far as it is there.
    Refused, all reasons at once: NotInStock, NotThereYet, LotIsHeld.
    """
    missing = _kept_late(job, case, needs) if case is not None and needs else []
    kept, late = _kept_for_job(job)
    lots = {lot.id: lot for _, lot in kept}
    refuse_if([*missing, *late, *_reasons_not_to_draw(lots.values())])
    movements: list[Movement] = []
    for reservation, lot in kept:
        lot.reserved -= reservation.quantity
        movements.append(
            moved(lot, -reservation.quantity, MovementKind.ISSUE, by, case=reservation.case, about=job)
        )
        reservation.issued_at = now()
    _save(lots.values(), movements, [reservation for reservation, _ in kept])


def _kept_for_job(job: UUID) -> tuple[list[tuple[Reservation, Lot]], list[Refusal]]:
    """What is kept for a job from lots, locked together with them; and what of it is still on its way."""
    found = every(_KEPT_FOR_JOB, (job,), Reservation, Lot)
    lots: dict[UUID, Lot] = {}
    kept = [(reservation, lots.setdefault(lot.id, lot)) for reservation, lot, _ in found]
    return kept, _late(job) if not found or found[0][2] else []


def _late(job: UUID) -> list[Refusal]:
    rows = Reservation.objects.filter(open_reservations(), job=job, expected__isnull=False)
    return [
        NotThereYet(
            quantity=r.quantity,
            item=r.item.number,
            unit=r.item.unit.code,
            receipt=r.expected.number,
            due=r.expected.due,
        )
        for r in rows.select_related("item__unit", "expected").order_by("id")
        if r.expected is not None
    ]


def _reasons_not_to_draw(lots: Iterable[Lot]) -> list[Refusal]:
    return [LotIsHeld(lot=lot.number, item=lot.item.number) for lot in lots if lot.held]


def _kept_late(job: UUID, case: UUID, needs: Sequence[Need]) -> list[Refusal]:
    kept = summed(
        list(Reservation.objects.filter(job=job, released_at__isnull=True).values_list("item_id", "quantity"))
    )
    wanted = [(item, quantity - kept.get(item, Decimal(0))) for item, quantity in summed(needs).items()]
    late = [need for need in wanted if need[1] > 0]
    return missing_goods(reserve(case, job, late)) if late else []


def missing_goods(shortages: Sequence[Shortage]) -> list[Refusal]:
    """Shortages as refusals, by item number."""
    if not shortages:
        return []
    items = Item.objects.select_related("unit").in_bulk([s.item_id for s in shortages])
    named = [(items[s.item_id], s.quantity) for s in shortages]
    return [NotInStock(missing=quantity, item=item.number, unit=item.unit.code) for item, quantity in named]


def put_in(
    item: UUID,
    quantity: Decimal,
    case: UUID,
    number: str,
    by: Person,
    *,
    for_job: UUID | None = None,
    about: UUID | None = None,
) -> Lot:
    """Production's output: a lot made for the order (the lot `number` of the item, made new or added to).

    `for_job` keeps the output for the job that consumes it; `about` is the job that made it. Refused: LotBelongsToAnother.
    """
    found = first(_LOT_BY_NUMBER, (item, number), Lot)
    lot = found[0] if found else Lot(item_id=item, number=number, received_at=now(), made_for=case)
    if lot.made_for != case:
        raise refuse(LotBelongsToAnother(lot=number, item=lot.item.number))
    made: list[Guarded] = [moved(lot, quantity, MovementKind.OUTPUT, by, case=case, about=about)]
    if for_job is not None:
        lot.reserved += quantity
        made.append(
            Reservation(item_id=item, lot=lot, quantity=quantity, case=case, job=for_job, made_at=now())
        )
    if found:
        lot.save()
        create_together(*made)
    else:
        create_together(lot, *made)
    return lot


def take_out_for_shipment(
    case: UUID, goods: Sequence[Need], by: Person, *, about: UUID | None = None
) -> list[Movement]:
    """An order's goods leave the house: from lots made for it, then what is kept for it (reserved with the order
    itself as the job), then free stock, oldest first. `about` is the shipment.

    Refused, all reasons at once: NotInStock, LotIsHeld.
    """
    wanted = summed(goods)
    lots, kept = _lots_for(case, wanted), _kept_for(case, wanted)
    draws: list[Draw[_Source]] = []
    reasons: list[Refusal] = []
    for item, quantity in wanted.items():
        drawn, missing = draw(quantity, _sources(case, lots[item], kept[item]))
        draws += drawn
        if missing:
            reasons += [*missing_goods([Shortage(item, missing)]), *_reasons_not_to_draw(lots[item])]
    refuse_if(reasons)
    used: list[Reservation] = []
    for (lot, reservation), part in draws:
        if reservation is not None:
            lot.reserved -= part
            used += _used(reservation, part)
    movements = [
        moved(lot, -part, MovementKind.SHIPMENT, by, case=case, about=about) for (lot, _), part in draws
    ]
    _save({lot.id: lot for (lot, _), _ in draws}.values(), movements, used)
    return movements


_Source = tuple[Lot, Reservation | None]


def _lots_for(case: UUID, items: Iterable[UUID]) -> dict[UUID, list[Lot]]:
    rows = every(_LOTS_OF_ORDER, {"case": case, "items": list(items)}, Lot)
    found: dict[UUID, list[Lot]] = defaultdict(list)
    for lot in sorted((lot for (lot,) in rows), key=lambda lot: (lot.received_at, lot.id)):
        found[lot.item_id].append(lot)
    return found


def _kept_for(case: UUID, items: Iterable[UUID]) -> dict[UUID, list[Reservation]]:
    found: dict[UUID, list[Reservation]] = defaultdict(list)
    for (reservation,) in every(_KEPT_FOR_ORDER, {"case": case, "items": list(items)}, Reservation):
        found[reservation.item_id].append(reservation)
    return found


def _sources(case: UUID, lots: Sequence[Lot], kept: Sequence[Reservation]) -> list[tuple[_Source, Decimal]]:
    usable = {lot.id: lot for lot in lots if not lot.held}
    free: list[tuple[_Source, Decimal]] = [
        ((lot, None), lot.on_hand - lot.reserved) for lot in usable.values()
    ]
    reserved: list[tuple[_Source, Decimal]] = [
        ((usable[r.lot_id], r), r.quantity) for r in kept if r.lot_id in usable
    ]
    made = [source for source in free if source[0][0].made_for == case]
    return [*made, *reserved, *(source for source in free if source[0][0].made_for is None)]


def _used(reservation: Reservation, part: Decimal) -> list[Reservation]:
    """A reservation used up is issued; of one used in part that part is split off and issued."""
    if part == reservation.quantity:
        reservation.issued_at = now()
        return [reservation]
    reservation.quantity -= part
    split = Reservation(
        item_id=reservation.item_id, lot_id=reservation.lot_id, quantity=part,
        case=reservation.case, job=reservation.job, made_at=reservation.made_at, issued_at=now(),
    )  # fmt: skip
    return [reservation, split]


def moved(
    lot: Lot, quantity: Decimal, kind: MovementKind, by: Person, *,
    case: UUID | None = None, about: UUID | None = None, reason: str = "",
) -> Movement:  # fmt: skip
    """A movement of a locked lot (signed quantity), the lot's quantity changed with it; neither is saved yet."""
    lot.on_hand += quantity
    return Movement(
        lot=lot,
        kind=kind,
        quantity=quantity,
        case=case,
        about_id=about,
        reason=reason,
        booked_by=by,
        booked_at=now(),
    )


def _save(lots: Iterable[Lot], movements: Sequence[Movement], reservations: Sequence[Reservation]) -> None:
    if not movements:
        return
    Lot.objects.bulk_update(lots, ["on_hand", "reserved"])
    Movement.objects.bulk_create(movements)
    known = [r for r in reservations if not r._state.adding]
    new = [r for r in reservations if r._state.adding]
    if known:
        Reservation.objects.bulk_update(known, ["issued_at", "quantity"])
    if new:
        Reservation.objects.bulk_create(new)
