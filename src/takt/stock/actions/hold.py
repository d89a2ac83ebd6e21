"""III.4.3: quality holds a lot."""

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Code, Reason
from takt.departments.models import Person
from takt.factory.models import Item
from takt.stock import rules
from takt.stock.documents import document, lot_of
from takt.stock.keepers import INSPECTORS
from takt.stock.models import DocumentKind, StockDocument


@action("III.4.3", by=INSPECTORS)
def hold(*, by: Person, item: Item, lot: Code, reason: Reason) -> StockDocument:
    """Hold a lot: nothing of it is reserved, issued or shipped until the hold ends."""
    row = lot_of(item, lot)
    refuse_if(rules.reasons_not_to_hold(row, True))
    row.held = True
    return document(DocumentKind.HOLD, row, by, reason=reason)
