"""What an inspector may decide (III.4.3). Pure: facts in, every reason out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from takt.conduct.canonical import decimal_text
from takt.conduct.refusals import Refusal
from takt.conduct.shapes import Called, Name, Short
from takt.quality.models import InspectionVerdict
from takt.quality.refusals import (
    HeadDecides,
    MoreThanMade,
    NothingToRework,
    OutOfTolerance,
    VerdictWithoutReason,
)


@dataclass(frozen=True)
class Measurement:
    """A measured value with its limits (both in `unit`; None: open on that side)."""

    name: Name
    value: Annotated[Decimal, Called(_("measured value"))]
    unit: Short = ""
    lower: Decimal | None = None
    upper: Decimal | None = None

    @property
    def inside(self) -> bool:
        """Whether the value lies within its limits."""
        return (self.lower is None or self.value >= self.lower) and (
            self.upper is None or self.value <= self.upper
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What was decided on how many of the good parts."""

    verdict: InspectionVerdict
    good: Decimal
    inspected: Decimal
    rejected: Decimal
    reason: str
    measurements: Sequence[Measurement]
    by_head: bool


def reasons_not_to_accept(finding: Finding) -> list[Refusal]:
    """Why the verdict cannot stand as given."""
    reasons: list[Refusal] = []
    if finding.inspected > finding.good:
        reasons.append(MoreThanMade(given=finding.inspected, most=finding.good))
    if finding.rejected > finding.inspected:
        reasons.append(MoreThanMade(given=finding.rejected, most=finding.inspected))
    if (finding.verdict != InspectionVerdict.PASS or finding.rejected > 0) and not finding.reason:
        reasons.append(VerdictWithoutReason(verdict=str(finding.verdict.label), rejected=finding.rejected))
    if finding.verdict == InspectionVerdict.PASS:
        reasons += [_outside(m) for m in finding.measurements if not m.inside]
    if finding.verdict == InspectionVerdict.REWORK and finding.rejected == 0:
        reasons.append(NothingToRework(rejected=finding.rejected))
    if finding.verdict == InspectionVerdict.CONCESSION and not finding.by_head:
        reasons.append(HeadDecides())
    return reasons


def _outside(m: Measurement) -> Refusal:
    lower, upper = ("…" if limit is None else decimal_text(limit) for limit in (m.lower, m.upper))
    return OutOfTolerance(measured=m.value, name=m.name, lower=lower, upper=upper)
