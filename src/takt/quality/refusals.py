"""How quality says no (III.4.3)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class _Checked(Refusal):
    clause: ClassVar[str] = "III.4.3"
    status: ClassVar[int] = 422


@dataclass(frozen=True)
class VerdictWithoutReason(_Checked):
    """Rework, concession and rejected parts need a reason."""

    code, field = "verdict_without_reason", "reason"
    sentence = _("Say why: the verdict is “%(verdict)s”, with %(rejected)s rejected.")
    expects = _("a reason")
    verdict: str
    rejected: Decimal


@dataclass(frozen=True)
class OutOfTolerance(_Checked):
    """A measured value lies outside its limits, so the parts do not pass."""

    code, field = "out_of_tolerance", "measurements"
    sentence = _("%(name)s is %(measured)s, outside %(lower)s to %(upper)s: decide rework, or a concession.")
    expects = _("%(lower)s to %(upper)s")
    measured: Decimal
    name: str
    lower: str
    upper: str


@dataclass(frozen=True)
class MoreThanMade(_Checked):
    """More was inspected than reported good, or more rejected than inspected."""

    code, field = "more_than_made", "inspected"
    sentence = _("%(given)s are more than the %(most)s that can be inspected or rejected.")
    expects = _("%(most)s or less")
    given: Decimal
    most: Decimal


@dataclass(frozen=True)
class NothingToRework(_Checked):
    """Rework sends parts back: it says how many."""

    code, field = "nothing_to_rework", "rejected"
    sentence = _("Rework sends rejected parts back, but %(rejected)s were rejected.")
    expects = _("the number of parts to be worked again")
    rejected: Decimal


@dataclass(frozen=True)
class HeadDecides(Refusal):
    """A concession is granted by the head of quality only."""

    code, clause, status, field = "head_of_quality_decides", "III.4.3", 403, "by"
    sentence = _("A concession is granted by the head of quality.")
    expects = _("the head of quality")
