"""III.4.2 实时监控: a running operation pauses, with a reason."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.planning.states import OperationMove
from takt.production.models import Booking, BookingKind


@action("III.4.2", by=(Department.PRODUCTION, Department.QUALITY), moves=OperationMove.PAUSE)
def pause(operation: Operation, *, by: Person, reason: Reason) -> None:
    """Pause a running operation and say why; its machine is free for something else."""
    create_with_entry(
        Booking(
            order_id=operation.order_id,
            operation=operation,
            kind=BookingKind.PAUSE,
            note=reason,
            booked_by=by,
            booked_at=now(),
        )
    )
