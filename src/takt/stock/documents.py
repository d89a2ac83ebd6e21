"""The warehouse's documents: each act on a lot leaves one, and its movement when the quantity changed."""

from uuid import UUID

from takt.conduct import numbers
from takt.conduct.door import now
from takt.conduct.refusals import Unknown, refuse
from takt.departments.models import Person
from takt.factory.models import Item
from takt.stock.models import DocumentKind, Lot, Movement, StockDocument


def lot_of(item: Item, number: str) -> Lot:
    """A lot by its item and number, locked. Refused: Unknown."""
    found = _locked(item=item, number=number)
    if found is None:
        raise refuse(Unknown(reference=number, where="lot", kind=str(Lot._meta.verbose_name)))
    return found


def lot_or_new(item: Item, number: str) -> Lot:
    """The lot of this number, locked, or a new one that is not saved yet."""
    return _locked(item=item, number=number) or Lot(item=item, number=number, received_at=now())


def locked_lot(lot_id: UUID) -> Lot:
    """A lot locked and re-read."""
    found = _locked(id=lot_id)
    if found is None:
        raise refuse(Unknown(reference=str(lot_id), where="lot", kind=str(Lot._meta.verbose_name)))
    return found


def _locked(**which: object) -> Lot | None:
    rows = Lot.objects.select_for_update(no_key=True, of=("self",)).select_related("item__unit")
    return rows.filter(**which).first()


def document(
    kind: DocumentKind, lot: Lot, by: Person, *, reason: str = "", movement: Movement | None = None
) -> StockDocument:
    """Save the lot, its movement and the document of the act, in this order; the number is taken last."""
    lot.save()
    if movement is not None:
        movement.save()
    return StockDocument.objects.create(
        number=numbers.take("ST"),
        kind=kind,
        lot=lot,
        movement=movement,
        reason=reason,
        made_by=by,
        made_at=now(),
    )
