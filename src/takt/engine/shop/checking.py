"""The independent checker of shop schedules. It reads the instance as the file has it, and shares no code with any
solver: only what it finds right is printed or stored."""

from itertools import pairwise
from typing import Any


class BrokenScheduleError(Exception):
    """A schedule breaks a rule of its shop; the message names the operation, what it has and what it must have."""


def check(instance: dict[str, Any], starts: list[int], machines: list[int]) -> tuple[int, int]:
    """The makespan and the weighted tardiness of a schedule, operations numbered job by job, in minutes.

    Raises BrokenScheduleError at the first breach: a machine that cannot do the operation, a start before the job's
    release or its previous operation's end, two operations on a machine at once, a set-up cut short."""
    operations = sum(len(job) for job in instance["jobs"])
    if len(starts) != operations or len(machines) != operations:
        raise BrokenScheduleError(
            f"{len(starts)} starts and {len(machines)} machines for {operations} operations"
        )
    job_ends, spans = _follow_jobs(instance, starts, machines)
    setup = instance.get("setup")
    for machine, of_machine in spans.items():
        for (_, end, before), (start, _, after) in pairwise(sorted(of_machine)):
            free = end + (setup[machine][before][after] if setup else 0)
            if start < free:
                raise BrokenScheduleError(
                    f"operation {after} starts at {start}, but machine {machine} is free at {free} (after {before})"
                )
    return max(job_ends, default=0), _weighted_tardiness(instance, job_ends)


def _follow_jobs(
    instance: dict[str, Any], starts: list[int], machines: list[int]
) -> tuple[list[int], dict[int, list[tuple[int, int, int]]]]:
    releases = instance.get("release") or [0] * len(instance["jobs"])
    job_ends: list[int] = []
    spans: dict[int, list[tuple[int, int, int]]] = {}
    operation = 0
    for job, ready in zip(instance["jobs"], releases, strict=True):
        for alternatives in job:
            start, machine = starts[operation], machines[operation]
            if start < ready:
                raise BrokenScheduleError(f"operation {operation} starts at {start}, ready at {ready}")
            minutes = [p for m, p in alternatives if m == machine]
            if not minutes:
                raise BrokenScheduleError(
                    f"operation {operation} is on machine {machine}, not one of its own"
                )
            ready = start + min(minutes)
            spans.setdefault(machine, []).append((start, ready, operation))
            operation += 1
        job_ends.append(ready)
    return job_ends, spans


def _weighted_tardiness(instance: dict[str, Any], job_ends: list[int]) -> int:
    if not instance.get("due"):
        return 0
    weights = instance.get("weight") or [1] * len(job_ends)
    return sum(w * max(0, c - d) for c, d, w in zip(job_ends, instance["due"], weights, strict=True))
