"""The searches of the classical shop beside their anchors, one line for each line of what the engine must hold.

    python -m benchmarks.engine [--lines 1 2 3 4 5 12] [--seconds 10] [--data FOLDER] [--names ta01 mk06] [--no-solver]

Anchors of the same run: the list rule in plain Python below, and CP-SAT with two workers where OR-Tools is installed.
Gaps are means over the best-known bounds of `bounds.csv` in the data folder. Each search runs in a process of its
own, so that its memory can be told; read ratios, not seconds.
"""

import argparse
import csv
import heapq
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from takt.engine.shop.checking import check
from takt.engine.shop.generating import make_to_order
from takt.engine.shop.instances import read_instance, write_instance

Instance = dict[str, Any]
Schedule = tuple[list[int], list[int]]
FAMILIES = {2: ("jsp",), 3: ("fjsp",), 4: ("jsp_bel", "jsp_large", "jsp_tai_large")}
SIZES = (1_000, 10_000, 100_000)
ANCHORS = {
    1_000: 166_236,
    10_000: 1_170_895,
    100_000: 1_911_387,
}  #: list + CP-SAT of 60 s, seed 1, as once measured
DATA = Path(__file__).parents[2] / "shared" / "data" / "scheduling"


class Listing:
    """Non-delay list scheduling in plain Python, event by event: a machine that falls idle takes the most urgent of
    those that wait for it, and who finds several idle takes the one that is done first."""

    def __init__(self, instance: Instance, rule: str) -> None:
        self.jobs, self.due = instance["jobs"], instance["due"] if rule == "edd" else None
        self.left = [sum(min(p for _, p in o) for o in job) for job in self.jobs]
        self.rows: list[list[tuple[int, int]]] = [[] for _ in self.jobs]
        self.idle = [True] * instance["machines"]
        self.queues: list[list[tuple[int, int, int]]] = [[] for _ in self.idle]
        self.events = [(0, j) for j in range(len(self.jobs))]  # a job is ready; below zero, a machine is free

    def schedule(self) -> Schedule:
        """Starts and machines, operations numbered job by job."""
        while self.events:
            now, touched = self.events[0][0], set()
            while self.events and self.events[0][0] == now:
                touched |= self.arrive(heapq.heappop(self.events)[1])
            for machine in sorted(touched):
                self.take(machine, now)
        return [s for row in self.rows for s, _ in row], [m for row in self.rows for _, m in row]

    def arrive(self, who: int) -> set[int]:
        """A job queues at its machines, or a machine falls idle. Returns the machines to look at."""
        if who < 0:
            self.idle[-1 - who] = True
            return {-1 - who}
        machines = {m for m, _ in self.jobs[who][len(self.rows[who])]}
        for machine in machines:
            urgency = self.due[who] if self.due else -self.left[who]
            heapq.heappush(self.queues[machine], (urgency, who, len(self.rows[who])))
        return machines

    def take(self, machine: int, now: int) -> None:
        """An idle machine takes who is most urgent, if anybody waits."""
        queue = self.queues[machine]
        while queue and self.idle[machine]:
            _, j, k = heapq.heappop(queue)
            if k < len(self.rows[j]):
                continue
            minutes, best = min((p, m) for m, p in self.jobs[j][k] if self.idle[m])
            self.rows[j].append((now, best))
            self.left[j] -= min(p for _, p in self.jobs[j][k])
            self.idle[best] = False
            heapq.heappush(self.events, (now + minutes, -1 - best))
            if k + 1 < len(self.jobs[j]):
                heapq.heappush(self.events, (now + minutes, j))


def by_list(instance: Instance, objective: str) -> tuple[int, float]:
    """The objective of the plain list rule, checked, and its seconds."""
    began = time.perf_counter()
    schedule = Listing(instance, "mwkr" if objective == "makespan" else "edd").schedule()
    seconds = time.perf_counter() - began
    return check(instance, *schedule)[objective == "tardiness"], seconds


def by_solver(instance: Instance, seconds: float) -> int | None:
    """CP-SAT's makespan with two workers; None without a schedule."""
    cp_model: Any = import_module("ortools.sat.python.cp_model")
    model: Any = cp_model.CpModel()
    horizon = sum(max(p for _, p in o) for job in instance["jobs"] for o in job)
    on_machine: dict[int, list[Any]] = {}
    goal = model.new_int_var(0, horizon, "")
    for job in instance["jobs"]:
        before: Any = 0
        for operation in job:
            start, end = model.new_int_var(0, horizon, ""), model.new_int_var(0, horizon, "")
            model.add(start >= before)
            chosen = [model.new_bool_var("") for _ in operation]
            model.add_exactly_one(chosen)
            for here, (machine, minutes) in zip(chosen, operation, strict=True):
                slot = model.new_optional_interval_var(start, minutes, end, here, "")
                on_machine.setdefault(machine, []).append(slot)
            before = end
        model.add(goal >= before)
    for slots in on_machine.values():
        model.add_no_overlap(slots)
    model.minimize(goal)
    solver: Any = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    found = solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return int(solver.objective_value) if found else None


RUN = """
import json, resource, sys
from pathlib import Path
from takt.engine.shop import warming
from takt.engine.shop.budget import Budget
from takt.engine.shop.instances import read_instance
from takt.engine.shop.solving import solve
warming.warm()
file, name, seconds, objective = sys.argv[1:]
answer = solve(read_instance(Path(file), name), objective, Budget(float(seconds)), seed=1).as_dict()
answer["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({k: v for k, v in answer.items() if k not in ("starts", "machines")}))
"""


def ours(file: Path, name: str, seconds: float, objective: str) -> dict[str, Any]:
    """Our search in a process of its own, kernels loaded; its schedule has passed the check."""
    command = [sys.executable, "-c", RUN, str(file), name, str(seconds), objective]
    answered = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    read: dict[str, Any] = json.loads(answered)
    return read


def bounds(data: Path, family: str) -> Iterator[tuple[str, int]]:
    """The instances of a family that have a best-known bound."""
    with (data / "bounds.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["file"] == f"{family}.jsonl.gz" and row["upper"]:
                yield row["instance"], int(row["upper"])


def gaps(line: int, given: argparse.Namespace) -> None:
    """Lines 2 to 4: our gap, the list rule's and the solver's, one instance a line, and their means."""
    if not (given.data / "bounds.csv").is_file():
        print(f"line {line}: left out, no bounds.csv in {given.data} (say where with --data)")
        return
    columns: dict[str, list[float]] = {"ours": [], "list": [], "cp-sat": []}
    for family in FAMILIES[line]:
        file = given.data / f"{family}.jsonl.gz"
        for name, best in bounds(given.data, family):
            if given.names and name not in given.names:
                continue
            instance = read_instance(file, name)
            seen: dict[str, int | None] = {
                "ours": ours(file, name, given.seconds, "makespan")["makespan"],
                "list": by_list(instance, "makespan")[0],
                "cp-sat": by_solver(instance, given.seconds) if given.solver else None,
            }
            gap = {who: 100 * (value / best - 1) for who, value in seen.items() if value is not None}
            for who, value in gap.items():
                columns[who].append(value)
            print(
                f"line {line}  {name:26}" + "".join(f"  {w} {v:6.2f} %" for w, v in gap.items()), flush=True
            )
    means = {w: (sum(v) / len(v), len(v)) for w, v in columns.items() if v}
    print(
        f"line {line}  mean" + "".join(f"  {w} {m:.2f} % of {n}" for w, (m, n) in means.items()), flush=True
    )


def made(folder: Path, size: int) -> tuple[Path, Instance]:
    """A generated shop in a file."""
    instance = make_to_order(size, seed=1)
    file = folder / f"{size}.jsonl.gz"
    write_instance(file, instance)
    return file, instance


def first_schedules(given: argparse.Namespace) -> None:
    """Line 1: how long until any checked schedule, reading the file not counted."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES[1:]:
            file, instance = made(Path(folder), size)
            found = ours(file, instance["name"], 1e-3, "makespan")
            makespan, seconds = by_list(instance, "makespan")
            print(
                f"line 1  {size} operations: {found['seconds']:.2f} s, makespan {found['makespan']};"
                f" list in plain Python {seconds:.2f} s, {makespan}", flush=True,
            )  # fmt: skip


def tardiness(given: argparse.Namespace) -> None:
    """Line 5: weighted tardiness on make-to-order shops, below the list rule of this run and the noted anchor."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            file, instance = made(Path(folder), size)
            cost = ours(file, instance["name"], given.seconds, "tardiness")["weighted_tardiness"]
            plain, anchor = by_list(instance, "tardiness")[0], ANCHORS[size]
            print(
                f"line 5  {size} operations: {cost}; {100 * (1 - cost / plain):.0f} % below the list rule's {plain},"
                f" {100 * (1 - cost / anchor):.0f} % below list + CP-SAT as once measured ({anchor})", flush=True,
            )  # fmt: skip


def memory(given: argparse.Namespace) -> None:
    """Line 12: the peak of a process that solves 100,000 operations."""
    with tempfile.TemporaryDirectory() as folder:
        file, instance = made(Path(folder), SIZES[-1])
        for objective in ("makespan", "tardiness"):
            found = ours(file, instance["name"], given.seconds, objective)
            print(f"line 12  {objective}: {found['mib']} MiB at {SIZES[-1]} operations", flush=True)


def main() -> None:
    """Print the lines asked for."""
    lines: dict[int, Callable[[argparse.Namespace], None]] = {
        1: first_schedules, 2: lambda g: gaps(2, g), 3: lambda g: gaps(3, g), 4: lambda g: gaps(4, g),
        5: tardiness, 12: memory,
    }  # fmt: skip
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, nargs="+", choices=lines, default=list(lines))
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--names", nargs="*", default=[])
    parser.add_argument("--no-solver", dest="solver", action="store_false")
    given = parser.parse_args()
    if given.solver and find_spec("ortools") is None:
        print("CP-SAT: OR-Tools is not installed, so its column is left out")
        given.solver = False
    for line in given.lines:
        lines[line](given)


if __name__ == "__main__":
    main()
