"""The searches: always an answer, never a wrong one, the same for the same work, and the best where all can be tried."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from tests.engine.shop.small_instances import FT06, Instance, best_of_all, instances

from takt.engine.shop.annealing import anneal
from takt.engine.shop.budget import Budget
from takt.engine.shop.chance import seeded
from takt.engine.shop.checking import check
from takt.engine.shop.generating import make_to_order
from takt.engine.shop.instances import InstanceError, shop_of
from takt.engine.shop.lateness import count_lateness, empty_lateness
from takt.engine.shop.rules import lineup_of, listed, makespan_rules, outlook, tardiness_rules
from takt.engine.shop.sequences import empty_sequences, line_up, time_all
from takt.engine.shop.solving import Objective, solve
from takt.engine.shop.trail import Trail
from takt.engine.shop.windows import sweep

FOREVER = 3600.0
TIGHT = make_to_order(300, seed=2, tightness=0.5)


@settings(max_examples=30, deadline=None)
@given(instances(most=9))
def test_every_list_rule_keeps_every_rule_of_the_shop(instance: Instance) -> None:
    shop = shop_of(instance)
    for rule in (*makespan_rules(outlook(shop)), *tardiness_rules(outlook(shop))):
        makespan, floor = listed(shop, rule)
        machines = shop.arrays.alternative_machine[floor.chosen]
        assert check(instance, floor.start.tolist(), machines.tolist())[0] == makespan


@settings(max_examples=15, deadline=None)
@given(instances())
def test_the_searches_find_the_best_of_all_schedules_of_a_small_shop(instance: Instance) -> None:
    makespan, tardiness = best_of_all(instance)
    budget = Budget(FOREVER, work=2_000)
    found = solve(instance, "makespan", budget, seed=1)
    assert found.makespan >= makespan
    late = solve(instance, "tardiness", Budget(FOREVER, work=2_000), seed=1)
    assert late.weighted_tardiness >= tardiness
    if "setup" not in instance and not any(p == 0 for job in instance["jobs"] for o in job for _, p in o):
        assert found.makespan == makespan


def test_the_shop_of_fisher_and_thompson_is_solved() -> None:
    assert solve(FT06, "makespan", Budget(FOREVER, work=200_000), seed=1).makespan == 55


@pytest.mark.parametrize("objective", ["makespan", "tardiness"])
def test_the_same_seed_and_work_give_the_same_schedule(objective: Objective) -> None:
    one, other = (solve(TIGHT, objective, Budget(FOREVER, work=30_000), seed=5) for _ in range(2))
    assert (one.starts, one.machines, one.work) == (other.starts, other.machines, other.work)


def test_more_work_is_never_worse_than_the_list_rules() -> None:
    shop = shop_of(TIGHT)
    listed_best = min(listed(shop, rule)[0] for rule in makespan_rules(outlook(shop)))
    heard: list[int] = []
    budget = Budget(FOREVER, work=40_000, progress=lambda _s, _w, objective: heard.append(objective))
    late = solve(TIGHT, "tardiness", budget, seed=1)
    assert heard == sorted(heard, reverse=True)
    assert late.weighted_tardiness == heard[-1] < heard[0]
    assert solve(TIGHT, "makespan", Budget(FOREVER, work=40_000), seed=1).makespan <= listed_best


@pytest.mark.parametrize("objective", ["makespan", "tardiness"])
def test_a_search_that_is_stopped_at_once_still_answers(objective: Objective) -> None:
    budget = Budget(FOREVER)
    budget.stop.set()
    assert len(solve(TIGHT, objective, budget, seed=1).starts) == 300


def test_tardiness_needs_due_dates() -> None:
    with pytest.raises(InstanceError, match="due is null, expected one due date a job"):
        solve(FT06, "tardiness", Budget(1.0), seed=1)


def test_after_many_moves_all_starts_and_tails_are_what_they_would_be_anew() -> None:
    shop = shop_of(TIGHT)
    trail = Trail(shop, seed=3, stream=0)
    trail.start(lineup_of(shop, listed(shop, next(makespan_rules(outlook(shop))))[1]))
    assert trail.improve(Budget(FOREVER), patience=10**9, most=3_000) == 3_000
    start, tail = trail.plan.start.copy(), trail.plan.tail.copy()
    time_all(shop.arrays, trail.plan)
    assert np.array_equal(start, trail.plan.start)
    assert np.array_equal(tail, trail.plan.tail)


def test_after_many_proposals_the_lateness_is_what_it_would_be_anew() -> None:
    shop = shop_of(TIGHT)
    plan, lateness = empty_sequences(shop.arrays), empty_lateness(shop.jobs, shop.operations)
    line_up(shop.arrays, plan, lineup_of(shop, listed(shop, next(tardiness_rules(outlook(shop))))[1]))
    count_lateness(shop.arrays, plan, lateness)
    cost = anneal(shop.arrays, plan, lateness, seeded(1), 300.0, 5_000)
    start = plan.start.copy()
    time_all(shop.arrays, plan)
    assert np.array_equal(start, plan.start)
    assert count_lateness(shop.arrays, plan, lateness) == cost


def test_windows_shorten_a_large_shop_and_never_lengthen_it() -> None:
    shop = shop_of({**TIGHT, "jobs": [[[o[0]] for o in job] for job in TIGHT["jobs"]]})
    trails = [Trail(shop, seed=1, stream=k) for k in range(2)]
    makespan, floor = listed(shop, list(makespan_rules(outlook(shop)))[-1])
    with ThreadPoolExecutor(2) as pool:
        steps = list(sweep(shop, Budget(FOREVER), trails, pool, lineup_of(shop, floor), 80, 300))
    lengths = [makespan, *(length for length, _ in steps)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] < makespan
