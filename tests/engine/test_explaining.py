"""Every late order has a named cause, and without that cause it would be ready when the explanation says."""

import os
from itertools import product

import pytest
from tests.engine.minute_by_minute import FIRST, LAST, Shop, readiness, rows_of
from tests.engine.random_shops import begun, featured
from tests.engine.small_shops import always_open, on, operation

from takt.engine.assemble import Job, Precedence, assemble
from takt.engine.binding import Binding, Explanation, Why
from takt.engine.errors import NotPlaceableError
from takt.engine.explaining import explain_job, explain_operation, late_jobs
from takt.engine.intervals import Intervals
from takt.engine.plan import Plan
from takt.engine.problem import ANY_MACHINE, ANYBODY, NO_MINUTE, NO_SETUP, Problem, Resource
from takt.engine.solve import solve
from takt.engine.with_fields import with_fields

SHOPS = int(os.environ.get("TAKT_RANDOM_SHOPS", "60"))


def planned_again(plan: Plan, explained: Explanation) -> int:
    """The order's end when its operations are placed anew by counting minutes, the named bindings lifted."""
    rows, lifted = dict(enumerate(rows_of(plan.schedule))), lifted_problem(plan, explained)
    shop = shop_without(plan, lifted, explained)
    done = {number: row for number, row in rows.items() if number not in explained.operations}
    line = [each for each in plan.line.tolist() if each in explained.operations]
    held = [each for each in plan.floor.given.tolist() if each in explained.operations]
    held = [e for e in held if lifted.starts_given[e] != NO_MINUTE or lifted.in_progress[e]]
    for each in [*held, *(e for e in line if e not in held)]:
        ready, end_from = readiness(lifted, each, done)
        if each in held:
            ready, end_from = max(int(lifted.releases[each]), int(lifted.starts_given[each])), FIRST
        found = shop.earliest(each, ready, end_from)
        if lifted.in_progress[each]:
            found = shop.going_on(each)
        assert found is not None
        done[each] = found
        shop.take(each, found)
    return max(done[each][1] for each in explained.operations)


def shop_without(plan: Plan, lifted: Problem, explained: Explanation) -> Shop:
    """Everybody else of the plan in place, but for those ahead who are lifted; and calendars that are lifted."""
    shop = Shop(lifted)
    for number, row in sorted(enumerate(rows_of(plan.schedule)), key=lambda each: each[1]):
        if number in explained.operations:
            continue
        span = set(range(row[0], row[1]))
        off = {("m", b.resource) for b in explained.bindings if b.why is Why.MACHINE and number in b.ahead}
        off |= {("p", b.resource) for b in explained.bindings if b.why is Why.PERSON and number in b.ahead}
        if ("m", row[2]) not in off:
            shop.taken["m", row[2]] |= span
            shop.line[row[2]].append((row[0], row[1], int(lifted.families[number])))
        if row[3] >= 0 and ("p", row[3]) not in off:
            shop.taken["p", row[3]] |= span
        for (tool, units), minute in product(shop.needs(number), span):
            shop.used[tool][minute] += units
    for binding in explained.bindings:
        if binding.why in (Why.CALENDAR, Why.PERSON_CALENDAR):
            kind = "m" if binding.why is Why.CALENDAR else "p"
            shop.open[kind, binding.resource] = set(range(FIRST, LAST))
    return shop


def lifted_problem(plan: Plan, explained: Explanation) -> Problem:
    """The problem without what is lifted of releases, fence, pins, edges, set-ups, tools and adopted slots."""
    problem = plan.problem
    whys: dict[int, set[Why]] = {}
    for binding in explained.bindings:
        whys.setdefault(binding.operation, set()).add(binding.why)
    releases = problem.releases.tolist()
    for each in explained.operations:
        stays = problem.in_progress[each] or problem.frozen[each]
        now = [] if Why.MATERIAL in whys.get(each, ()) else [releases[each]]
        fence = [] if stays or Why.FENCE in whys.get(each, ()) else [problem.fence]
        releases[each] = max([plan.now, *now, *fence])
    columns = {
        name: getattr(problem, name).tolist()
        for name in ("pinned_machines", "pinned_people", "pinned_starts")
    }
    published = problem.published_starts.tolist()
    for each in range(problem.operations):
        if problem.frozen[each]:
            columns["pinned_machines"][each] = int(problem.published_machines[each])
            columns["pinned_people"][each] = int(problem.published_people[each])
            columns["pinned_starts"][each] = int(published[each])
        if Why.PIN in whys.get(each, ()):
            columns["pinned_machines"][each], columns["pinned_people"][each] = ANY_MACHINE, ANYBODY
            columns["pinned_starts"][each] = NO_MINUTE
    cut = {(b.resource, b.operation) for b in explained.bindings if b.why is Why.PREDECESSOR}
    edges = zip(problem.predecessors.tolist(), problem.successors.tolist(), strict=True)
    kept = [at for at, edge in enumerate(edges) if edge not in cut]
    needs = problem.need_units.tolist()
    for binding in explained.bindings:
        if binding.why is Why.TOOL:
            low, high = problem.need_offsets[binding.operation : binding.operation + 2].tolist()
            at = next(k for k in range(low, high) if problem.need_tools[k] == binding.resource)
            needs[at] = 0
    lifted = with_fields(
        problem,
        releases=releases,
        fence=NO_MINUTE,
        predecessors=problem.predecessors[kept],
        successors=problem.successors[kept],
        lags=problem.lags[kept],
        transfers=problem.transfers[kept],
        machines=tuple(without(each, at, Why.MACHINE, explained) for at, each in enumerate(problem.machines)),
        people=tuple(without(each, at, Why.PERSON, explained) for at, each in enumerate(problem.people)),
        **columns,
    )
    object.__setattr__(lifted, "need_units", needs)
    return lifted


def without(resource: Resource, at: int, why: Why, explained: Explanation) -> Resource:
    """A machine or person without the adopted slots that are lifted."""
    mine = [binding for binding in explained.bindings if binding.resource == at]
    gone = {slot for binding in mine if binding.why is why for slot in binding.adopted}
    kept = [slot for slot in range(len(resource.occupied)) if slot not in gone]
    families = (
        [int(resource.occupied_families[slot]) for slot in kept] if len(resource.occupied_families) else []
    )
    group = NO_SETUP if any(b.why is Why.SETUP for b in mine) and why is Why.MACHINE else resource.setup_group
    occupied = resource.occupied
    slots = Intervals(occupied.starts[kept], occupied.ends[kept])
    return Resource(resource.open, slots, group, resource.family, families)  # type: ignore[arg-type]  # a list is read alike


@pytest.mark.parametrize("first", range(0, SHOPS, 10))
def test_without_the_named_cause_a_late_order_is_ready_when_the_explanation_says(first: int) -> None:
    explained = 0
    for number in range(first, first + 10):
        problem = featured(number, operations=10)
        if number % 3 == 0:
            problem = begun(number, problem)
        try:
            plan = Plan(problem, solve(problem))
        except NotPlaceableError:
            continue
        for job in late_jobs(plan):
            explanation = explain_job(plan, job)
            explained += 1
            if explanation.bindings[0].why is Why.WORK:
                assert explanation.earliest_end == explanation.end
                continue
            assert explanation.earliest_end < explanation.end, number
            assert planned_again(plan, explanation) == explanation.earliest_end, (number, job, explanation)
    assert explained


@pytest.mark.parametrize("number", range(12))
def test_each_waiting_operation_has_a_cause_that_is_confirmed(number: int) -> None:
    problem = featured(number, operations=8)
    plan = Plan(problem, solve(problem))
    for each in range(problem.operations):
        explanation = explain_operation(plan, each)
        if explanation.bindings[0].why is not Why.WORK:
            assert planned_again(plan, explanation) == explanation.earliest_end < explanation.end


def why(plan: Plan, job: int) -> tuple[Binding, int]:
    explanation = explain_job(plan, job)
    assert len(explanation.bindings) == 1
    return explanation.bindings[0], explanation.earliest_end


def test_the_orders_ahead_on_the_machine_are_named() -> None:
    rows = [operation(on(0, 30), job=0), operation(on(0, 10), job=1)]
    plan_of = assemble(rows, [Job(due=30), Job(due=35)], [always_open()])
    assert why(Plan(plan_of, solve(plan_of)), 1) == (Binding(Why.MACHINE, 1, 0, ahead=(0,)), 10)


def test_late_material_is_named() -> None:
    problem = assemble([operation(on(0, 30), release=50)], [Job(due=60)], [always_open()])
    assert why(Plan(problem, solve(problem)), 0) == (Binding(Why.MATERIAL, 0), 30)


def test_a_closed_machine_is_named() -> None:
    night = Resource(Intervals.of([(0, 20), (500, 900)]))
    problem = assemble([operation(on(0, 30))], [Job(due=60)], [night])
    assert why(Plan(problem, solve(problem)), 0)[0].why is Why.CALENDAR


def test_the_part_that_another_order_makes_is_named() -> None:
    rows = [operation(on(0, 50), job=0), operation(on(1, 10), job=1)]
    problem = assemble(
        rows, [Job(due=90), Job(due=20)], [always_open(), always_open()], precedence=[Precedence(0, 1)]
    )
    assert why(Plan(problem, solve(problem)), 1) == (Binding(Why.PREDECESSOR, 1, 0), 10)


def test_an_order_that_simply_takes_that_long_is_told_so() -> None:
    problem = assemble([operation(on(0, 50))], [Job(due=20)], [always_open()])
    explanation = explain_job(Plan(problem, solve(problem)), 0)
    assert [binding.why for binding in explanation.bindings] == [Why.WORK]
    assert explanation.earliest_end == explanation.end == 50
