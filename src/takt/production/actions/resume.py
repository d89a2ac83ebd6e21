"""III.4.2 实时监控: a paused operation goes on."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Text
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.planning.states import OperationMove
from takt.production import rules
from takt.production.models import Booking, BookingKind
from takt.production.situation import look_at


@action("III.4.2", by=Department.PRODUCTION, moves=OperationMove.RESUME)
def resume(operation: Operation, *, by: Person, note: Text = "") -> None:
    """Go on with a paused operation: operator qualified, machine free, nothing blocking."""
    refuse_if(rules.reasons_not_to_run(look_at(operation, by.pk, now())))
    create_with_entry(
        Booking(
            order_id=operation.order_id,
            operation=operation,
            kind=BookingKind.RESUME,
            note=note,
            booked_by=by,
            booked_at=now(),
        )
    )
