"""Tools with several units: a profile of use over the clock, searched and changed step by step."""

from takt.engine.compiled import compiled_bare
from takt.engine.compiled.arrays import NEVER, Tools, Work


@compiled_bare
def step_at(tools: Tools, tool: int, minute: int) -> int:
    """The step in which ``minute`` lies."""
    low = tools.offsets[tool]
    high = low + tools.counts[tool]
    while low < high:
        middle = (low + high) // 2
        if tools.times[middle] <= minute:
            low = middle + 1
        else:
            high = middle
    return int(low - 1)


@compiled_bare
def free_from(tools: Tools, tool: int, units: int, start: int, end: int) -> int:
    """``start`` when the units are free in [start, end); else the earliest minute at which such a span may begin
    as far as this span shows; NEVER: at none."""
    most = tools.capacities[tool] - units
    last = tools.offsets[tool] + tools.counts[tool] - 1
    step = step_at(tools, tool, end - 1)
    while tools.used[step] <= most:
        if tools.times[step] <= start:
            return start
        step -= 1
    return NEVER if step == last else int(tools.times[step + 1])


@compiled_bare
def free_until(tools: Tools, tool: int, units: int, start: int, end: int) -> int:
    """``end`` when the units are free in [start, end); else the latest minute at which such a span may end as far
    as this span shows."""
    most = tools.capacities[tool] - units
    step, last = step_at(tools, tool, start), tools.offsets[tool] + tools.counts[tool] - 1
    while tools.used[step] <= most:
        if step == last or tools.times[step + 1] >= end:
            return end
        step += 1
    return int(tools.times[step])


@compiled_bare
def cut(tools: Tools, tool: int, minute: int) -> None:
    """Let a step begin at ``minute``."""
    at = step_at(tools, tool, minute)
    if tools.times[at] == minute:
        return
    for step in range(tools.offsets[tool] + tools.counts[tool], at + 1, -1):
        tools.times[step], tools.used[step] = tools.times[step - 1], tools.used[step - 1]
    tools.times[at + 1], tools.used[at + 1] = minute, tools.used[at]
    tools.counts[tool] += 1


@compiled_bare
def join(tools: Tools, tool: int, minute: int) -> None:
    """Forget that a step begins at ``minute``, when nothing changes there."""
    at, first = step_at(tools, tool, minute), tools.offsets[tool]
    if at == first or tools.times[at] != minute or tools.used[at] != tools.used[at - 1]:
        return
    for step in range(at, first + tools.counts[tool] - 1):
        tools.times[step], tools.used[step] = tools.times[step + 1], tools.used[step + 1]
    tools.counts[tool] -= 1


@compiled_bare
def use(tools: Tools, tool: int, units: int, start: int, end: int) -> None:
    """Take units in [start, end); negative units give them back."""
    cut(tools, tool, start)
    cut(tools, tool, end)
    for step in range(step_at(tools, tool, start), step_at(tools, tool, end)):
        tools.used[step] += units
    join(tools, tool, start)
    join(tools, tool, end)


@compiled_bare
def use_all(tools: Tools, work: Work, operation: int, sign: int, start: int, end: int) -> None:
    """Take (sign 1) or give back (-1) everything that an operation needs."""
    for need in range(work.need_offsets[operation], work.need_offsets[operation + 1]):
        use(tools, work.need_tools[need], sign * work.need_units[need], start, end)


@compiled_bare
def all_free_from(tools: Tools, work: Work, operation: int, start: int, end: int) -> int:
    """``free_from`` for everything that an operation needs."""
    earliest = start
    for need in range(work.need_offsets[operation], work.need_offsets[operation + 1]):
        tool, units = work.need_tools[need], work.need_units[need]
        earliest = max(earliest, free_from(tools, tool, units, start, end))
    return earliest


@compiled_bare
def all_free_until(tools: Tools, work: Work, operation: int, start: int, end: int) -> int:
    """``free_until`` for everything that an operation needs."""
    latest = end
    for need in range(work.need_offsets[operation], work.need_offsets[operation + 1]):
        tool, units = work.need_tools[need], work.need_units[need]
        latest = min(latest, free_until(tools, tool, units, start, end))
    return latest
