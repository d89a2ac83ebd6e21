"""The one file that knows both rows and engine: facts become a Problem, a Schedule becomes placements and rows.

Times are whole minutes since 2020-01-01T00:00Z (factory.minutes).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from takt.engine.assemble import Alternative, Job, Precedence, assemble
from takt.engine.assemble import Operation as Work
from takt.engine.errors import NotPlaceableError
from takt.engine.intervals import Intervals
from takt.engine.load import load
from takt.engine.problem import NOBODY, Problem, Resource
from takt.engine.schedule import Schedule
from takt.engine.solve import solve
from takt.factory.facts import MachineFacts, OperationFacts
from takt.factory.minutes import to_minutes, to_minutes_up
from takt.factory.worktime import Span, open_spans
from takt.planning.explosion import JobDraft, minutes
from takt.planning.floor import Floor
from takt.planning.models import LANE_MINUTES


class Step(NamedTuple):
    """An operation to be placed: of the job at this index, from this minute on."""

    job: int
    operation: OperationFacts
    minutes: int
    release: int


@dataclass(frozen=True, slots=True)
class Placement:
    """A placed operation."""

    step: Step
    machine: MachineFacts
    person_id: UUID | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """Minutes of a work centre in a week that begins on a minute: open, taken before the order, and with it."""

    work_center_id: UUID
    begins: int
    open_minutes: int
    taken_minutes: int
    with_order_minutes: int


class Unplaceable(Exception):
    """A step finds no room within the horizon."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.operation.name)
        self.step = step


def steps_of(jobs: Sequence[JobDraft], now: int, there: Sequence[int]) -> list[Step]:
    """Every operation of every job; a job's first one waits for its material (`there`: minute per job)."""
    return [
        Step(
            index, operation, minutes(operation, job.quantity), max(now, there[index]) if first == 0 else now
        )
        for index, job in enumerate(jobs)
        for first, operation in enumerate(job.steps)
    ]


def lane_span(lane: int, start: int, end: int) -> tuple[int, int]:
    """[start, end) in minutes on a machine's lane (see planning.models.LANE_MINUTES)."""
    return lane * LANE_MINUTES + start, lane * LANE_MINUTES + end


class Scene:
    """A Problem with the rows behind its indexes."""

    def __init__(
        self,
        jobs: Sequence[JobDraft],
        steps: Sequence[Step],
        floor: Floor,
        dues: Sequence[int],
        low: datetime,
        high: datetime,
    ) -> None:
        self.steps = steps
        self.floor = floor
        self.machines = [m for row in floor.machines.values() for m in row]
        self.people = list({p.id: p for row in floor.people.values() for p in row})
        self._machine = {m.id: at for at, m in enumerate(self.machines)}
        self._person = {p: at for at, p in enumerate(self.people)}
        self._open = {
            k: Intervals.of(open_spans(t, low, high), "calendar") for k, t in floor.calendars.items()
        }
        self.placements: list[Placement] = []
        self.problem = self._problem(jobs, dues, low, high)

    def place(self) -> None:
        """Place every step and have it checked. Raises Unplaceable."""
        try:
            self.schedule: Schedule = solve(self.problem)
        except NotPlaceableError as error:
            raise Unplaceable(self.steps[error.facts["operation"]]) from error
        columns = (getattr(self.schedule, name).tolist() for name in ("machines", "people", "starts", "ends"))
        self.placements = [
            Placement(
                step, self.machines[machine], None if person == NOBODY else self.people[person], start, end
            )
            for step, machine, person, start, end in zip(self.steps, *columns, strict=True)
        ]

    def weeks(self, edges: Sequence[int]) -> list[WeekLoad]:
        """Load by work centre and week, without and with the placed order."""
        centers = list(self.floor.machines)
        groups = [centers.index(m.work_center_id) for m in self.machines]
        before = load(self.problem.machines, groups, edges)
        after = load(self.schedule.taken(self.problem)[0], groups, edges)
        return [
            WeekLoad(
                center,
                edges[week],
                *(
                    int(n[row, week])
                    for n in (before.open_minutes, before.occupied_minutes, after.occupied_minutes)
                ),
            )
            for row, center in enumerate(centers)
            for week in range(len(edges) - 1)
        ]

    def _problem(
        self, jobs: Sequence[JobDraft], dues: Sequence[int], low: datetime, high: datetime
    ) -> Problem:
        return assemble(
            [Work(s.job, self._alternatives(s), s.release) for s in self.steps],
            [Job(due) for due in dues],
            [Resource(self._open[m.calendar_id], self._occupied(m.id)) for m in self.machines],
            self._everybody(low, high),
            self._precedence(jobs),
        )

    def _everybody(self, low: datetime, high: datetime) -> list[Resource]:
        """A person is there whenever the machine's work centre is open."""
        always = Intervals.of([(to_minutes_up(low), to_minutes(high))], "always")
        return [Resource(always, self._occupied(p)) for p in self.people]

    def _occupied(self, whose: UUID) -> Intervals:
        spans: list[Span] = self.floor.taken.get(whose, [])
        return Intervals.merged(spans, "taken")

    def _alternatives(self, step: Step) -> list[Alternative]:
        skill = step.operation.skill_id
        pool = None if skill is None else tuple(self._person[p.id] for p in self.floor.people[skill])
        machines = self.floor.machines[step.operation.work_center_id]
        return [Alternative(self._machine[m.id], step.minutes, pool) for m in machines]

    def _precedence(self, jobs: Sequence[JobDraft]) -> list[Precedence]:
        """Inside a job by sequence; a sub-job's last operation before its parent's first."""
        rows: dict[int, list[int]] = {}
        for at, step in enumerate(self.steps):
            rows.setdefault(step.job, []).append(at)
        inside = [Precedence(a, b) for row in rows.values() for a, b in pairwise(row)]
        upward = [
            Precedence(row[-1], rows[jobs[job].parent][0])
            for job, row in rows.items()
            if jobs[job].parent >= 0
        ]
        return inside + upward
