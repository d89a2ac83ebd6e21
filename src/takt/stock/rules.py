"""What the warehouse may book, pure: facts in, refusals out."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from takt.conduct.canonical import decimal_text
from takt.conduct.refusals import Refusal
from takt.factory.models import Item
from takt.factory.refusals import ItemIsRetired, TooManyDecimals
from takt.stock.models import ExpectedReceipt, Lot, Movement, MovementKind
from takt.stock.refusals import (
    AlreadyCountered,
    BelowReserved,
    LotIsHeld,
    LotIsNotHeld,
    MoreThanExpected,
    NotCounterable,
    NothingToCount,
    ReceiptIsClosed,
)

_INSTEAD = {
    MovementKind.ISSUE: _("counter the booking of the operation"),
    MovementKind.OUTPUT: _("counter the booking of the operation"),
    MovementKind.SHIPMENT: _("the goods have left; receive what comes back as a lot of its own"),
    MovementKind.COUNTER: _("book what is true as a count"),
}


def reasons_against_quantity(item: Item, quantity: Decimal, *, new: bool = True) -> list[Refusal]:
    """Why a quantity of an item cannot be booked; `new`: it enters, so the item must be in use."""
    unit = item.unit
    faults: list[Refusal] = [ItemIsRetired(item=item.number)] if new and item.retired_at else []
    if quantity != round(quantity, unit.decimals):
        text = decimal_text(quantity)
        faults.append(
            TooManyDecimals(
                quantity=text, where="quantity", item=item.number, unit=unit.code, decimals=unit.decimals
            )
        )
    return faults


def reasons_not_to_count(lot: Lot, quantity: Decimal) -> list[Refusal]:
    """Why a count cannot be booked."""
    if quantity == lot.on_hand:
        return [NothingToCount(quantity=quantity, lot=lot.number)]
    return _below_reserved(lot, quantity)


def reasons_not_to_hold(lot: Lot, hold: bool) -> list[Refusal]:
    """Why a hold cannot begin (or end)."""
    if lot.held == hold:
        kind = LotIsHeld if hold else LotIsNotHeld
        return [kind(lot=lot.number, item=lot.item.number)]
    return []


def reasons_not_to_receive(expected: ExpectedReceipt, quantity: Decimal) -> list[Refusal]:
    """Why this much cannot come in on an expected receipt."""
    if expected.closed_at is not None:
        return [ReceiptIsClosed(receipt=expected.number)]
    still = expected.quantity - expected.received_quantity
    if quantity > still:
        return [MoreThanExpected(quantity=quantity, receipt=expected.number, open=still)]
    return []


def reasons_not_to_counter(movement: Movement, countered: bool) -> list[Refusal]:
    """Why a movement cannot be countered; `movement.lot` is locked."""
    faults: list[Refusal] = [AlreadyCountered(lot=movement.lot.number)] if countered else []
    instead = _INSTEAD.get(MovementKind(movement.kind))
    if instead is not None:
        return [*faults, NotCounterable(kind=str(MovementKind(movement.kind).label), instead=str(instead))]
    return [*faults, *_below_reserved(movement.lot, movement.lot.on_hand - movement.quantity)]


def _below_reserved(lot: Lot, quantity: Decimal) -> list[Refusal]:
    if quantity < lot.reserved:
        return [BelowReserved(quantity=quantity, lot=lot.number, reserved=lot.reserved)]
    return []
