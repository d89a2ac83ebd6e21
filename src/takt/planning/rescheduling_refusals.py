"""How planning says no to a rescheduling (III.3.3). `line`: of the message that asked for the move; 0: none."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class UnknownOperation(Refusal):
    """A message speaks of an operation that no plan in force has."""

    code, clause, status, field = "unknown_operation", "III.3.3", 422, "moves"
    sentence = _("Line %(line)s: no plan in force has an operation %(operation)s.")
    expects = _("the number of an operation of an adopted or released plan")
    operation: str
    line: int


@dataclass(frozen=True)
class NothingMoves(Refusal):
    """Everything stands already where it is wanted."""

    code, clause, status, field = "nothing_moves", "III.3.3", 409, "moves"
    sentence = _("Nothing would move: every operation stands already where it is wanted.")
    expects = _("at least one operation with another time, machine or person")


@dataclass(frozen=True)
class OperationTwice(Refusal):
    """One operation is moved to two places."""

    code, clause, status, field = "operation_twice", "III.3.3", 422, "moves"
    sentence = _("Operation %(operation)s is moved twice. Name each operation once.")
    expects = _("each operation once")
    operation: str


@dataclass(frozen=True)
class OperationBegun(Refusal):
    """What has started stays where it is."""

    code, clause, status, field = "operation_begun", "III.3.3", 409, "moves"
    sentence = _("Operation %(operation)s is %(state)s: only what is waiting can be moved.")
    expects = _("an operation that has not started")
    operation: str
    state: str


@dataclass(frozen=True)
class OperationFrozen(Refusal):
    """What starts soon stays where it is, and nothing is moved in front of it."""

    code, clause, status, field = "operation_frozen", "III.3.3", 409, "moves"
    sentence = _(
        "Operation %(operation)s would start or be taken away before %(until)s: the schedule is frozen until then."
    )
    expects = _("a start after %(until)s")
    operation: str
    until: datetime


@dataclass(frozen=True)
class OperationElsewhere(Refusal):
    """Somebody moved the operation after the rescheduling was proposed."""

    code, clause, status, field = "operation_elsewhere", "II.2", 409, "rescheduling"
    sentence = _("Operation %(operation)s was moved since this was proposed. Propose again.")
    expects = _("operations where they stood when this was proposed")
    operation: str


@dataclass(frozen=True)
class TooFarAway(Refusal):
    """No calendar reaches there."""

    code, clause, status, field = "too_far_away", "III.3.3", 422, "moves"
    sentence = _("Operation %(operation)s: %(given)s is too far from today, or it would last too long.")
    expects = _("a start at most %(days)s days from today, and an end at most %(days)s days after it")
    operation: str
    given: datetime
    days: int


@dataclass(frozen=True)
class OutsideShifts(Refusal):
    """The machine is not open long enough between start and end."""

    code, clause, status, field = "outside_shifts", "III.3.3", 409, "moves"
    sentence = _(
        "Operation %(operation)s needs %(needed)s minutes; machine %(machine)s is open %(open)s minutes between its start and end."
    )
    expects = _("a start in a shift, and %(needed)s open minutes until the end")
    operation: str
    machine: str
    needed: int
    open: int


@dataclass(frozen=True)
class BeforePredecessor(Refusal):
    """An operation would start before what it builds on has ended."""

    code, clause, status, field = "before_predecessor", "III.3.3", 409, "moves"
    sentence = _("Operation %(operation)s would start before %(predecessor)s ends at %(end)s.")
    expects = _("a start at %(end)s or later")
    operation: str
    predecessor: str
    end: datetime


@dataclass(frozen=True)
class BeforeMaterial(Refusal):
    """An operation would start before its material comes."""

    code, clause, status, field = "before_material", "III.3.3", 409, "moves"
    sentence = _("Operation %(operation)s would start before its material comes at %(there)s.")
    expects = _("a start at %(there)s or later")
    operation: str
    there: datetime


@dataclass(frozen=True)
class MessageRefused(Refusal):
    """A line system's message cannot be understood."""

    code, clause, status, field = "message_refused", "III.3.3", 422, "content"
    sentence = _("Line %(line)s, %(where)s: “%(found)s” cannot be understood.")
    expects = "%(expected)s"
    line: int
    where: str
    found: str
    expected: str


@dataclass(frozen=True)
class NothingScheduled(Refusal):
    """There is nothing to tell a line system."""

    code, clause, status, field = "nothing_scheduled", "III.3.3", 409, "format"
    sentence = _("No plan in force has operations to be done there. Adopt a plan first.")
    expects = _("at least one operation of an adopted or released plan")


@dataclass(frozen=True)
class NotASchedule(Refusal):
    """A report came where a schedule was expected."""

    code, clause, status, field = "not_a_schedule", "III.3.3", 422, "content"
    sentence = _("This message is a report of what was done. A schedule says what is to be done.")
    expects = _("a WorkSchedule, a JobList or an OperationsSchedule, or its twin in JSON or CSV")
