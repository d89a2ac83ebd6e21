"""When an operation may start and what may be reported. Pure: facts in, every reason out (R7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from takt.conduct.refusals import Refusal
from takt.planning.states import OperationState, PlanState
from takt.production.refusals import (
    EarlierOperationOpen,
    InspectionOpen,
    MachineBusy,
    NothingReported,
    NotReleased,
    NotWhole,
    OperatorNotQualified,
    PartUnfinished,
    ScrapWithoutReason,
    ShortWithoutReason,
    Stopped,
    TooMany,
)


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides whether an operation may run now. Pairs: (operation, state); (job, item)."""

    operation: str
    order_state: str
    plan: str
    plan_state: str
    skill: str
    qualified: bool
    machine: str
    running: str
    earlier_open: tuple[tuple[str, str], ...]
    parts_open: tuple[tuple[str, str], ...]
    exceptions: tuple[str, ...]
    first_in_job: bool
    reserved: bool
    uncovered: bool


def reasons_not_to_start(facts: Situation) -> list[Refusal]:
    """Plan, what comes before, parts, and whatever keeps an operation from running."""
    reasons: list[Refusal] = []
    if facts.plan_state != PlanState.RELEASED:
        reasons.append(
            NotReleased(
                operation=facts.operation, plan=facts.plan, plan_state=str(PlanState(facts.plan_state).label)
            )
        )
    for earlier, state in facts.earlier_open:
        refusal = InspectionOpen if state == OperationState.INSPECTION else EarlierOperationOpen
        reasons.append(refusal(operation=facts.operation, earlier=earlier))
    reasons += [
        PartUnfinished(operation=facts.operation, item=item, job=job) for job, item in facts.parts_open
    ]
    return reasons + reasons_not_to_run(facts)


def reasons_not_to_run(facts: Situation) -> list[Refusal]:
    """The operator, the exceptions, the machine."""
    reasons: list[Refusal] = []
    if not facts.qualified:
        reasons.append(OperatorNotQualified(operation=facts.operation, skill=facts.skill))
    reasons += [Stopped(operation=facts.operation, exception=number) for number in facts.exceptions]
    if facts.running:
        reasons.append(MachineBusy(machine=facts.machine, running=facts.running))
    return reasons


@dataclass(frozen=True, slots=True)
class Count:
    """What an operation has reported and what a new report adds. `handed_on`: good parts of the operation before."""

    operation: str
    wanted: Decimal
    handed_on: Decimal | None
    over_share: Decimal
    unit: str
    decimals: int
    good_before: Decimal
    scrap_before: Decimal
    good: Decimal
    scrap: Decimal
    scrap_reason_given: bool

    @property
    def allowed(self) -> Decimal:
        """The job's quantity with what may be made over it, but no more than came from the operation before."""
        most = self.wanted * (1 + self.over_share)
        return most if self.handed_on is None else min(most, self.handed_on)


def reasons_not_to_report(count: Count) -> list[Refusal]:
    """Fractions of whole things, too many, scrap without a reason."""
    reasons: list[Refusal] = [
        NotWhole(given=given, where=where, unit=count.unit, decimals=count.decimals)
        for where, given in (("good", count.good), ("scrap", count.scrap))
        if given != round(given, count.decimals)
    ]
    total = count.good_before + count.scrap_before + count.good + count.scrap
    if total > count.allowed:
        reasons.append(
            TooMany(
                reported=count.good + count.scrap,
                operation=count.operation,
                total=total,
                allowed=count.allowed,
            )
        )
    if count.scrap > 0 and not count.scrap_reason_given:
        reasons.append(ScrapWithoutReason(scrap=count.scrap))
    return reasons


def reasons_not_to_book(count: Count) -> list[Refusal]:
    """A report of its own says something."""
    empty: Iterable[Refusal] = [NothingReported(good=count.good)] if count.good + count.scrap == 0 else []
    return [*empty, *reasons_not_to_report(count)]


def reasons_not_to_finish(count: Count, note: str) -> list[Refusal]:
    """As for a report; and fewer good parts than came in need a word."""
    reasons = reasons_not_to_report(count)
    good = count.good_before + count.good
    wanted = count.wanted if count.handed_on is None else min(count.wanted, count.handed_on)
    if good < wanted and not note:
        reasons.append(ShortWithoutReason(good=good, operation=count.operation, wanted=wanted))
    return reasons
