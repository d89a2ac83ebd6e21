"""The approvals of an order as people follow them: who said what, on which content, what is void and why, what is missing."""

from collections import Counter
from dataclasses import dataclass

from takt.approval.inputs import changed_inputs, inputs_hash
from takt.approval.models import Review, Stage, Verdict
from takt.approval.reviewing import DEPARTMENT_OF
from takt.departments.models import Rank
from takt.orders.states import OrderState
from takt.records.dossier import Dossier
from takt.records.evidence import Evidence, Facts
from takt.web.pages.order.wording import field_in_words

STAGE_ICONS = {
    Stage.SALES: "building-store",
    Stage.BUDGET: "coin",
    Stage.FEASIBILITY: "settings-cog",
    Stage.FINAL: "rosette-discount-check",
}
_VERDICT_ICONS = {Verdict.APPROVE: "check", Verdict.RETURN: "arrow-back-up", Verdict.REFUSE: "x"}


@dataclass(frozen=True, slots=True)
class Opinion:
    """A review with the number of the version that was seen; `void_fields` in words: what changed after it of all that it
    looked at, whether it was written down as void already or holds no longer since a moment ago."""

    review: Review
    version: int
    icon: str
    void_fields: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A stage that is not complete in this round: so many people more, of the department, heads only or anybody."""

    stage: str
    icon: str
    people: int
    department: str
    heads_only: bool


@dataclass(frozen=True, slots=True)
class Round:
    """One round of opinions; a return begins the next."""

    number: int
    opinions: list[Opinion]
    missing: list[Missing]


def rounds(found: Dossier, seen: Evidence) -> list[Round]:
    """Newest round first."""
    by_id = {str(v["id"]): v for v in seen.versions}
    by_round: dict[int, list[Opinion]] = {}
    for review in found.reviews:
        by_round.setdefault(review.round, []).append(
            _opinion(review, by_id.get(str(review.order_version_id)), found, seen)
        )
    current = found.order.round
    missing = _missing(found, seen) if found.order.state == OrderState.CONFIRMED and seen.versions else []
    if missing:
        by_round.setdefault(current, [])
    return [Round(n, by_round[n], missing if n == current else []) for n in sorted(by_round, reverse=True)]


def holding(found: Dossier, seen: Evidence) -> list[Review]:
    """This round's approvals that hold for the content as it is now (II.2)."""
    return [
        r
        for r in found.reviews
        if r.round == found.order.round and r.verdict == Verdict.APPROVE and not _outdated(r, seen)
    ]


def _outdated(review: Review, seen: Evidence) -> bool:
    if review.voided_at is not None:
        return True
    return (
        bool(seen.versions) and inputs_hash(review.stage, seen.versions[-1]["content"]) != review.inputs_hash
    )


def _opinion(review: Review, version: Facts | None, found: Dossier, seen: Evidence) -> Opinion:
    current = review.round == found.order.round and review.verdict == Verdict.APPROVE
    gone = review.voided_at is not None or (current and _outdated(review, seen))
    fields = list(review.voided_fields)
    if gone and not fields and version is not None:
        now = seen.versions[-1]["content"]
        fields = [d.field for d in changed_inputs(review.stage, version["content"], now)]
    words = ", ".join(field_in_words(f) for f in fields)
    icon = "ban" if gone else _VERDICT_ICONS[Verdict(review.verdict)]
    return Opinion(review, version["number"] if version else 0, icon, words, not gone)


def _missing(found: Dossier, seen: Evidence) -> list[Missing]:
    given = Counter(r.stage for r in holding(found, seen))
    missing = []
    for stage in Stage:
        right = seen.rights.get(stage.value, {})
        people = max(0, right.get("people", 1) - given[stage.value])
        if people:
            department = str(DEPARTMENT_OF[stage].label)
            heads_only = right.get("rank") == Rank.HEAD
            missing.append(Missing(str(stage.label), STAGE_ICONS[stage], people, department, heads_only))
    return missing
