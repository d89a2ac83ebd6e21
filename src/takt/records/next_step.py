"""Who acts next: one department for every state of an order (II.3: less lag). In review, the opinion that is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from takt.approval.models import Review, Stage, Verdict
from takt.conduct.actors import Department
from takt.orders.models import Order
from takt.orders.reads import next_actor
from takt.orders.states import OrderState
from takt.planning.models import Operation
from takt.planning.states import OperationState

_OPINIONS = {
    Stage.SALES: Department.SALES,
    Stage.BUDGET: Department.FINANCE,
    Stage.FEASIBILITY: Department.PRODUCTION,
    Stage.FINAL: Department.MANAGEMENT,
}


@dataclass(frozen=True, slots=True)
class Next:
    """The department that acts next and the step that it does."""

    department: Department
    action: str


def next_step(order: Order, reviews: Iterable[Review], operations: Iterable[Operation]) -> Next | None:
    """Exactly one for every state; None when the order's life is over."""
    if order.state == OrderState.CONFIRMED:
        given = {
            r.stage
            for r in reviews
            if r.verdict == Verdict.APPROVE and r.voided_at is None and r.round == order.round
        }
        stage = next((s for s in _OPINIONS if s.value not in given), Stage.FINAL)
        return Next(_OPINIONS[stage], f"approval.{stage.value}")
    if order.state == OrderState.IN_PRODUCTION and any(
        o.state == OperationState.INSPECTION for o in operations
    ):
        return Next(Department.QUALITY, "quality.inspect")
    step = next_actor(order)
    return Next(step.department, step.action) if step is not None else None
