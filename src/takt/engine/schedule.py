"""A schedule: for each operation its start, end, machine and person; and what it means for the jobs."""

from dataclasses import dataclass

import numpy as np

from takt.engine.errors import ProblemError
from takt.engine.intervals import IntArray, Intervals, whole_numbers
from takt.engine.problem import NOBODY, Problem, Resource, Tool, families_of


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """Per operation: [start, end) in minutes, machine, and person (NOBODY: needs none). Says nothing about
    being right: ``check.violations`` does."""

    starts: IntArray
    ends: IntArray
    machines: IntArray
    people: IntArray

    def __post_init__(self) -> None:
        for name in ("starts", "ends", "machines", "people"):
            array = whole_numbers(getattr(self, name))
            if array is None or array.size != len(self.starts):
                expected = f"{len(self.starts)} whole numbers"
                raise ProblemError(
                    kind="schedule", index="-", field=name, value="another shape", expected=expected
                )
            object.__setattr__(self, name, array)

    @property
    def operations(self) -> int:
        """How many operations are placed."""
        return int(self.starts.size)

    def makespan(self) -> int:
        """The minute at which the last operation ends; 0 without operations."""
        return int(self.ends.max()) if self.operations else 0

    def job_ends(self, problem: Problem) -> IntArray:
        """The minute at which each job ends; its due minute when it has no operation."""
        ends: IntArray = problem.due.copy()
        has_work = np.unique(problem.operation_jobs)
        ends[has_work] = np.iinfo(np.int64).min
        np.maximum.at(ends, problem.operation_jobs, self.ends)
        return ends

    def tardiness(self, problem: Problem) -> IntArray:
        """Minutes by which each job ends after it is due; 0 when it is in time."""
        late: IntArray = np.maximum(self.job_ends(problem) - problem.due, 0)
        return late

    def weighted_tardiness(self, problem: Problem) -> int:
        """Sum over the jobs of tardiness in minutes times priority."""
        late, weight = self.tardiness(problem).tolist(), problem.priorities.tolist()
        return sum(minutes * priority for minutes, priority in zip(late, weight, strict=True))

    def taken(self, problem: Problem) -> tuple[tuple[Resource, ...], tuple[Resource, ...]]:
        """Machines and people as they are once this schedule is adopted: its slots joined to the occupied
        ones."""
        return (
            self._with_slots(problem.machines, self.machines, problem.families),
            self._with_slots(problem.people, self.people, np.zeros(self.operations, np.int64)),
        )

    def tools_taken(self, problem: Problem) -> tuple[Tool, ...]:
        """Tools as they are once this schedule is adopted."""
        owners = np.repeat(np.arange(problem.operations), np.diff(problem.need_offsets))
        found = []
        for number, tool in enumerate(problem.tools):
            mine = problem.need_tools == number
            starts = np.concatenate([tool.starts, self.starts[owners[mine]]])
            ends = np.concatenate([tool.ends, self.ends[owners[mine]]])
            found.append(
                Tool(tool.capacity, starts, ends, np.concatenate([tool.units, problem.need_units[mine]]))
            )
        return tuple(found)

    def _with_slots(
        self, resources: tuple[Resource, ...], users: IntArray, families: IntArray
    ) -> tuple[Resource, ...]:
        joined = list(resources)
        order = np.argsort(users, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(users[order])) + 1) if order.size else ():
            user = int(users[rows[0]])
            if user != NOBODY:
                joined[user] = self._joined(resources[user], rows, families[rows])
        return tuple(joined)

    def _joined(self, old: Resource, rows: IntArray, families: IntArray) -> Resource:
        """One machine or person with these operations as adopted slots; each stays a slot of its own, so that its
        family is known."""
        starts = np.concatenate([old.occupied.starts, self.starts[rows]])
        ends = np.concatenate([old.occupied.ends, self.ends[rows]])
        line = np.lexsort((ends, starts))
        known = np.concatenate([families_of(old), families])[line]
        slots = Intervals(starts[line], ends[line], old.occupied.label)
        return Resource(old.open, slots, old.setup_group, old.family, known)
