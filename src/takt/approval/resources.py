"""What may be read of approvals."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from takt.approval.models import BudgetSheet, DecisionRight, FeasibilityStudy, Review
from takt.conduct.actors import Department
from takt.conduct.resources import Resource, columns, money, readable

REVIEWERS = frozenset(
    (
        Department.SALES,
        Department.FINANCE,
        Department.PRODUCTION,
        Department.MANAGEMENT,
        Department.ADMINISTRATION,
    )
)
SEES_COSTS = frozenset((Department.FINANCE, Department.MANAGEMENT))


def _sheet(row: BudgetSheet, reader: Any) -> dict[str, Any]:
    return {"sheet": row.sheet}


def _study(row: FeasibilityStudy, reader: Any) -> dict[str, Any]:
    return {"study": row.study}


readable(
    Resource(
        name="reviews",
        model=Review,
        clause="III.2.3",
        columns=columns(
            order__number=_("order number"),
            order_version__number=_("version"),
            round=_("round"),
            stage=_("stage"),
            verdict=_("verdict"),
            reason=_("reason"),
            reviewed_by__name=_("reviewed by"),
            reviewed_at=_("reviewed"),
            voided_at=_("voided"),
            voided_fields=_("because of"),
        ),
        readers=REVIEWERS,
        filters=("order", "order__number", "stage", "verdict", "reviewed_by", "voided_at__isnull"),
        search=("order__number",),
        joins=("order", "order_version", "reviewed_by"),
    )
)
readable(
    Resource(
        name="budget-sheets",
        model=BudgetSheet,
        clause="III.2.1",
        columns=(
            *columns(
                order__number=_("order number"), order_version__number=_("version"), currency=_("currency")
            ),
            *money(cost=_("cost"), net_amount=_("net amount"), margin_share=_("margin share")),
            *columns(hash=_("content hash"), made_at=_("made")),
        ),
        readers=SEES_COSTS,
        filters=("order", "order__number"),
        search=("order__number",),
        joins=("order", "order_version"),
        detail=_sheet,
    )
)
readable(
    Resource(
        name="feasibility-studies",
        model=FeasibilityStudy,
        clause="III.2.2",
        columns=columns(
            order__number=_("order number"),
            order_version__number=_("version"),
            feasible=_("feasible"),
            earliest_date=_("earliest date"),
            hash=_("content hash"),
            made_at=_("made"),
        ),
        readers=REVIEWERS,
        filters=("order", "order__number", "feasible"),
        search=("order__number",),
        joins=("order", "order_version"),
        detail=_study,
    )
)
readable(
    Resource(
        name="decision-rights",
        model=DecisionRight,
        clause="III.2.3",
        columns=columns(
            stage=_("stage"),
            from_amount=_("from amount"),
            currency=_("currency"),
            rank=_("rank"),
            people=_("people"),
            retired_at=_("retired"),
        ),
        readers=REVIEWERS,
        filters=("stage", "currency", "retired_at__isnull"),
    )
)
