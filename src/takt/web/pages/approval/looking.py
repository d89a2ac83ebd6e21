"""What every reviewer has before them: the order, its lines, what the others said, and the numbers as they would be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from takt.approval.actions.feasibility import studied
from takt.approval.costing import costed
from takt.approval.models import Verdict
from takt.approval.refusals import NoExchangeRate
from takt.conduct import clock
from takt.conduct.canonical import content_hash, plain
from takt.conduct.refusals import Refused
from takt.departments.models import Person
from takt.orders.models import Order
from takt.records.dossier import JOINS, Dossier, before_deciding
from takt.records.evidence import Evidence, evidence
from takt.web.pages.joined import joined
from takt.web.pages.order import approvals, cost, feasibility, head, lines


@dataclass(frozen=True, slots=True)
class Desk:
    """A reviewer's desk."""

    found: Dossier
    seen: Evidence


def desk_of(order: Order, reader: Person) -> Desk:
    """The order as the reviewer may see it."""
    found = before_deciding(joined(order, *JOINS), reader)
    return Desk(found, evidence(found, reader))


def verdicts(row: Order, reader: Person) -> list[tuple[str, str]]:
    """What a reviewer may say, as they say it: 同意, 退回, 驳回."""
    said = {Verdict.APPROVE: _("Approve"), Verdict.RETURN: _("Return"), Verdict.REFUSE: _("Refuse")}
    return [(verdict.value, words) for verdict, words in said.items()]


SAYS = {"verdict": verdicts}


def common(desk: Desk) -> dict[str, Any]:
    """What stands on every reviewer's page."""
    return {
        "order": desk.found.order,
        "dossier": desk.found,
        "dates": head.dates(desk.found),
        "lines": lines.made(desk.found),
        "rounds": approvals.rounds(desk.found, desk.seen),
        "cost": cost.cost_of(desk.seen),
        "study": feasibility.study_of(desk.seen),
    }


def budget_now(desk: Desk, rate: Any = None) -> dict[str, Any]:
    """The budget computed as the review would keep it; what keeps it from being computed; what speaks against a plain yes."""
    try:
        basis = costed(desk.found.order, rate)
    except Refused as refused:
        needs_rate = any(isinstance(r, NoExchangeRate) for r in refused.refusals)
        return {"cost": None, "cannot": [str(r) for r in refused.refusals], "needs_rate": needs_rate}
    sheet = _as_kept(desk, sheet=plain(basis.sheet))
    made = cost.cost_of(replace(desk.seen, sheet=sheet))
    return {"cost": made, "warnings": basis.warnings, "needs_rate": bool(rate)}


def study_now(desk: Desk) -> dict[str, Any]:
    """The feasibility study made as the review would keep it."""
    basis = studied(desk.found.order).study
    earliest = basis.earliest_date.isoformat() if basis.earliest_date else None
    kept = _as_kept(desk, study=plain(basis), feasible=basis.feasible, earliest_date=earliest)
    return {"study": feasibility.study_of(replace(desk.seen, study=kept))}


def _as_kept(desk: Desk, **facts: Any) -> Mapping[str, Any]:
    content = facts.get("sheet") or facts.get("study")
    about = {
        "hash": content_hash(content),
        "made_at": clock.now().isoformat(),
        "version": desk.found.order.content_version,
    }
    return about | facts
