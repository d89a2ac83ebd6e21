"""III.3.2: nothing more comes on an expected receipt."""

from takt.conduct.action import action
from takt.conduct.door import now
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import ExpectedReceipt, Reservation
from takt.stock.refusals import ReceiptIsClosed
from takt.stock.reserving import open_reservations


@action("III.3.2", by=WAREHOUSE)
def close_expected(expected: ExpectedReceipt, *, by: Person, reason: Reason) -> None:
    """Expect nothing more: what jobs had reserved of the rest is given up, and they are short of it."""
    if expected.closed_at is not None:
        raise refuse(ReceiptIsClosed(receipt=expected.number))
    kept = list(
        Reservation.objects.select_for_update(no_key=True).filter(open_reservations(), expected=expected)
    )
    for reservation in kept:
        reservation.released_at = now()
    if kept:
        Reservation.objects.bulk_update(kept, ["released_at"])
    expected.close_reason = reason
    expected.closed_at = now()
