"""III.3.2: a lot is put somewhere else."""

from takt.conduct.action import action
from takt.conduct.shapes import Code
from takt.departments.models import Person
from takt.factory.models import Item
from takt.stock.documents import document, lot_of
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import DocumentKind, StockDocument


@action("III.3.2", by=WAREHOUSE)
def move(*, by: Person, item: Item, lot: Code, location: Code) -> StockDocument:
    """Put a lot in another place."""
    row = lot_of(item, lot)
    row.location = location
    return document(DocumentKind.MOVE, row, by, reason=location)
