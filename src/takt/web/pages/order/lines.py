"""The order's lines, each with how much of its production is done."""

from dataclasses import dataclass
from uuid import UUID

from takt.orders.models import OrderLine
from takt.planning.models import Job, Operation
from takt.planning.states import OperationState
from takt.records.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Made:
    """A line and its operations: so many of so many are done; none for a bought article."""

    line: OrderLine
    done: int
    operations: int


def made(found: Dossier) -> list[Made]:
    """Every line by position. Operations of sub-assemblies count for the line that they are made for."""
    planned = [o for o in found.operations if o.state != OperationState.DROPPED]
    jobs = {o.job_id: o.job for o in planned}
    by_line: dict[UUID | None, list[Operation]] = {}
    for operation in planned:
        by_line.setdefault(_root(operation.job, jobs).order_line_id, []).append(operation)
    return [_made(line, by_line.get(line.pk, [])) for line in found.lines]


def _made(line: OrderLine, operations: list[Operation]) -> Made:
    return Made(line, sum(1 for o in operations if o.state == OperationState.DONE), len(operations))


def _root(job: Job, jobs: dict[UUID, Job]) -> Job:
    """The job that makes the ordered article itself; as far up as jobs with operations lead."""
    while job.order_line_id is None and job.parent_id in jobs:
        job = jobs[job.parent_id]
    return job
