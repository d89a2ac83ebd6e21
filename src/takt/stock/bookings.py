"""Stock movements, used inside the acts of other folders: issue, output, shipment. Never below zero."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from takt.conduct.door import now
from takt.conduct.refusals import Refusal, refuse, refuse_if
from takt.departments.models import Person
from takt.factory.models import Item
from takt.stock.draws import Draw, draw, summed
from takt.stock.models import Lot, Movement, MovementKind, Reservation
from takt.stock.refusals import LotBelongsToAnother, LotIsHeld, NotInStock, NotThereYet
from takt.stock.reserving import (
    Need,
    Shortage,
    locked_lots,
    open_reservations,
    release_for_case,
    release_for_job,
    reserve,
)

__all__ = [
    "Need",
    "Shortage",
    "issue_for_job",
    "put_in",
    "release_for_case",
    "release_for_job",
    "reserve",
    "take_out_for_shipment",
]


def issue_for_job(job: UUID, by: Person, *, case: UUID | None = None, needs: Sequence[Need] = ()) -> None:
    """What is kept for a job leaves the stock for it.

    With `case` and `needs` (all that the job consumes) what was not kept yet is reserved first, as far as it is there.
    Refused, all reasons at once: NotInStock, NotThereYet, LotIsHeld.
    """
    missing = _kept_late(job, case, needs) if case is not None and needs else []
    rows = (
        Reservation.objects.filter(open_reservations(), job=job)
        .select_related("item__unit", "expected")
        .order_by("id")
    )
    reservations = list(rows)
    lots = locked_lots([r.lot_id for r in reservations if r.lot_id])
    refuse_if([*missing, *_reasons_not_to_issue(reservations, lots)])
    movements: list[Movement] = []
    for reservation, lot in ((r, lots[r.lot_id]) for r in reservations if r.lot_id):
        lot.reserved -= reservation.quantity
        movements.append(
            moved(lot, -reservation.quantity, MovementKind.ISSUE, by, case=reservation.case, about=job)
        )
        reservation.issued_at = now()
    _save(lots.values(), movements, reservations)


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


def _reasons_not_to_issue(reservations: Sequence[Reservation], lots: dict[UUID, Lot]) -> list[Refusal]:
    late = [
        NotThereYet(
            quantity=r.quantity,
            item=r.item.number,
            unit=r.item.unit.code,
            receipt=r.expected.number,
            due=r.expected.due,
        )
        for r in reservations
        if r.expected is not None
    ]
    held = [LotIsHeld(lot=lot.number, item=lot.item.number) for lot in lots.values() if lot.held]
    return [*late, *held]


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
    lot = Lot.objects.select_for_update(no_key=True).filter(item=item, number=number).first()
    if lot is None:
        lot = Lot(item_id=item, number=number, received_at=now(), made_for=case)
    elif lot.made_for != case:
        raise refuse(LotBelongsToAnother(lot=number, item=lot.item.number))
    movement = moved(lot, quantity, MovementKind.OUTPUT, by, case=case, about=about)
    if for_job is not None:
        lot.reserved += quantity
    lot.save()
    movement.save()
    if for_job is not None:
        Reservation.objects.create(
            item_id=item, lot=lot, quantity=quantity, case=case, job=for_job, made_at=now()
        )
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
            held = [LotIsHeld(lot=lot.number, item=lot.item.number) for lot in lots[item] if lot.held]
            reasons += [*missing_goods([Shortage(item, missing)]), *held]
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
    rows = Lot.objects.select_for_update(no_key=True, of=("self",)).select_related("item")
    rows = rows.filter(Q(made_for__isnull=True) | Q(made_for=case), item__in=list(items), on_hand__gt=0)
    found: dict[UUID, list[Lot]] = defaultdict(list)
    for lot in sorted(rows.order_by("id"), key=lambda lot: (lot.received_at, lot.id)):
        found[lot.item_id].append(lot)
    return found


def _kept_for(case: UUID, items: Iterable[UUID]) -> dict[UUID, list[Reservation]]:
    rows = Reservation.objects.select_for_update(no_key=True).filter(open_reservations(), case=case, job=case)
    found: dict[UUID, list[Reservation]] = defaultdict(list)
    for reservation in rows.filter(item__in=list(items), lot__isnull=False).order_by("id"):
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
