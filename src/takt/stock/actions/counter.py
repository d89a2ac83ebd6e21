"""IV: a wrong booking is set right by its opposite."""

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.stock import rules
from takt.stock.bookings import moved
from takt.stock.documents import document, locked_lot
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import DocumentKind, Movement, MovementKind, StockDocument


@action("IV", by=WAREHOUSE)
def counter(*, by: Person, movement: Movement, reason: Reason) -> StockDocument:
    """Book the opposite of a receipt or count, once; goods that came on an expected receipt are expected anew."""
    lot = locked_lot(movement.lot_id)
    movement.lot = lot
    countered = Movement.objects.filter(counters=movement).exists()
    refuse_if(rules.reasons_not_to_counter(movement, countered))
    opposite = moved(
        lot, -movement.quantity, MovementKind.COUNTER, by, about=movement.about_id, reason=reason
    )
    opposite.counters = movement
    return document(DocumentKind.COUNTER, lot, by, reason=reason, movement=opposite)
