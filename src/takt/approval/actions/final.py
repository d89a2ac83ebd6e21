"""III.2.3 最终审批: management decides, after sales, finance and production."""

from takt.approval import rules
from takt.approval.actions.approve import approve
from takt.approval.looking import outdated
from takt.approval.models import Stage, Verdict
from takt.approval.reviewing import Judgement, judged, write_down
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Text
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState


@action("III.2.3", by=Department.MANAGEMENT, while_in={OrderState.CONFIRMED})
def final(order: Order, *, by: Person, verdict: Verdict = Verdict.APPROVE, reason: Text = "") -> None:
    """Management approves what sales, finance and production approved, or returns or refuses it at any time."""
    seen = judged(order, by, Stage.FINAL, verdict, reason)
    if verdict == Verdict.APPROVE:
        changed = {review.stage: ", ".join(fields) for review, fields in outdated(seen)}
        refuse_if(rules.reasons_not_to_decide(seen.facts, changed))
    write_down(order, by, seen, Judgement(Stage.FINAL, verdict, reason))
    if verdict == Verdict.APPROVE and seen.facts.missing(Stage.FINAL) <= 1:
        approve(order, by=by)
