"""The checker's part about machines, people and tools: never two at once, set up in time, never more than there are."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from takt.engine.broken import Rule, Violation
from takt.engine.intervals import IntArray
from takt.engine.openness import OpenMinutes
from takt.engine.problem import NO_SETUP, Problem, Resource
from takt.engine.schedule import Schedule


def lane_violations(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Overlaps on each machine or person, the whole span from start to end counting as taken; and set-ups."""
    kinds = (("machine", problem.machines, schedule.machines), ("person", problem.people, schedule.people))
    for kind, resources, users in kinds:
        by_user = np.lexsort((schedule.ends, schedule.starts, users))
        for user, rows in _runs(users, by_user):
            if not 0 <= user < len(resources):
                continue  # an unknown one is named by the choices
            name, resource = f"{kind} {user}", resources[user]
            yield from _overlaps(name, rows, schedule)
            yield from _occupied(name, resource, rows, schedule)
            if kind == "machine" and resource.setup_group != NO_SETUP:
                yield from _setups(problem, resource, rows, schedule)


def _runs(users: IntArray, rows: IntArray) -> Iterator[tuple[int, IntArray]]:
    if users.size:
        for part in np.split(rows, np.flatnonzero(np.diff(users[rows])) + 1):
            yield int(users[part[0]]), part


def _overlaps(name: str, rows: IntArray, schedule: Schedule) -> Iterator[Violation]:
    reach = np.maximum.accumulate(schedule.ends[rows])
    late = np.flatnonzero(schedule.starts[rows][1:] < reach[:-1])
    for at in late.tolist():
        holder = rows[np.argmax(schedule.ends[rows[: at + 1]])]
        yield Violation(Rule.OVERLAP, int(rows[at + 1]), int(holder), name)


def _occupied(name: str, resource: Resource, rows: IntArray, schedule: Schedule) -> Iterator[Violation]:
    taken = resource.occupied
    if not len(taken):
        return
    # of the slots that end after the operation starts, the first one must begin no earlier than the
    # operation ends
    first = np.searchsorted(taken.ends, schedule.starts[rows], side="right")
    begins = np.append(taken.starts, np.iinfo(np.int64).max)[first]
    for at in np.flatnonzero(begins < schedule.ends[rows]).tolist():
        yield Violation(Rule.OCCUPIED, int(rows[at]), int(first[at]), name)


def _setups(problem: Problem, machine: Resource, rows: IntArray, schedule: Schedule) -> Iterator[Violation]:
    """Between what was on the machine before and each operation, and each adopted slot after an operation."""
    slots = len(machine.occupied)
    given = np.asarray(machine.occupied_families, np.int64)
    families = np.concatenate([problem.families[rows], given if given.size else np.zeros(slots, np.int64)])
    starts = np.concatenate([schedule.starts[rows], machine.occupied.starts])
    ends = np.concatenate([schedule.ends[rows], machine.occupied.ends])
    order = np.lexsort((ends, starts))
    opened = OpenMinutes([machine.open])
    free_from = np.concatenate([[0], opened.before(ends[order])[:-1]])
    before = np.concatenate([[machine.family], families[order][:-1]])
    needed = problem.setups[machine.setup_group, before, families[order]]
    short = opened.before(starts[order]) - free_from < needed
    for at in np.flatnonzero(short).tolist():
        this, last = int(order[at]), int(order[at - 1]) if at else -1
        if (this >= rows.size and (last < 0 or last >= rows.size)) or _in_progress(problem, rows, this):
            continue
        other = int(rows[last]) if 0 <= last < rows.size else -1
        owner = int(rows[this]) if this < rows.size else other
        yield Violation(Rule.SETUP, owner, other, f"{needed[at]} minutes needed")


def _in_progress(problem: Problem, rows: IntArray, this: int) -> bool:
    return this < rows.size and bool(problem.in_progress[rows[this]])


def tool_violations(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Each moment at which an operation starts and its tool is over-used."""
    owners = np.repeat(np.arange(problem.operations), np.diff(problem.need_offsets))
    for number, tool in enumerate(problem.tools):
        mine = problem.need_tools == number
        users, units = owners[mine], problem.need_units[mine]
        starts = np.concatenate([schedule.starts[users], tool.starts])
        ends = np.concatenate([schedule.ends[users], tool.ends])
        amounts = np.concatenate([units, tool.units])
        used = _used_at(starts, ends, amounts, starts)
        # what is adopted alone may exceed the capacity: only moments inside an operation count
        for at in np.flatnonzero((used > tool.capacity)[: users.size]).tolist():
            yield Violation(Rule.TOOL, int(users[at]), number, f"{used[at]} of {tool.capacity}")
        over = np.flatnonzero(used[users.size :] > tool.capacity) + users.size
        for at in over.tolist():
            inside = (schedule.starts[users] < starts[at]) & (starts[at] < schedule.ends[users])
            for operation in users[inside].tolist():
                yield Violation(Rule.TOOL, operation, number, f"{used[at]} of {tool.capacity}")


def _used_at(starts: IntArray, ends: IntArray, units: IntArray, moments: IntArray) -> npt.NDArray[np.int64]:
    """Units in use in each of the minutes."""
    by_start, by_end = np.argsort(starts), np.argsort(ends)
    begun = np.concatenate([[0], np.cumsum(units[by_start])])
    over = np.concatenate([[0], np.cumsum(units[by_end])])
    begun_at = begun[np.searchsorted(starts[by_start], moments, side="right")]
    used: npt.NDArray[np.int64] = begun_at - over[np.searchsorted(ends[by_end], moments, side="right")]
    return used
