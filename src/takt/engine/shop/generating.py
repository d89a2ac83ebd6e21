"""Make-to-order shops of any size, made by a seed: for benchmarks, and for whoever wants to try the search."""

import random
from typing import Any

from takt.engine.shop.shop import arrays_of, lower_bound

CENTRE_SIZES = (1, 2, 3, 3, 4, 5)
ROUTE_LENGTHS = (3, 12)
MINUTES = (10, 480)
SPEEDS = (0.9, 1.1)
WEIGHTS = (1, 2, 2, 2, 4)


def make_to_order(operations: int, seed: int = 1, tightness: float = 1.0) -> dict[str, Any]:
    """An instance, as ``instances`` reads it: work centres of 1 to 5 machines, each with a speed of its own (within
    a tenth of the mean), routes of 3 to 12 operations of 10 to 480 minutes, visited in proportion to a centre's
    machines; due dates spread over ``tightness`` x the time that the load needs, and never below 1.3 x the job's own
    work; weights 1, 2 or 4."""
    chance = random.Random(seed)  # noqa: S311  # a shop to try, no secret
    centres = _centres(max(5, round(operations**0.5 / 3)), chance)
    jobs: list[list[list[tuple[int, int]]]] = []
    left = operations
    while left > 0:
        length = min(chance.randint(*ROUTE_LENGTHS), left)
        route = chance.choices(centres, [len(c) for c in centres], k=length)
        jobs.append([_operation(centre, chance) for centre in route])
        left -= length
    machines = sum(map(len, centres))
    horizon = tightness * lower_bound(arrays_of(jobs, machines))
    due, weight = [], []
    for job in jobs:
        work = sum(min(p for _, p in operation) for operation in job)
        due.append(int(max(1.3 * work, horizon * chance.uniform(0.05, 1.0))))
        weight.append(chance.choice(WEIGHTS))
    name = f"gen{operations}-{seed}"
    return {"name": name, "family": "gen", "machines": machines, "jobs": jobs, "due": due, "weight": weight}


def _centres(count: int, chance: random.Random) -> list[list[tuple[int, float]]]:
    centres: list[list[tuple[int, float]]] = []
    machine = 0
    for _ in range(count):
        size = chance.choice(CENTRE_SIZES)
        centres.append([(machine + k, chance.uniform(*SPEEDS)) for k in range(size)])
        machine += size
    return centres


def _operation(centre: list[tuple[int, float]], chance: random.Random) -> list[tuple[int, int]]:
    minutes = chance.randint(*MINUTES)
    return [(machine, max(1, round(minutes * speed))) for machine, speed in centre]
