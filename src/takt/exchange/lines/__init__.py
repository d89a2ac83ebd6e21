"""Messages between Takt and the systems that schedule and run the lines (III.3.3), by ISA-95.

B2MML 7 (WorkSchedule or OperationsSchedule out and in; WorkPerformance or OperationsPerformance in), and its twins in JSON and
CSV. Pure: bytes to facts and back. The Business To Manufacturing Markup Language (B2MML) is used courtesy of MESA International."""

from takt.exchange.lines.facts import (
    LinePerformance,
    LineSchedule,
    OperationActual,
    ProductionRequest,
    ScheduledOperation,
)
from takt.exchange.lines.faults import MessageFault
from takt.exchange.lines.reading import read
from takt.exchange.lines.writing import FORMATS, write
from takt.exchange.lines.xml import MAX_BYTES

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "LinePerformance",
    "LineSchedule",
    "MessageFault",
    "OperationActual",
    "ProductionRequest",
    "ScheduledOperation",
    "read",
    "write",
]
