"""III.2.1 预算审核: finance looks at costs, margin and credit."""

from takt.approval import rules
from takt.approval.costing import Costed, costed
from takt.approval.models import BudgetSheet, Stage, Verdict
from takt.approval.reviewing import Judgement, judged, write_down
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.canonical import content_hash
from takt.conduct.door import now
from takt.conduct.refusals import Stale, refuse, refuse_if
from takt.conduct.shapes import Quantity, Text
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState


@action("III.2.1", by=Department.FINANCE, while_in={OrderState.CONFIRMED}, prepare=costed)
def budget(
    order: Order,
    *,
    by: Person,
    verdict: Verdict = Verdict.APPROVE,
    reason: Text = "",
    exchange_rate: Quantity | None = None,
    prepared: Costed | None = None,
) -> None:
    """Finance sees costs with formulas, margin and credit, and approves, returns or refuses the order."""
    basis = prepared or costed(order, exchange_rate)
    if basis.content_hash != order.content_hash:
        raise refuse(Stale(seen=order.version - 1, now=order.version, state=order.state))
    seen = judged(order, by, Stage.BUDGET, verdict, reason)
    if verdict == Verdict.APPROVE:
        refuse_if(rules.reasons_against_silence(reason, basis.warnings))
    sheet = BudgetSheet(
        order=order,
        order_version=seen.version,
        sheet=basis.sheet,
        cost=basis.cost,
        net_amount=order.net_amount,
        margin_share=basis.margin_share,
        currency=order.currency,
        hash=content_hash(basis.sheet),
        made_at=now(),
    )
    write_down(order, by, seen, Judgement(Stage.BUDGET, verdict, reason, sheet=sheet))
