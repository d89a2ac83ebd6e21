"""Bills of a million lines: summed, phased over 26 weeks, pegged to 1,000 orders, and the net change of one item.

    python -m benchmarks.explosion [--seed N] [--repeat N] [--changes N]

100,000 items on 10 levels, about 990,000 lines; each item of a level has 11 lines for random items of the next. Beside each
figure stands, from the same run, the plain thing that a person would write with dictionaries, or with numpy where that is
known to be fast; both must agree. What is prepared and kept (the index, the plan) is timed by itself. The last line is JSON.
"""

import argparse
import json
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from takt.engine.requirements.bills import Bills
from takt.engine.requirements.pegged import Demands, Pegs, pegged
from takt.engine.requirements.phased import Plan
from takt.engine.requirements.policies import plain
from takt.engine.requirements.quantities import Integers
from takt.engine.requirements.summed import summed
from takt.engine.requirements.warming import warm

LEVELS, WIDTH, LINES_EACH, WEEKS = 10, 10_000, 11, 26
ITEMS = LEVELS * WIDTH
PRODUCTS, TREE, ORDERS = 50, 1_000, 1_000
Lines = tuple[Integers, Integers, Integers]


def layered_lines(random: np.random.Generator) -> Lines:
    """Parent, component and whole quantity of every line; a pair that was drawn twice stands once."""
    parent = np.repeat(np.arange(ITEMS - WIDTH), LINES_EACH)
    component = (parent // WIDTH + 1) * WIDTH + random.integers(0, WIDTH, len(parent))
    pairs = np.unique(parent * ITEMS + component)
    return pairs // ITEMS, pairs % ITEMS, random.integers(1, 3, len(pairs))


def forest(random: np.random.Generator) -> tuple[Lines, Integers]:
    """Products of about a thousand lines on ten levels, every item used once; and the products."""
    shares = np.linspace(0.2, 1, LEVELS)
    sizes = [1, *np.maximum(1, np.rint(TREE * shares / shares.sum())).astype(int).tolist()]
    first = np.cumsum([0, *sizes])
    each = [first[at] + random.integers(0, sizes[at], (PRODUCTS, sizes[at + 1])) for at in range(LEVELS)]
    roots = np.arange(PRODUCTS) * first[-1]
    parent = (np.concatenate(each, axis=1) + roots[:, None]).ravel()
    component = (np.arange(1, first[-1]) + roots[:, None]).ravel()
    return (parent, component, random.integers(1, 3, len(parent))), roots


def index(lines: Lines, items: int) -> Bills[int]:
    """The bills of whole pieces."""
    return Bills(range(items), np.zeros(items, np.int64), *lines, np.ones(len(lines[0]), np.int64))


def summed_by_numpy(lines: Lines, demand: Integers) -> Integers:
    """A bincount for each level, in floating point."""
    parent, component, quantity = lines
    gross = demand.astype(float)
    cuts = np.searchsorted(parent, np.arange(LEVELS) * WIDTH)
    for level in range(LEVELS - 1):
        part = slice(cuts[level], cuts[level + 1])
        weights = gross[parent[part]] * quantity[part]
        gross[(level + 1) * WIDTH : (level + 2) * WIDTH] += np.bincount(
            component[part] - (level + 1) * WIDTH, weights, WIDTH
        )
    return gross.astype(np.int64)


def phased_by_hand(lines: Lines, demand: Integers, stock: Integers, lead: Integers) -> list[list[int]]:
    """Dictionaries and loops, lot for lot: planned releases of every item."""
    below: dict[int, list[tuple[int, int]]] = {}
    for parent, component, quantity in zip(*(column.tolist() for column in lines), strict=True):
        below.setdefault(parent, []).append((component, quantity))
    gross, stocks, leads = demand.tolist(), stock.tolist(), lead.tolist()
    releases = []
    for item, wanted in enumerate(gross):
        left, row = stocks[item], [0] * WEEKS
        for week, units in enumerate(wanted):
            left -= units
            if left < 0:
                row[max(0, week - leads[item])] -= left
                left = 0
        releases.append(row)
        busy = [(week, units) for week, units in enumerate(row) if units]
        for component, quantity in below.get(item, ()):
            for week, units in busy:
                gross[component][week] += units * quantity
    return releases


def pegged_by_hand(lines: Lines, demands: Demands) -> tuple[int, int]:
    """A stack for each order: how many rows, and their sum."""
    below: dict[int, list[tuple[int, int]]] = {}
    for parent, component, quantity in zip(*(column.tolist() for column in lines), strict=True):
        below.setdefault(parent, []).append((component, quantity))
    rows = []
    for order, (item, units) in enumerate(zip(demands.item.tolist(), demands.quantity.tolist(), strict=True)):
        stack = [(item, units)]
        while stack:
            at, need = stack.pop()
            rows.append((order, at, need))
            stack.extend((component, need * quantity) for component, quantity in below.get(at, ()))
    return len(rows), sum(row[2] for row in rows)


def best(run: Callable[[], Any], repeat: int) -> tuple[float, Any]:
    """The shortest time in ms, and what came out."""
    times, found = [], None
    for _ in range(repeat):
        began = time.perf_counter()
        found = run()
        times.append(1000 * (time.perf_counter() - began))
    return min(times), found


def net_changes(plan: Plan[int], random: np.random.Generator, count: int) -> dict[str, float]:
    """The demand of one item of any level changes in one week: ms, and how many items' orders moved with it."""
    times, moved = [], []
    for item in random.integers(0, ITEMS, count).tolist():
        row = plan.needs.demand[item].copy()
        row[random.integers(WEEKS)] += random.integers(1, 20)
        began = time.perf_counter()
        moved.append(len(plan.change_demand(item, row)))
        times.append(1000 * (time.perf_counter() - began))
    return {
        "p50_ms": float(np.median(times)), "p95_ms": float(np.percentile(times, 95)), "worst_ms": max(times),
        "moved_p50": float(np.median(moved)), "moved_most": max(moved),
    }  # fmt: skip


def patches(bills: Bills[int], plan: Plan[int], random: np.random.Generator, count: int) -> dict[str, float]:
    """A new version of one item's bill: the index patched, and the plan with it."""
    times = []
    for item in random.integers(0, ITEMS - WIDTH, count).tolist():
        lines = bills.components(item)[1:]
        below = (item // WIDTH + 1) * WIDTH + int(random.integers(WIDTH))
        began = time.perf_counter()
        plan.change_bill(item, [*lines, (below, Fraction(2))])
        times.append(1000 * (time.perf_counter() - began))
    return {"p50_ms": float(np.median(times)), "p95_ms": float(np.percentile(times, 95))}


def of_sums_and_weeks(random: np.random.Generator, repeat: int, changes: int) -> dict[str, Any]:
    """The layered factory, summed and phased; then changed."""
    lines = layered_lines(random)
    prepared, bills = best(lambda: index(lines, ITEMS), 1)
    demand, stock, lead = (
        np.zeros((ITEMS, WEEKS), np.int64),
        random.integers(0, 200, ITEMS),
        random.integers(0, 3, ITEMS),
    )
    demand[:WIDTH] = random.integers(0, 20, (WIDTH, WEEKS))
    once = demand.sum(axis=1)
    sum_ms, gross = best(lambda: summed(bills, once), repeat)
    numpy_ms, same = best(lambda: summed_by_numpy(lines, once), repeat)
    assert (gross == same).all(), "the sums differ"
    rules = plain(ITEMS)._replace(lead_weeks=lead)
    first_ms, plan = best(lambda: Plan(bills, demand.copy(), rules, stock.copy()), 1)
    phase_ms, _ = best(plan.renew, repeat)
    hand_ms, releases = best(lambda: phased_by_hand(lines, demand, stock, lead), 1)
    assert (plan.needs.releases == np.array(releases)).all(), "the plans differ"
    changed, patched = net_changes(plan, random, changes), patches(bills, plan, random, changes)
    kept = plan.needs.releases.copy()
    plan.renew()
    assert (kept == plan.needs.releases).all(), "net change and a new plan differ"
    return {
        "lines": len(lines[0]), "index_ms": prepared, "summed_ms": sum_ms, "summed_numpy_ms": numpy_ms, "plan_first_ms": first_ms,
        "phased_ms": phase_ms, "phased_by_hand_ms": hand_ms, "planned_orders": int((kept > 0).sum()),
        "net_change": changed, "bill_change": patched,
    }  # fmt: skip


def of_orders(random: np.random.Generator, repeat: int) -> dict[str, Any]:
    """1,000 orders of trees, each row knowing its order; and the orders of an item."""
    lines, products = forest(random)
    bills = index(lines, len(lines[0]) + PRODUCTS)
    demands = Demands(np.arange(ORDERS + 1), random.choice(products, ORDERS), random.integers(1, 20, ORDERS))
    peg_ms, pegs = best(lambda: pegged(bills, demands), repeat)
    hand_ms, (rows, total) = best(lambda: pegged_by_hand(lines, demands), 1)
    assert (len(pegs), int(pegs.quantity.sum())) == (rows, total), "the pegs differ"
    serves_ms, _ = best(lambda: Pegs(*_columns(pegs), len(bills)).serves(0), repeat)
    return {"rows": rows, "pegged_ms": peg_ms, "pegged_by_hand_ms": hand_ms, "orders_of_items_ms": serves_ms}


def _columns(pegs: Pegs[int]) -> tuple[Integers, Any, Integers]:
    return pegs.start, pegs.item, pegs.quantity


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--changes", type=int, default=100)
    given = parser.parse_args()
    warm()
    random = np.random.default_rng(given.seed)
    found = of_sums_and_weeks(random, given.repeat, given.changes)
    found |= of_orders(random, given.repeat) | {"seed": given.seed}
    change, patch = found["net_change"], found["bill_change"]
    print(f"index of {found['lines']:,} lines: {found['index_ms']:.0f} ms, kept and patched")
    print(f"summed   {found['summed_ms']:8.1f} ms   numpy, floating point {found['summed_numpy_ms']:8.1f} ms")
    print(
        f"phased   {found['phased_ms']:8.1f} ms   by hand {found['phased_by_hand_ms']:8.0f} ms ({found['planned_orders']:,} planned orders)"
    )
    print(
        f"pegged   {found['pegged_ms']:8.1f} ms   by hand {found['pegged_by_hand_ms']:8.0f} ms ({found['rows']:,} rows)"
    )
    print(
        f"one item's demand: p50 {change['p50_ms']:.2f} ms, p95 {change['p95_ms']:.1f} ms ({change['moved_p50']:,.0f} items moved with it, at most {change['moved_most']:,})"
    )
    print(f"one item's bill:   p50 {patch['p50_ms']:.2f} ms, p95 {patch['p95_ms']:.1f} ms")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
