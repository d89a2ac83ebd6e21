"""Shops small enough to try every schedule, made by hypothesis, and the trying."""

from itertools import product
from typing import Any

from hypothesis import strategies as st

Instance = dict[str, Any]


@st.composite
def instances(draw: st.DrawFn, *, most: int = 5) -> Instance:
    """Up to three jobs on up to three machines, with set-ups, releases, due dates and operations of no length."""
    machines = draw(st.integers(1, 3))
    alternative = st.tuples(st.integers(0, machines - 1), st.integers(0, 9)).map(list)
    operation = st.lists(alternative, min_size=1, max_size=2, unique_by=lambda a: a[0])
    jobs = draw(st.lists(st.lists(operation, min_size=1, max_size=3), min_size=1, max_size=3))
    while sum(map(len, jobs)) > most:
        jobs[-1].pop()
        jobs = [job for job in jobs if job]
    count, operations = len(jobs), sum(map(len, jobs))
    numbers = st.lists(st.integers(0, 12), min_size=count, max_size=count)
    instance = {
        "name": "small",
        "machines": machines,
        "jobs": jobs,
        "due": draw(numbers),
        "release": draw(numbers),
    }
    if draw(st.booleans()):
        # a set-up for two changes is never shorter than for one, so that the first moment is the best moment
        row = st.lists(st.integers(3, 5), min_size=operations, max_size=operations)
        matrix = st.lists(row, min_size=operations, max_size=operations)
        instance["setup"] = draw(st.lists(matrix, min_size=machines, max_size=machines))
    return instance


def best_of_all(instance: Instance) -> tuple[int, int]:
    """The least makespan and the least tardiness of all schedules, by trying every order on every machine."""
    jobs = instance["jobs"]
    ends = list(_all(instance, [0] * len(jobs), list(instance["release"]), {}, {}))
    makespan = min(max(e) for e in ends)
    return makespan, min(sum(max(0, c - d) for c, d in zip(e, instance["due"], strict=True)) for e in ends)


def _all(
    instance: Instance, done: list[int], ready: list[int], free: dict[int, int], last: dict[int, int]
) -> list[tuple[int, ...]]:
    jobs, found = instance["jobs"], []
    open_jobs = [j for j, job in enumerate(jobs) if done[j] < len(job)]
    if not open_jobs:
        return [tuple(ready)]
    firsts = [sum(map(len, jobs[:j])) for j in range(len(jobs))]
    for j, choice in product(open_jobs, range(2)):
        alternatives = jobs[j][done[j]]
        if choice >= len(alternatives):
            continue
        machine, minutes = alternatives[choice]
        operation = firsts[j] + done[j]
        gap = (
            instance["setup"][machine][last[machine]][operation]
            if "setup" in instance and machine in last
            else 0
        )
        end = max(ready[j], free.get(machine, 0) + gap) + minutes
        found += _all(
            instance, [d + (k == j) for k, d in enumerate(done)], [end if k == j else r for k, r in enumerate(ready)],
            free | {machine: end}, last | {machine: operation},
        )  # fmt: skip
    return found


#: Fisher and Thompson's shop of six jobs on six machines (1963); no schedule is shorter than 55.
FT06: Instance = {
    "name": "ft06",
    "machines": 6,
    "jobs": [
        [[[m, p]] for m, p in zip(machines, minutes, strict=True)]
        for machines, minutes in [
            ((2, 0, 1, 3, 5, 4), (1, 3, 6, 7, 3, 6)),
            ((1, 2, 4, 5, 0, 3), (8, 5, 10, 10, 10, 4)),
            ((2, 3, 5, 0, 1, 4), (5, 4, 8, 9, 1, 7)),
            ((1, 0, 2, 3, 4, 5), (5, 5, 5, 3, 8, 9)),
            ((2, 1, 4, 5, 0, 3), (9, 3, 5, 4, 3, 1)),
            ((1, 3, 5, 0, 4, 2), (3, 3, 9, 10, 4, 1)),
        ]
    ],
}
