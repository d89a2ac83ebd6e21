"""When a review may be given. Pure: facts in, refusals out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from takt.approval import refusals
from takt.approval.models import Stage, Verdict
from takt.conduct.refusals import Refusal

BEFORE_FINAL = (Stage.SALES, Stage.BUDGET, Stage.FEASIBILITY)


@dataclass(frozen=True, slots=True)
class Opinion:
    """An approval of this round, and whether it still holds for the content as it is now."""

    id: UUID
    stage: str
    reviewed_by: UUID
    holds: bool


@dataclass(frozen=True, slots=True)
class Right:
    """Who decides a stage of this order: of which rank, how many people."""

    rank: str
    people: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a review is judged by."""

    round: int
    amount: Decimal
    currency: str
    opinions: tuple[Opinion, ...]
    rights: Mapping[str, Right]

    def missing(self, stage: str) -> int:
        """How many approvals a stage still needs."""
        right = self.rights.get(stage)
        given = sum(1 for o in self.opinions if o.stage == stage and o.holds)
        return max(0, (right.people if right else 1) - given)


def reasons_not_to_review(facts: Facts, stage: str, by: UUID, verdict: str, reason: str) -> Iterator[Refusal]:
    """Somebody has the right to decide, this person has not spoken yet, the stage is open, a no has a reason."""
    if stage not in facts.rights:
        yield refusals.NoDecisionRight(currency=facts.currency, stage=refusals.named(stage))
    spoken = next((o for o in facts.opinions if o.holds and o.reviewed_by == by), None)
    if spoken is not None:
        yield refusals.OpinionGiven(round=facts.round, stage=refusals.named(spoken.stage))
    elif not facts.missing(stage):
        yield refusals.AlreadyReviewed(stage=refusals.named(stage))
    if verdict != Verdict.APPROVE and len(reason.strip()) < 2:
        yield refusals.NoReason(because=_("every no has one"))


def reasons_against_rank(facts: Facts, stage: str, department: str, *, is_head: bool) -> Iterator[Refusal]:
    """Large orders are decided by a head."""
    if not is_head:
        yield refusals.NotHighEnough(
            amount=facts.amount, currency=facts.currency, stage=refusals.named(stage), department=department
        )


def reasons_not_to_decide(facts: Facts, changed: Mapping[str, str]) -> Iterator[Refusal]:
    """Management decides when the three reviews are complete and hold. `changed`: fields by stage that no longer holds."""
    for stage in BEFORE_FINAL:
        if not facts.missing(stage):
            continue
        if stage in changed:
            yield refusals.ReviewOutdated(stage=refusals.named(stage), fields=changed[stage])
        else:
            yield refusals.NotYetReviewed(stage=refusals.named(stage), missing=facts.missing(stage))


def reasons_against_silence(reason: str, warnings: list[str]) -> Iterator[Refusal]:
    """A yes against the numbers says why."""
    if warnings and len(reason.strip()) < 2:
        yield refusals.NoReason(because="; ".join(warnings))
