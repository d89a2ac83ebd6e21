"""The questions about approval that others may ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from takt.approval.costing import Costed, costed
from takt.approval.looking import look, outdated
from takt.approval.models import Review, Stage
from takt.approval.reviewing import CONTENT_CHANGED, DEPARTMENT_OF
from takt.approval.rules import BEFORE_FINAL
from takt.orders.models import Order
from takt.orders.reads import NextStep, next_actor
from takt.orders.states import OrderState

__all__ = [
    "Costed",
    "Standing",
    "costed",
    "next_step",
    "reviews_of",
    "standing",
    "valid_reviews",
    "void_sentence",
]

_SENTENCES = {CONTENT_CHANGED: _("The order changed after this approval: %(fields)s")}


@dataclass(frozen=True, slots=True)
class Standing:
    """A stage of this round: how many approvals it still needs, and which fields voided one (none: nothing changed)."""

    stage: Stage
    missing: int
    needed: int
    rank: str
    changed_fields: tuple[str, ...]


def standing(order: Order) -> list[Standing]:
    """Each stage in this round, for the content as it is now."""
    seen = look(order)
    changed: dict[str, tuple[str, ...]] = {review.stage: tuple(fields) for review, fields in outdated(seen)}
    found = []
    for stage in Stage:
        right = seen.facts.rights.get(stage)
        needed, rank = (right.people, right.rank) if right else (1, "")
        found.append(Standing(stage, seen.facts.missing(stage), needed, rank, changed.get(stage, ())))
    return found


def valid_reviews(order: Order) -> list[Review]:
    """The approvals of this round that hold for the content as it is now."""
    holding = [o.id for o in look(order).facts.opinions if o.holds]
    return list(Review.objects.filter(pk__in=holding).select_related("reviewed_by").order_by("reviewed_at"))


def reviews_of(order: Order) -> Iterable[Review]:
    """Every opinion ever given on an order, newest first."""
    rows = Review.objects.filter(order_id=order.pk).select_related(
        "reviewed_by", "order_version", "budget_sheet", "feasibility_study"
    )
    return rows.order_by("-reviewed_at")


def next_step(order: Order) -> NextStep | None:
    """Who acts next on an order; in review the first stage that is missing, management last."""
    if order.state != OrderState.CONFIRMED:
        return next_actor(order)
    facts = look(order).facts
    stage = next((s for s in BEFORE_FINAL if facts.missing(s)), Stage.FINAL)
    return NextStep(DEPARTMENT_OF[stage], f"approval.{stage.value}")


def void_sentence(review: Review) -> str:
    """Why an approval no longer holds, in the reader's language; "" when nobody voided it."""
    sentence = _SENTENCES.get(review.void_reason)
    return str(sentence) % {"fields": ", ".join(review.voided_fields)} if sentence else ""
