"""How the floor says no (III.4)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class NotReleased(Refusal):
    """The plan is not released, or the order is not on the floor."""

    code, clause, field = "not_released", "III.4.1", "operation"
    sentence = _("%(operation)s is not released to the floor: its plan %(plan)s is %(plan_state)s.")
    expects = _("an operation of a released plan")
    operation: str
    plan: str
    plan_state: str


@dataclass(frozen=True)
class EarlierOperationOpen(Refusal):
    """An operation before this one in the job is not done."""

    code, clause, field = "earlier_operation_open", "III.4.1", "operation"
    sentence = _("%(earlier)s comes before %(operation)s and is not done.")
    expects = _("the operations before it done")
    operation: str
    earlier: str


@dataclass(frozen=True)
class InspectionOpen(Refusal):
    """The inspection point before this operation is undecided."""

    code, clause, field = "inspection_open", "III.4.3", "operation"
    sentence = _("%(earlier)s comes before %(operation)s and awaits inspection.")
    expects = _("the inspection decided")
    operation: str
    earlier: str


@dataclass(frozen=True)
class PartUnfinished(Refusal):
    """A sub-assembly that goes into this job is not finished."""

    code, clause, field = "part_unfinished", "III.4.1", "operation"
    sentence = _("%(operation)s needs %(item)s, which job %(job)s has not finished.")
    expects = _("its parts finished")
    operation: str
    item: str
    job: str


@dataclass(frozen=True)
class OperatorNotQualified(Refusal):
    """The acting person lacks the skill."""

    code, clause, status, field = "operator_not_qualified", "III.3.2", 403, "by"
    sentence = _("%(operation)s needs the skill %(skill)s; you are not qualified for it now.")
    expects = _("a person qualified for %(skill)s")
    operation: str
    skill: str


@dataclass(frozen=True)
class Stopped(Refusal):
    """A blocking exception is open."""

    code, clause, field = "stopped", "III.4.2", "operation"
    sentence = _("%(operation)s is stopped by exception %(exception)s. Resolve it first.")
    expects = _("no blocking exception open")
    operation: str
    exception: str


@dataclass(frozen=True)
class MachineBusy(Refusal):
    """Something else runs on the machine."""

    code, clause, field = "machine_busy", "III.4.1", "machine"
    sentence = _("Machine %(machine)s runs %(running)s now. Finish or pause it first.")
    expects = _("a machine on which nothing runs")
    machine: str
    running: str


@dataclass(frozen=True)
class _Counted(Refusal):
    clause: ClassVar[str] = "III.4.2"
    status: ClassVar[int] = 422


@dataclass(frozen=True)
class NothingReported(_Counted):
    """A report without a quantity."""

    code, field = "nothing_reported", "good"
    sentence = _("Report good or scrapped parts: both are %(good)s.")
    expects = _("a quantity above zero")
    good: Decimal


@dataclass(frozen=True)
class TooMany(_Counted):
    """More than the job may make, or than the operation before handed on."""

    code, field = "too_many", "good"
    sentence = _(
        "%(reported)s are too many: with them %(operation)s would have reported %(total)s; %(allowed)s are allowed."
    )
    expects = _("a total of %(allowed)s or less")
    reported: Decimal
    operation: str
    total: Decimal
    allowed: Decimal


@dataclass(frozen=True)
class NotWhole(_Counted):
    """The unit counts no such fractions."""

    code = "not_whole"
    sentence = _("%(where)s: %(given)s %(unit)s cannot be counted; %(unit)s has %(decimals)s decimals.")
    expects = _("a quantity with at most %(decimals)s decimals")
    given: Decimal
    where: str
    unit: str
    decimals: int


@dataclass(frozen=True)
class ScrapWithoutReason(_Counted):
    """Scrap needs a reason from the list."""

    code, field = "scrap_without_reason", "scrap_reason"
    sentence = _("Say why %(scrap)s were scrapped.")
    expects = _("the code of a scrap reason")
    scrap: Decimal


@dataclass(frozen=True)
class ShortWithoutReason(_Counted):
    """Finishing with fewer good parts than the job wants needs a word."""

    code, field = "short_without_reason", "note"
    sentence = _("%(operation)s would end with %(good)s good parts of %(wanted)s. Say why in the note.")
    expects = _("a note, or %(wanted)s good parts")
    good: Decimal
    operation: str
    wanted: Decimal


@dataclass(frozen=True)
class NotThisOperation(Refusal):
    """The booking belongs to another operation."""

    code, clause, status, field = "not_this_operation", "III.4.2", 422, "booking"
    sentence = _("This booking does not belong to %(operation)s.")
    expects = _("a booking of %(operation)s")
    operation: str


@dataclass(frozen=True)
class NothingToCounter(Refusal):
    """The booking has no quantities, or was countered already."""

    code, clause, field = "nothing_to_counter", "III.4.2", "booking"
    sentence = _(
        "This booking (%(kind)s) reports nothing that could be taken back, or was taken back already."
    )
    expects = _("a report that nobody took back")
    kind: str


@dataclass(frozen=True)
class OtherOrdersOperation(Refusal):
    """The operation belongs to another order."""

    code, clause, status, field = "other_orders_operation", "III.4.2", 422, "operation"
    sentence = _("%(operation)s does not belong to order %(order)s.")
    expects = _("an operation of order %(order)s")
    operation: str
    order: str


@dataclass(frozen=True)
class NotOnTheFloorNow(Refusal):
    """Exceptions are recorded while the order is planned, on the floor or just produced."""

    code, clause, field = "not_on_the_floor_now", "III.4.2", "order"
    sentence = _("Order %(order)s is not in production now (%(state)s).")
    expects = _("an order that is planned, released, in production or produced")
    order: str
    state: str


@dataclass(frozen=True)
class AlreadyResolved(Refusal):
    """The exception was resolved."""

    code, clause, field = "already_resolved", "III.4.2", "exception"
    sentence = _("Exception %(number)s was resolved already.")
    expects = _("an open exception")
    number: str


@dataclass(frozen=True)
class NothingToProvide(Refusal):
    """The order has no bought lines left to provide."""

    code, clause, field = "nothing_to_provide", "III.4.2", "order"
    sentence = _("Order %(order)s has no bought goods left to provide.")
    expects = _("an order with bought lines that were not provided yet")
    order: str


@dataclass(frozen=True)
class GoodsMissing(_Counted):
    """Bought goods for the customer are not all there."""

    code, status, field = "goods_missing", 409, "order"
    sentence = _("%(item)s: %(missing)s are not in stock for order %(order)s yet.")
    expects = _("all bought goods in stock")
    missing: Decimal
    item: str
    order: str
