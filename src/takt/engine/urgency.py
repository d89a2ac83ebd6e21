"""In which order operations are placed: earliest due date first, and never before a predecessor."""

from collections.abc import Sequence

from takt.engine.graph import topological_order
from takt.engine.problem import Problem


def placing_order(problem: Problem, first: Sequence[int] = ()) -> list[int]:
    """Every operation once: earliest due, then higher priority, then the job named first; predecessors
    before.

    A predecessor is as urgent as the most urgent operation that waits for it, whosever job it is. The jobs in
    ``first`` come before all others, in that order.
    """
    successors: list[list[int]] = [[] for _ in range(problem.operations)]
    for before, after in zip(problem.predecessors.tolist(), problem.successors.tolist(), strict=True):
        successors[before].append(after)
    order = topological_order(successors)
    front = {job: place - len(first) for place, job in enumerate(first)}
    due, priority = problem.due.tolist(), problem.priorities.tolist()
    urgency = [(front.get(job, 0), due[job], -priority[job], job) for job in problem.operation_jobs.tolist()]
    for operation in reversed(order):
        for successor in successors[operation]:
            urgency[operation] = min(urgency[operation], urgency[successor])
    place = {operation: position for position, operation in enumerate(order)}
    return sorted(order, key=lambda operation: (urgency[operation], place[operation]))
