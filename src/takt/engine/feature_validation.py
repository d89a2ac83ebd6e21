"""What set-ups, tools, pins, the fence, work in progress and weights must satisfy."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from takt.engine.bounds import each, refuse, refuse_where, within
from takt.engine.errors import ProblemError
from takt.engine.intervals import LIMIT, IntArray

if TYPE_CHECKING:
    from takt.engine.problem import Problem

NO_MINUTE = -LIMIT - 1


def refuse_wrong_features(problem: "Problem") -> None:
    """Raise ProblemError for the first thing that is wrong."""
    _setups(problem)
    _tools(problem)
    _needs(problem)
    _pins(problem)
    _progress(problem)
    for name, weight in problem.weights._asdict().items():
        if not 0 <= weight <= LIMIT:
            refuse(("weights", 0, name), weight, f"0 to {LIMIT}")


def _setups(problem: "Problem") -> None:
    setups = problem.setups
    if setups.ndim != 3 or setups.shape[1] != setups.shape[2] or setups.dtype.kind != "i":
        value = f"{setups.dtype} {setups.shape}"
        expected = "whole minutes by group, family before and family"
        raise ProblemError(kind="problem", index="-", field="setups", value=value, expected=expected)
    within(setups.reshape(-1), 0, LIMIT, each("setup", "minutes"))
    groups, families = setups.shape[:2]
    within(problem.families, 0, families - 1, each("operation", "family"))
    for at, machine in enumerate(problem.machines):
        if not -1 <= machine.setup_group < groups:
            refuse(("machine", at, "setup_group"), machine.setup_group, f"-1 to {groups - 1}")
        if not 0 <= machine.family < families:
            refuse(("machine", at, "family"), machine.family, f"0 to {families - 1}")
        slots = machine.occupied_families
        if len(slots):
            if len(slots) != len(machine.occupied):
                value, expected = f"{len(slots)} long", f"{len(machine.occupied)} long"
                refuse(("machine", at, "occupied_families"), value, expected)
            within(np.asarray(slots), 0, families - 1, each(f"machine {at}, slot", "family"))


def _tools(problem: "Problem") -> None:
    for at, tool in enumerate(problem.tools):
        if not 1 <= tool.capacity <= LIMIT:
            refuse(("tool", at, "capacity"), tool.capacity, f"1 to {LIMIT}")
        if not tool.starts.size == tool.ends.size == tool.units.size:
            value = (tool.starts.size, tool.ends.size, tool.units.size)
            refuse(("tool", at, "starts, ends, units"), value, "one length")
        within(tool.units, 1, LIMIT, each(f"tool {at}, slot", "units"))
        within(tool.starts, -LIMIT, LIMIT, each(f"tool {at}, slot", "start"))
        within(tool.ends, -LIMIT, LIMIT, each(f"tool {at}, slot", "end"))
        name = each(f"tool {at}, slot", "start")
        refuse_where(tool.starts >= tool.ends, tool.starts, "start before end", name)


def _needs(problem: "Problem") -> None:
    offsets, needs = problem.need_offsets, problem.need_tools
    if offsets[0] != 0 or offsets[-1] != needs.size or (np.diff(offsets) < 0).any():
        value, expected = f"{offsets[0]} to {offsets[-1]}", f"0 to {needs.size}, never falling"
        raise ProblemError(kind="problem", index="-", field="need_offsets", value=value, expected=expected)
    within(needs, 0, len(problem.tools) - 1, each("need", "tool"))
    if not needs.size:
        return
    capacities = np.array([tool.capacity for tool in problem.tools], np.int64)
    within(problem.need_units, 1, LIMIT, each("need", "units"))
    too_many = problem.need_units > capacities[needs]
    refuse_where(too_many, problem.need_units, "no more than the tool's capacity", each("need", "units"))
    owners = np.repeat(np.arange(problem.operations), np.diff(offsets))
    order = np.lexsort((needs, owners))
    twice = np.zeros(needs.size, np.bool_)
    twice[order[1:]] = (owners[order][1:] == owners[order][:-1]) & (needs[order][1:] == needs[order][:-1])
    refuse_where(twice, needs, "each tool once an operation", each("need", "tool"))


def _pins(problem: "Problem") -> None:
    for field in ("pinned_starts", "published_starts"):
        within(getattr(problem, field), NO_MINUTE, LIMIT, each("operation", field))
    last = len(problem.people) - 1
    within(problem.pinned_people, -2, last, each("operation", "pinned_people"))
    within(problem.published_people, -1, last, each("operation", "published_people"))
    within(problem.published_machines, -1, len(problem.machines) - 1, each("operation", "published_machines"))
    if not NO_MINUTE <= problem.fence <= LIMIT:
        refuse(("problem", 0, "fence"), problem.fence, f"-{LIMIT} to {LIMIT}, or NO_MINUTE")
    pinned = problem.pinned_machines
    _among_alternatives(problem, pinned != -1, pinned, "pinned_machines")
    _among_alternatives(problem, problem.frozen, problem.published_machines, "published_machines")


def _among_alternatives(
    problem: "Problem", asked: npt.NDArray[np.bool_], machines: IntArray, field: str
) -> None:
    if not asked.any():
        return
    owners = np.repeat(np.arange(problem.operations), np.diff(problem.alternative_offsets))
    known = np.zeros(problem.operations, np.bool_)
    known[owners[problem.alternative_machines == machines[owners]]] = True
    expected = "a machine of its alternatives"
    refuse_where(asked & ~known, machines, expected, each("operation", field))


def _progress(problem: "Problem") -> None:
    within(problem.remaining_minutes, 0, LIMIT, each("operation", "remaining_minutes"))
    begun = problem.in_progress
    if not begun.any():
        return
    machines = problem.pinned_machines
    expected = "a machine: the operation is in progress"
    refuse_where(begun & (machines == -1), machines, expected, each("operation", "pinned_machines"))
    expected = "no minute: the operation is in progress"
    starts = problem.pinned_starts
    refuse_where(begun & (starts != NO_MINUTE), starts, expected, each("operation", "pinned_starts"))
    for users, field in ((machines, "pinned_machines"), (problem.pinned_people, "pinned_people")):
        rows = np.flatnonzero(begun & (users >= 0))
        _, first = np.unique(users[rows], return_index=True)
        twice = np.ones(problem.operations, np.bool_)
        twice[rows[first]] = False
        expected = "one operation in progress at a time"
        refuse_where(twice & begun & (users >= 0), users, expected, each("operation", field))
