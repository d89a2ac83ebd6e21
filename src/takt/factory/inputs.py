"""The lines that people give with a bill, a route or a calendar; other rows are named by number or code."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from takt.conduct.shapes import Amount, Code, Name, Quantity, Short, Text

ScrapShare = Annotated[Decimal, Field(ge=0, lt=1, max_digits=7, decimal_places=6)]
"""A share below 1 that is lost (0.02 is 2 %)."""
SetupMinutes = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=3)]
"""Minutes for a batch, to the thousandth."""
RunMinutes = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=6)]
"""Minutes for one unit."""
Position = Annotated[int, Field(ge=1, le=1_000_000)]
"""A line's place: 1 to 1,000,000."""
Days = Annotated[int, Field(ge=0, le=3650)]
"""Whole days, up to ten years."""
Decimals = Annotated[int, Field(ge=0, le=6)]
"""How many decimals: 0 to 6."""
Weekday = Annotated[int, Field(ge=0, le=6)]
"""0 is Monday."""


@dataclass(frozen=True, slots=True)
class BillLineInput:
    """A component of a bill, by item number."""

    position: Position
    component: Code
    quantity_per: Quantity
    scrap_share: ScrapShare = Decimal(0)


@dataclass(frozen=True, slots=True)
class OperationInput:
    """An operation of a route; work centre and skill by code. `subcontract_cost` is for one unit."""

    sequence: Position
    name: Name
    work_center: Code
    setup_minutes: SetupMinutes = Decimal(0)
    run_minutes_per_unit: RunMinutes = Decimal(0)
    skill: Short = ""
    inspection: bool = False
    instructions: Text = ""
    subcontract_cost: Amount = Decimal(0)
    name_en: Short = ""


@dataclass(frozen=True, slots=True)
class ShiftInput:
    """A weekly shift, wall-clock times; an end not after the start lies on the next day."""

    weekday: Weekday
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class ExceptionInput:
    """A date with other hours: without times it is closed, with times it is open then in addition."""

    date: date
    reason: Name
    start: time | None = None
    end: time | None = None
