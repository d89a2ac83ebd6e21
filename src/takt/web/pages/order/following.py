"""Who acts next on an order, since when, and what the reader may do with it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from takt.conduct.action import ACTIONS
from takt.conduct.actors import ActorKind, Department
from takt.conduct.reading import serves
from takt.conduct.refusals import ConflictingDuty
from takt.departments.models import Person, Rank
from takt.records.dossier import Dossier
from takt.records.evidence import Evidence, Facts, waiting_since
from takt.web.pages.acting.possible import Act, act_url, acts_for
from takt.web.pages.names import deed_title
from takt.web.pages.order.approvals import holding

MOST_NAMES = 4
_SPOKEN = _("You have given your opinion in this round: another person gives this one.")
_NOT_ENTITLED = _("For an order of this amount the head of the department decides.")


@dataclass(frozen=True, slots=True)
class Following:
    """The next step. `url` leads to its page when the reader's department does it; `reasons` say why the reader may not."""

    department: str
    title: str
    about: str
    people: list[str]
    more_people: int
    since: datetime | None
    url: str = ""
    reasons: list[str] = field(default_factory=list)
    is_mine: bool = False


def following(found: Dossier, seen: Evidence, reader: Person) -> Following | None:
    """None when the order's life is over."""
    if found.next is None:
        return None
    step, action = found.next, ACTIONS[found.next.action]
    may = _who_may(found, seen)
    named = [] if step.department == Department.CUSTOMER else may  # who may do it for them is not waited for
    serving = {*serves(reader), *seen.lent}
    mine = bool(serving & {d.value for d in action.departments})
    reasons = _reasons(found, seen, reader, may) if mine else []
    return Following(
        department=str(Department(step.department).label),
        title=deed_title(step.action),
        about=step.about,
        people=[_called(p) for p in named[:MOST_NAMES]],
        more_people=max(0, len(named) - MOST_NAMES),
        since=waiting_since(found),
        url=act_url(step.action, step.about or found.order) if mine else "",
        reasons=reasons,
        is_mine=mine and not reasons,
    )


def other_acts(found: Dossier, seen: Evidence, reader: Person) -> list[Act]:
    """What else the reader may do with the order now."""
    next_action = found.next.action if found.next is not None else ""
    acts = acts_for(found.order, reader, {*serves(reader), *seen.lent})
    return [act for act in acts if act.name != next_action]


def _who_may(found: Dossier, seen: Evidence) -> list[Facts]:
    """By department and matrix as the rows say; in review also by rank, and one opinion a person and round."""
    stage = (
        found.next.action.partition(".")[2]
        if found.next and found.next.action.startswith("approval.")
        else ""
    )
    if not stage:
        return seen.may
    spoken = {
        str(r.reviewed_by_id) for r in found.reviews if r.round == found.order.round and not r.voided_at
    }
    heads_only = seen.rights.get(stage, {}).get("rank") == Rank.HEAD
    return [p for p in seen.may if p["id"] not in spoken and (p["head"] or not heads_only)]


def _reasons(found: Dossier, seen: Evidence, reader: Person, may: list[Facts]) -> list[str]:
    """Why somebody of the department may not do this step. What the step itself may refuse is said on its own page."""
    if found.next is None or reader.kind != ActorKind.EMPLOYEE or str(reader.pk) in {p["id"] for p in may}:
        return []
    reasons = [
        str(ConflictingDuty(person=a["person"], earlier=a["earlier"], action=found.next.action))
        for a in seen.against
    ]
    spoken = {r.reviewed_by_id for r in holding(found, seen)}
    return reasons or [str(_SPOKEN if reader.pk in spoken else _NOT_ENTITLED)]


def _called(person: Facts) -> str:
    return f"{person['name']} ← {person['for']}" if person["for"] else str(person["name"])
