"""What the standards of production must be, pure: facts in, refusals out."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext

from takt.conduct.canonical import decimal_text
from takt.conduct.refusals import InvalidInput, Refusal
from takt.factory.inputs import BillLineInput, ExceptionInput, OperationInput
from takt.factory.refusals import BillCycle, HalfASpan, Nothing, NotMadeHere, TooManyDecimals, Twice

Key = TypeVar("Key", bound=Hashable)


def bill_faults(item: str, made_here: bool, lines: Sequence[BillLineInput]) -> list[Refusal]:
    """Why these lines are no bill of the item (by number)."""
    faults: list[Refusal] = [] if made_here else [NotMadeHere(item=item)]
    faults += [] if lines else [Nothing(where="lines")]
    faults += [Twice(given=str(p), where="position") for p in _twice(line.position for line in lines)]
    if any(line.component == item for line in lines):
        faults.append(BillCycle(path=f"{item} > {item}"))
    return faults


def route_faults(item: str, made_here: bool, operations: Sequence[OperationInput]) -> list[Refusal]:
    """Why these operations are no route of the item (by number)."""
    faults: list[Refusal] = [] if made_here else [NotMadeHere(item=item)]
    faults += [] if operations else [Nothing(where="operations")]
    return faults + [Twice(given=str(s), where="sequence") for s in _twice(o.sequence for o in operations)]


def exception_faults(exceptions: Sequence[ExceptionInput]) -> list[Refusal]:
    """Why these are no exceptions of a calendar."""
    faults: list[Refusal] = [
        HalfASpan(date=str(e.date)) for e in exceptions if (e.start is None) != (e.end is None)
    ]
    keys = ((str(e.date), str(e.start or "")) for e in exceptions)
    return faults + [Twice(given=" ".join(key).strip(), where="exceptions") for key in _twice(keys)]


def zone_fault(name: str) -> list[Refusal]:
    """Why this names no time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return [
            InvalidInput(
                given=name, where="time_zone", expectation=gettext("an IANA time zone such as Asia/Shanghai")
            )
        ]
    return []


def decimals_fault(
    quantity: Decimal, item: str, unit: str, decimals: int, where: str = "quantity"
) -> list[Refusal]:
    """Whether a quantity is finer than its unit allows."""
    if quantity == round(quantity, decimals):
        return []
    return [
        TooManyDecimals(quantity=decimal_text(quantity), where=where, item=item, unit=unit, decimals=decimals)
    ]


def _twice(keys: Iterable[Key]) -> list[Key]:
    return [key for key, count in Counter(keys).items() if count > 1]
