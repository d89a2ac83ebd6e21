"""III.2.2 生产可行性分析: production looks at capacity, materials and the earliest date."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from takt.approval import rules
from takt.approval.models import FeasibilityStudy, Stage, Verdict
from takt.approval.reviewing import Judgement, judged, write_down
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.canonical import content_hash, plain
from takt.conduct.door import now
from takt.conduct.refusals import Stale, refuse, refuse_if
from takt.conduct.shapes import Text
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning import reads as planning


@dataclass(frozen=True, slots=True)
class Studied:
    """A study, and the content that it is about."""

    content_hash: str
    study: planning.Study


def studied(order: Order, **_given: Any) -> Studied:
    """Place the order on the floor as it stands (before the transaction: it may take a while)."""
    return Studied(order.content_hash, planning.feasibility(order))


@action("III.2.2", by=Department.PRODUCTION, while_in={OrderState.CONFIRMED}, prepare=studied)
def feasibility(
    order: Order,
    *,
    by: Person,
    verdict: Verdict = Verdict.APPROVE,
    reason: Text = "",
    prepared: Studied | None = None,
) -> None:
    """Production sees load, shortages and the earliest date, and approves, returns or refuses the order."""
    basis = prepared or studied(order)
    if basis.content_hash != order.content_hash:
        raise refuse(Stale(seen=order.version - 1, now=order.version, state=order.state))
    seen = judged(order, by, Stage.FEASIBILITY, verdict, reason)
    if verdict == Verdict.APPROVE and not basis.study.feasible:
        refuse_if(rules.reasons_against_silence(reason, [_("the order cannot be ready in time")]))
    study = plain(basis.study)
    kept = FeasibilityStudy(
        order=order,
        order_version=seen.version,
        study=study,
        earliest_date=basis.study.earliest_date,
        feasible=basis.study.feasible,
        hash=content_hash(study),
        made_at=now(),
    )
    write_down(order, by, seen, Judgement(Stage.FEASIBILITY, verdict, reason, study=kept))
