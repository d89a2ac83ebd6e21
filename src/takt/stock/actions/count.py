"""III.3.2: somebody counted."""

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Code, QuantityOrZero, Reason
from takt.departments.models import Person
from takt.factory.models import Item
from takt.stock import rules
from takt.stock.bookings import moved
from takt.stock.documents import document, lot_of
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import DocumentKind, MovementKind, StockDocument


@action("III.3.2", by=WAREHOUSE)
def count(*, by: Person, item: Item, lot: Code, quantity: QuantityOrZero, reason: Reason) -> StockDocument:
    """Book what was counted in a lot: the difference moves, with its reason. Never below what is reserved."""
    refuse_if(rules.reasons_against_quantity(item, quantity, new=False))
    row = lot_of(item, lot)
    refuse_if(rules.reasons_not_to_count(row, quantity))
    movement = moved(row, quantity - row.on_hand, MovementKind.COUNT, by, reason=reason)
    return document(DocumentKind.COUNT, row, by, reason=reason, movement=movement)
