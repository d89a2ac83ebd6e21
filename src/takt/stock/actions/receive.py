"""III.3.2: goods come in."""

from django.utils.translation import gettext
from pydantic import AwareDatetime

from takt.conduct.action import action
from takt.conduct.door import now
from takt.conduct.refusals import InvalidInput, refuse, refuse_if
from takt.conduct.shapes import Code, Quantity, Short
from takt.departments.models import Person
from takt.factory.models import Item
from takt.stock import rules
from takt.stock.bookings import moved
from takt.stock.documents import document, lot_or_new
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import DocumentKind, MovementKind, StockDocument


@action("III.3.2", by=WAREHOUSE)
def receive(
    *,
    by: Person,
    item: Item,
    lot: Code,
    quantity: Quantity,
    location: Short = "",
    reason: Short = "",
    received_at: AwareDatetime | None = None,
) -> StockDocument:
    """Receive goods as a lot of an item; a lot that is there already is added to."""
    refuse_if(rules.reasons_against_quantity(item, quantity))
    if received_at is not None and received_at > now():
        raise refuse(
            InvalidInput(
                given=str(received_at), where="received_at", expectation=gettext("a time that has passed")
            )
        )
    row = lot_or_new(item, lot)
    row.location = location[:60] or row.location
    if row._state.adding:
        row.received_at = received_at or now()
    movement = moved(row, quantity, MovementKind.RECEIPT, by, reason=reason)
    return document(DocumentKind.RECEIPT, row, by, reason=reason, movement=movement)
