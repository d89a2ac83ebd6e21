"""One opinion, whatever its stage: judged, what no longer holds is voided, written down, passed on."""

from dataclasses import dataclass

from takt.approval import rules
from takt.approval.looking import Look, is_head, look, outdated, spoken_through
from takt.approval.models import BudgetSheet, FeasibilityStudy, Review, Stage, Verdict
from takt.approval.refusals import OpinionGiven
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person, Rank
from takt.orders.actions.refuse_order import refuse_order
from takt.orders.actions.send_back import send_back
from takt.orders.models import Order

CONTENT_CHANGED = "content_changed"
DEPARTMENT_OF = {
    Stage.SALES: Department.SALES,
    Stage.BUDGET: Department.FINANCE,
    Stage.FEASIBILITY: Department.PRODUCTION,
    Stage.FINAL: Department.MANAGEMENT,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody decided at a stage, and on which basis (not saved yet)."""

    stage: Stage
    verdict: Verdict
    reason: str
    sheet: BudgetSheet | None = None
    study: FeasibilityStudy | None = None


def judged(order: Order, by: Person, stage: Stage, verdict: Verdict, reason: str) -> Look:
    """Everything that the review needs, when nothing speaks against it."""
    seen = look(order)
    right = seen.facts.rights.get(stage)
    reasons = list(rules.reasons_not_to_review(seen.facts, stage, by.pk, verdict, reason))
    if right is not None and right.rank == Rank.HEAD:
        department = DEPARTMENT_OF[stage]
        head = is_head(by, department, now())
        reasons += rules.reasons_against_rank(seen.facts, stage, str(department.label), is_head=head)
    if (
        right is not None
        and right.people > 1
        and spoken_through(order, by, stage, seen, DEPARTMENT_OF[stage])
    ):
        reasons.append(OpinionGiven(round=order.round, stage=str(stage.label)))
    refuse_if(reasons)
    return seen


def write_down(order: Order, by: Person, seen: Look, given: Judgement) -> None:
    """Void what no longer holds, keep the opinion with its basis, and do what follows from a no."""
    void_outdated(seen)
    review = Review(
        order=order,
        order_version=seen.version,
        round=order.round,
        stage=given.stage,
        verdict=given.verdict,
        reason=given.reason.strip(),
        inputs_hash=seen.hashes[given.stage],
        budget_sheet=given.sheet,
        feasibility_study=given.study,
        reviewed_by=by,
        reviewed_at=now(),
    )
    create_with_entry(*(basis for basis in (given.sheet, given.study) if basis is not None), review)
    if given.verdict == Verdict.RETURN:
        send_back(order, by=by, reason=given.reason)
    elif given.verdict == Verdict.REFUSE:
        refuse_order(order, by=by, reason=given.reason)


def void_outdated(seen: Look) -> None:
    """Write down which approvals no longer hold, and because of which fields (II.2)."""
    for review, fields in outdated(seen):
        review.voided_at = now()
        review.void_reason = CONTENT_CHANGED
        review.voided_fields = fields
        review.save()
