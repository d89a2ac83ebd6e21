"""III.3.3 生产排程, VI.2: a planner adopts a rescheduling, with a reason; only then does anything move."""

from collections import defaultdict
from uuid import UUID

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import lock, now
from takt.conduct.refusals import Refusal, refuse_if
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning import claims, moving, scenes
from takt.planning.actions.reschedule_order import reschedule_order
from takt.planning.models import Relocation, Rescheduling
from takt.planning.moving import Scene
from takt.planning.rescheduling_refusals import OperationElsewhere
from takt.planning.states import ReschedulingMove
from takt.planning.wishes import Wish


@action("III.3.3", by=Department.PRODUCTION, moves=ReschedulingMove.ADOPT)
def adopt_rescheduling(rescheduling: Rescheduling, *, by: Person, reason: Reason) -> None:
    """Move the operations as proposed, unless something changed that speaks against it now."""
    rows = list(rescheduling.relocations.select_related("operation", "machine", "person"))
    claims.claim({pk for row in rows for pk in _resources(row) if pk})
    orders = [lock(Order(id=pk)) for pk in sorted({row.operation.order_id for row in rows})]
    scene = _scene(rows)
    refuse_if(_moved_since(rows, scene) or moving.reasons_not_to_move(scene))
    rescheduling.decision_reason = reason
    by_order: dict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        by_order[row.operation.order_id].append(row.pk)
    for order in orders:
        reschedule_order(order, by=by, rescheduling=rescheduling, relocations=by_order[order.pk])


def _resources(row: Relocation) -> tuple[UUID | None, ...]:
    return row.machine_id, row.person_id, row.machine_before_id, row.person_before_id


def _scene(rows: list[Relocation]) -> Scene:
    wishes = [Wish(row.operation.number, row.start, row.end, row.machine, row.person) for row in rows]
    return scenes.scene_of(wishes, now())


def _moved_since(rows: list[Relocation], scene: Scene) -> list[Refusal]:
    """Operations that do not stand any more where they stood when this was proposed."""
    stands = {move.stand.id: move.stand for move in scene.moves}
    found: list[Refusal] = []
    for row in rows:
        stand = stands.get(row.operation_id)
        before = (row.start_before, row.end_before, row.machine_before_id, row.person_before_id)
        if stand is None or before != (stand.start, stand.end, stand.machine_id, stand.person_id):
            found.append(OperationElsewhere(operation=row.operation.number))
    return found
