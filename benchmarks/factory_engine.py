"""The engine on whole factories: each line our figure beside plain-Python list scheduling of the same run.

    python -m benchmarks.factory_engine            all lines
    python -m benchmarks.factory_engine plan promise

Lines of the acceptance table: schedule (1), plan (6), promise (7), replan (8, 9), explain (10), random (13). Seconds
depend on who else works on the machine; read the ratio to the anchor."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from pathlib import Path

import numpy as np

from benchmarks.make_to_order import DAY, Factory, founded, one_order, ordered, problem_of
from takt.engine.check import violations
from takt.engine.explaining import explain_job, late_jobs
from takt.engine.objective import cost
from takt.engine.plan import Plan
from takt.engine.problem import Problem, Resource
from takt.engine.promising import promise
from takt.engine.replanning import replan
from takt.engine.schedule import Schedule
from takt.engine.solve import solve
from takt.engine.warming import warm
from takt.engine.weights import Weights
from takt.engine.with_fields import with_fields

Row = dict[str, object]


def anchor(problem: Problem) -> tuple[float, int]:
    """Forward list scheduling by earliest due date in plain Python (one machine an operation, always open): seconds,
    and minutes of tardiness in all."""
    begun = time.perf_counter()
    job_of, due = problem.operation_jobs.tolist(), problem.due.tolist()
    machine_of, minutes = problem.alternative_machines.tolist(), problem.alternative_minutes.tolist()
    release, last = problem.releases.tolist(), np.append(np.diff(problem.operation_jobs) > 0, True).tolist()
    waiting: list[list[tuple[int, int]]] = [[] for _ in problem.machines]
    busy, late = [False] * len(problem.machines), 0
    events = [(release[0], 1, 0)][:0]
    for number in range(problem.operations):
        if number == 0 or last[number - 1]:
            heappush(events, (release[number], 1, number))
    while events:
        now = events[0][0]
        touched = set()
        while events and events[0][0] == now:
            _, kind, number = heappop(events)
            machine = machine_of[number]
            if kind == 0:
                busy[machine] = False
                touched.add(machine)
                if last[number]:
                    late += max(0, now - due[job_of[number]])
                    continue
                number += 1
                machine = machine_of[number]
            heappush(waiting[machine], (due[job_of[number]], number))
            touched.add(machine)
        for machine in touched:
            if waiting[machine] and not busy[machine]:
                _, number = heappop(waiting[machine])
                busy[machine] = True
                heappush(events, (now + minutes[number], 0, number))
    return time.perf_counter() - begun, late


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def p95(seconds: list[float]) -> float:
    """The 95th of a hundred, in milliseconds."""
    return round(float(np.quantile(seconds, 0.95)) * 1000, 1)


def factory_problem(
    factory: Factory, orders: int, weights: Weights | None = None, fill: float = 0.85
) -> Problem:
    """So many orders of seed 1."""
    return problem_of(factory, ordered(factory, orders, 1, fill), weights)


def schedule_lines(factory: Factory, sizes: tuple[int, ...] = (10_000, 100_000)) -> Iterator[Row]:
    """Line 1: a feasible, checked schedule."""
    for operations in sizes:
        problem = factory_problem(factory, operations // 15)
        begun = time.perf_counter()
        solve(problem)
        seconds = time.perf_counter() - begun
        slow, _ = anchor(problem)
        yield {
            "line": 1,
            "operations": problem.operations,
            "seconds": round(seconds, 3),
            "anchor_seconds": round(slow, 3),
        }


def plan_lines(factory: Factory, sizes: tuple[int, ...]) -> Iterator[Row]:
    """Line 6: explosion, finite capacity, just in time, check; no more lateness than the anchor."""
    for count in sizes:
        orders = ordered(factory, count, 1, 0.85)
        begun = time.perf_counter()
        problem = problem_of(factory, orders, Weights(earliness=1))
        schedule = solve(problem)
        seconds = time.perf_counter() - begun
        slow, late = anchor(problem)
        ours = int(schedule.tardiness(problem).sum())
        early = (
            cost(problem, solve(with_fields(problem, weights=Weights()))).earliness if count <= 10_000 else 0
        )
        yield {
            "line": 6, "orders": count, "seconds": round(seconds, 3), "anchor_seconds": round(slow, 3),
            "late_minutes": ours, "anchor_late_minutes": late,
            "stock_minutes": cost(problem, schedule).earliness, "stock_minutes_forward": early,
        }  # fmt: skip


def promise_lines(factory: Factory, orders: int = 10_000, promises: int = 200) -> Iterator[Row]:
    """Line 7: one order against a full plan, asked for as early as possible."""
    problem = factory_problem(factory, orders, Weights(earliness=1))
    plan = Plan(problem, solve(problem))
    wishes = [
        problem_of(factory, one_order(factory, 100 + number, 10 * DAY), machines=problem.machines)
        for number in range(promises)
    ]
    seconds = [timed(lambda wish=wish: promise(plan, wish)) for wish in wishes]  # type: ignore[misc]  # bound at once
    yield {
        "line": 7,
        "orders": orders,
        "p95_ms": p95(seconds),
        "mean_ms": round(float(np.mean(seconds)) * 1000, 2),
    }
    code = "import benchmarks.factory_engine as b; b.first_promise()"
    begun = time.perf_counter()
    answer = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    whole = time.perf_counter() - begun
    yield {"line": 7, "fresh_process_seconds": round(whole, 2), "of_these_after_start": float(answer.stdout)}


def first_promise() -> None:
    """What a fresh process needs for its first promise against 1,000 orders that lie ready as arrays: prints seconds
    without making the plan."""
    factory = founded(1)
    problem = factory_problem(factory, 10)
    columns = [np.zeros(0, np.int64)] * 4
    empty = with_fields(problem_of(factory, ordered(factory, 1, 1, 0.85)), machines=problem.machines)
    begun = time.perf_counter()
    plan = Plan(_without_work(empty), Schedule(*columns))
    promise(plan, empty)
    print(round(time.perf_counter() - begun, 2))


def _without_work(problem: Problem) -> Problem:
    from takt.engine.assemble import assemble

    return assemble([], [], problem.machines)


def events(problem: Problem, plan: Schedule, number: int) -> tuple[Problem, int]:
    """The plan published, and one event: a machine down for a shift, late material, or work that took longer; and the
    job that it concerns (-1: none)."""
    rng = np.random.default_rng(number)
    fence = int(np.quantile(plan.starts, rng.uniform(0.05, 0.6)))
    running = (plan.starts < fence) & (plan.ends > fence)
    published = {
        "published_starts": plan.starts, "published_machines": plan.machines, "published_people": plan.people,
        "fence": fence,
    }  # fmt: skip
    later = np.flatnonzero(plan.starts >= fence)
    operation = int(later[np.argsort(plan.starts[later], kind="stable")[int(rng.integers(0, 60))]])
    kind = number % 3
    if kind == 0:
        machine = int(plan.machines[operation])
        free_from = int(max([fence, *plan.ends[running & (plan.machines == machine)].tolist()]))
        machines = list(problem.machines)
        pairs = [(0, free_from), (free_from + 480, int(machines[machine].open.ends[-1]))]
        machines[machine] = Resource(type(machines[machine].open).of(pairs))
        return with_fields(problem, machines=tuple(machines), **published), -1
    if kind == 1:
        releases = problem.releases.copy()
        releases[operation] = plan.starts[operation] + int(rng.integers(60, 3 * DAY))
        return with_fields(problem, releases=releases, **published), int(problem.operation_jobs[operation])
    minutes = problem.alternative_minutes.copy()
    minutes[operation] += int(rng.integers(30, 600))
    return with_fields(problem, alternative_minutes=minutes, **published), int(
        problem.operation_jobs[operation]
    )


def replan_lines(
    factory: Factory, sizes: tuple[int, ...] = (10_000, 100_000), many: int = 24
) -> Iterator[Row]:
    """Lines 8 and 9: one event, repaired, beside planning all anew."""
    for operations in sizes:
        for fill, weights in ((0.85, Weights(earliness=1)), (1.05, Weights())):
            problem = factory_problem(factory, operations // 15, weights, fill)
            plan = solve(problem)
            seconds, gaps, shares = list[float](), list[float](), list[float]()
            full = 0.0
            for number in range(many):
                after, job = events(problem, plan, number)
                begun = time.perf_counter()
                repaired = replan(after)
                seconds.append(time.perf_counter() - begun)
                others = problem.operation_jobs[repaired.moved] != job
                shares.append(float(others.sum()) / problem.operations)
                if number < 6:
                    begun = time.perf_counter()
                    gaps.append(_gap(after, repaired.schedule))
                    full += time.perf_counter() - begun
            yield {
                "lines": "8, 9", "operations": problem.operations, "fill": fill, "p95_ms": p95(seconds),
                "full_replan_seconds": round(full / 6, 3), "objective_over_full_percent": round(100 * max(gaps), 2),
                "moved_percent": round(100 * max(shares), 2),
            }  # fmt: skip


def _gap(problem: Problem, repaired: Schedule) -> float:
    """By how much the repaired plan is dearer than one made anew, as a share of the latter: by the plan's own weights,
    or by tardiness and makespan when it is as early as possible."""
    weights = problem.weights if problem.weights.earliness else Weights(tardiness=1, makespan=1)
    anew = with_fields(problem, weights=weights)
    best = cost(anew, solve(anew)).total
    return (cost(anew, repaired).total - best) / best


def explain_lines(factory: Factory) -> Iterator[Row]:
    """Line 10: the confirmation is a test (200 shops); here the time that an explanation takes."""
    problem = factory_problem(factory, 2_000, fill=3.0)
    plan = Plan(problem, solve(problem))
    jobs = late_jobs(plan)[:100]
    seconds = [timed(lambda job=job: explain_job(plan, job)) for job in jobs]  # type: ignore[misc]  # bound at once
    yield {"line": 10, "operations": problem.operations, "late_orders": len(jobs), "p95_ms": p95(seconds)}
    yield {"line": 10, "shops": 200, "passed": _passes("200", "tests/engine/test_explaining.py")}


def random_lines(_: Factory) -> Iterator[Row]:
    """Line 13: random small shops against counting minutes."""
    files = ("tests/engine/test_all_features.py", "tests/engine/test_promising.py")
    yield {"line": 13, "shops": 2000, "passed": _passes("2000", *files)}


def _passes(shops: str, *files: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-n0", *files]
    environment = os.environ | {"TAKT_RANDOM_SHOPS": shops}
    root = Path(__file__).parents[1]
    return (
        subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True).returncode == 0
    )


LINES: dict[str, Callable[[Factory], Iterator[Row]]] = {
    "schedule": schedule_lines,
    "plan": lambda factory: plan_lines(factory, (1_000, 3_000, 10_000)),
    "plan-100000": lambda factory: plan_lines(factory, (100_000,)),
    "promise": promise_lines,
    "replan": replan_lines,
    "explain": explain_lines,
    "random": random_lines,
}


def main() -> None:
    """Print the lines asked for, each as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lines", nargs="*", help=f"some of {', '.join(LINES)}; default: all")
    parser.add_argument("--seed", type=int, default=1, help="of the factory")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.lines) - set(LINES)):
        parser.error(f"lines: {unknown} unknown, expected some of {list(LINES)}")
    warm()
    factory = founded(asked.seed)
    print(
        json.dumps(
            {"seed": asked.seed, "load": round(os.getloadavg()[0], 1), "violations": len(_sanity(factory))}
        )
    )
    for name in asked.lines or LINES:
        for row in LINES[name](factory):
            print(json.dumps(row), flush=True)


def _sanity(factory: Factory) -> list[object]:
    problem = factory_problem(factory, 100)
    return list(violations(problem, solve(problem)))


if __name__ == "__main__":
    main()
