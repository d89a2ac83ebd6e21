"""Clock minutes into working minutes of a calendar, and back: O(log openings) each way."""

from takt.engine.compiled import compiled_bare
from takt.engine.compiled.arrays import Calendars


@compiled_bare
def worked(calendars: Calendars, calendar: int, clock: int) -> int:
    """Open minutes before ``clock``."""
    first = calendars.offsets[calendar]
    low, high = first, calendars.offsets[calendar + 1]
    while low < high:
        middle = (low + high) // 2
        if calendars.opens[middle] <= clock:
            low = middle + 1
        else:
            high = middle
    if low == first:
        return 0
    return int(calendars.before[low - 1] + min(clock, calendars.closes[low - 1]) - calendars.opens[low - 1])


@compiled_bare
def start_of(calendars: Calendars, calendar: int, work: int) -> int:
    """The clock minute in which working minute ``work`` (0 .. total - 1) begins: always an open one."""
    low, high = calendars.offsets[calendar], calendars.offsets[calendar + 1]
    while low < high:
        middle = (low + high) // 2
        if calendars.before[middle] <= work:
            low = middle + 1
        else:
            high = middle
    return int(calendars.opens[low - 1] + work - calendars.before[low - 1])


@compiled_bare
def end_of(calendars: Calendars, calendar: int, work: int) -> int:
    """The first clock minute before which ``work`` (1 .. total) minutes were open."""
    low, high = calendars.offsets[calendar], calendars.offsets[calendar + 1]
    while low < high:
        middle = (low + high) // 2
        if calendars.before[middle] < work:
            low = middle + 1
        else:
            high = middle
    return int(calendars.opens[low - 1] + work - calendars.before[low - 1])


@compiled_bare
def start_for_end(calendars: Calendars, calendar: int, end: int, minutes: int) -> int:
    """The first open minute from which ``minutes`` of work end at ``end`` or later; ``end`` when the calendar ends
    before."""
    start = worked(calendars, calendar, end - 1) + 1 - minutes
    if start + minutes > calendars.totals[calendar]:
        return end
    return start_of(calendars, calendar, max(start, 0))
