"""III.3.2: expected goods come in; who reserved them has them in stock from now on."""

from decimal import Decimal

from takt.conduct.action import action
from takt.conduct.door import now
from takt.conduct.refusals import Taken, refuse, refuse_if
from takt.conduct.shapes import Code, Quantity, Short
from takt.departments.models import Person
from takt.stock import rules
from takt.stock.bookings import moved
from takt.stock.draws import draw
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import ExpectedReceipt, Lot, MovementKind, Reservation
from takt.stock.reserving import open_reservations


@action("III.3.2", by=WAREHOUSE)
def receive_expected(
    expected: ExpectedReceipt, *, by: Person, lot: Code, quantity: Quantity, location: Short = ""
) -> None:
    """Receive expected goods, all or a part, as a new lot; reservations on them become reservations of the lot."""
    refuse_if(rules.reasons_against_quantity(expected.item, quantity))
    refuse_if(rules.reasons_not_to_receive(expected, quantity))
    if Lot.objects.filter(item=expected.item_id, number=lot).exists():
        raise refuse(Taken(given=lot, where="lot"))
    row = Lot(item=expected.item, number=lot, location=location[:60], received_at=now())
    movement = moved(row, quantity, MovementKind.RECEIPT, by, about=expected.id, reason=expected.number)
    known, new = _handed_over(expected, row, quantity)
    row.save()
    movement.save()
    if known:
        Reservation.objects.bulk_update(known, ["lot", "expected", "quantity"])
        Reservation.objects.bulk_create(new)
    expected.received_quantity += quantity
    if expected.received_quantity >= expected.quantity:
        expected.closed_at = now()


def _handed_over(
    expected: ExpectedReceipt, lot: Lot, quantity: Decimal
) -> tuple[list[Reservation], list[Reservation]]:
    """The oldest reservations move to the lot, as far as it goes; one that is served in part is split."""
    rows = Reservation.objects.select_for_update(no_key=True).filter(open_reservations(), expected=expected)
    draws, _ = draw(quantity, [(r, r.quantity) for r in rows.order_by("made_at", "id")])
    new: list[Reservation] = []
    for reservation, part in draws:
        lot.reserved += part
        if part < reservation.quantity:
            reservation.quantity -= part
            new.append(_part(reservation, lot, part))
        else:
            reservation.expected, reservation.lot = None, lot
    return [reservation for reservation, _ in draws], new


def _part(reservation: Reservation, lot: Lot, quantity: Decimal) -> Reservation:
    return Reservation(
        item_id=reservation.item_id,
        lot=lot,
        quantity=quantity,
        case=reservation.case,
        job=reservation.job,
        made_at=reservation.made_at,
    )
