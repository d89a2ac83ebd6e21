"""ISA-95 has two families of the same messages: work (part 4: job orders) and operations (part 2: segments). Their names, side by side."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """What B2MML 7 calls each part; `times_before_type`: whether a request's times stand before its type."""

    schedule: str
    request: str
    operation: str
    start: str
    end: str
    type: str
    state: str
    parameter: str
    times_before_type: bool


WORK = Family(
    "WorkSchedule", "WorkRequest", "JobOrder", "StartTime", "EndTime", "WorkType", "DispatchStatus", "JobOrderParameter", False
)  # fmt: skip
OPERATIONS = Family(
    "OperationsSchedule", "OperationsRequest", "SegmentRequirement", "EarliestStartTime", "LatestEndTime",
    "OperationsType", "SegmentState", "SegmentParameter", True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportFamily:
    """The same of a line's report. `about`: the element that names the operation it is about."""

    performance: str
    schedule_id: str
    response: str
    actual: str
    about: str
    start: str
    end: str
    state: str


WORK_REPORT = ReportFamily(
    "WorkPerformance", "WorkScheduleID", "WorkResponse", "JobResponse", "JobOrderID", "StartTime", "EndTime", "JobState"
)  # fmt: skip
OPERATIONS_REPORT = ReportFamily(
    "OperationsPerformance", "OperationsScheduleID", "OperationsResponse", "SegmentResponse", "SegmentRequirementID",
    "ActualStartTime", "ActualEndTime", "SegmentState",
)  # fmt: skip

STATE_WORDS = {
    "waiting": "Waiting", "ready": "Ready", "running": "Running", "paused": "Held",
    "completed": "Completed", "aborted": "Aborted",
}  # fmt: skip
"""Our states in the words that both families know for a request."""

STATES_OF_WORDS = {
    "Forecast": "waiting", "Released": "waiting", "Waiting": "waiting", "Pending": "waiting",
    "Dispatched": "ready", "Ready": "ready", "Running": "running",
    "Held": "paused", "Paused": "paused", "Suspended": "paused",
    "Completed": "completed", "Closed": "completed", "Aborted": "aborted", "Cancelled": "aborted",
}  # fmt: skip
"""Every word of both families but Other, which says nothing."""

ORDER, MINUTES = "SalesOrder", "WorkingMinutes"
"""Parameters of an operation for what B2MML has no element of its own."""
