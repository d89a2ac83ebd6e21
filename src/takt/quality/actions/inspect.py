"""III.4.3 质量检验: an inspection point is decided; what follows waits for it."""

from decimal import Decimal

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.canonical import plain
from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import QuantityOrZero, Text
from takt.departments.models import Person
from takt.planning.completion import conclude
from takt.planning.models import Operation
from takt.planning.reads import standing
from takt.planning.states import OPERATION_ENDINGS, OperationMove
from takt.quality import rules
from takt.quality.models import Inspection, InspectionVerdict
from takt.quality.rules import Finding, Measurement

ZERO = Decimal(0)


@action("III.4.3", by=Department.QUALITY, while_in=OPERATION_ENDINGS.origins(OperationMove.PASS))
def inspect(
    operation: Operation,
    *,
    by: Person,
    verdict: InspectionVerdict,
    inspected: QuantityOrZero | None = None,
    rejected: QuantityOrZero = ZERO,
    reason: Text = "",
    measurements: list[Measurement] | None = None,
) -> Inspection:
    """Decide an inspection point: pass (rejected parts are scrapped), rework (rejected parts go back), or concession."""
    finding = Finding(
        verdict=verdict,
        good=operation.good_quantity,
        inspected=operation.good_quantity if inspected is None else inspected,
        rejected=rejected,
        reason=reason,
        measurements=measurements or [],
        by_head=verdict == InspectionVerdict.CONCESSION and _heads_quality(by),
    )
    refuse_if(rules.reasons_not_to_accept(finding))
    made = Inspection(
        order_id=operation.order_id,
        operation=operation,
        verdict=verdict,
        inspected_quantity=finding.inspected,
        rejected_quantity=rejected,
        measurements=plain(finding.measurements),
        reason=reason,
        inspected_by=by,
        inspected_at=now(),
    )
    create_with_entry(made)
    _apply(operation, finding, by)
    return made


def _heads_quality(by: Person) -> bool:
    """As the rows say now, not as the caller loaded them."""
    return Person.objects.filter(pk=by.pk, head_of__contains=[Department.QUALITY.value]).exists()


def _apply(operation: Operation, finding: Finding, by: Person) -> None:
    if finding.verdict == InspectionVerdict.REWORK:
        operation.good_quantity -= finding.rejected
        operation.ended_at = None
        operation.state = OPERATION_ENDINGS.target(OperationMove.REWORK)
        return
    if finding.verdict == InspectionVerdict.PASS:
        operation.good_quantity -= finding.rejected
        operation.scrap_quantity += finding.rejected
    operation.state = OPERATION_ENDINGS.target(OperationMove.PASS)
    conclude(operation, by, last=standing(operation).last)
