"""One order promised against a full plan that is not touched (III.1.3, III.2.2), and what can be offered instead."""

import os

import numpy as np
import pytest
from tests.engine.minute_by_minute import Shop, is_right, readiness, rows_of
from tests.engine.random_shops import featured
from tests.engine.small_shops import always_open, on, operation

from takt.engine.assemble import Job, Precedence, assemble
from takt.engine.compiled.arrays import Lanes
from takt.engine.errors import NotPlaceableError
from takt.engine.floor import floor_of
from takt.engine.intervals import Intervals
from takt.engine.offer import Kind
from takt.engine.offering import offers, with_overtime
from takt.engine.plan import Plan
from takt.engine.problem import Problem, Resource
from takt.engine.promising import promise
from takt.engine.ranking import earliest_due_date
from takt.engine.solve import solve
from takt.engine.with_fields import with_fields

SHOPS = int(os.environ.get("TAKT_RANDOM_SHOPS", "60"))


def in_the_shop_of(order: Problem, problem: Problem) -> Problem:
    """The order with the other shop's machines, people, tools, set-ups and fence."""
    shared = ("machines", "people", "setups", "tools", "fence")
    return with_fields(order, **{name: getattr(problem, name) for name in shared})


def full_shop(problem: Problem, rows: list[tuple[int, int, int, int]]) -> Shop:
    """The minutes of a plan."""
    shop = Shop(problem)
    for number, row in sorted(enumerate(rows), key=lambda each: each[1]):
        shop.take(number, row)
    return shop


@pytest.mark.parametrize("first", range(0, SHOPS, 20))
def test_no_operation_of_a_promise_could_end_earlier_and_nothing_of_the_plan_moves(first: int) -> None:
    """Rule: in the order of due dates, each operation of the order takes the placement that ends first, then the one
    with less work, then the one named first; every slot of the plan stays taken."""
    for number in range(first, first + 20):
        problem = featured(number, operations=10)
        plan = Plan(problem, solve(problem))
        before = Lanes(*(column.copy() for column in plan.shop.lanes))
        order = in_the_shop_of(featured(number + 10**6, operations=4), problem)
        made = promise(plan, order)
        shop = full_shop(problem, rows_of(plan.schedule))
        shop.problem = order
        rows = rows_of(made.schedule)
        for each in earliest_due_date(floor_of(order)).tolist():
            ready, end_from = readiness(order, each, dict(enumerate(rows)))
            assert rows[each] == shop.earliest(each, ready, end_from), number
            shop.take(each, rows[each])
        for lane, count in enumerate(plan.shop.lanes.counts.tolist()):
            low = int(before.offsets[lane])
            assert count == before.counts[lane]
            for now, then in zip(plan.shop.lanes[2:6], before[2:6], strict=True):
                assert now[low : low + count].tolist() == then[low : low + count].tolist()


def test_a_promise_that_the_calendars_leave_no_room_for_is_refused_and_leaves_no_trace() -> None:
    problem = assemble([operation(on(0, 900))], [Job(due=900)], [always_open()])
    plan = Plan(problem, solve(problem))
    with pytest.raises(NotPlaceableError):
        promise(plan, plan.order([operation(on(0, 50)), operation(on(0, 60))], [Job(due=10)]))
    assert promise(plan, plan.order([operation(on(0, 100))], [Job(due=10)])).end == 1000


def test_the_planner_is_offered_a_part_in_time_overtime_another_machine_and_who_could_give_way() -> None:
    shift = Resource(Intervals.of([(0, 100), (200, 300), (400, 500)]))
    work = [operation(on(0, 60), job=0), operation(on(0, 60), job=1)]
    problem = assemble(work, [Job(due=300, priority=1), Job(due=100, priority=9)], [shift, shift])
    plan = Plan(problem, solve(problem))
    order = plan.order([operation(on(0, 100))], [Job(due=200, priority=5)])
    other = plan.order([operation(on(1, 90))], [Job(due=200, priority=5)])
    longer = with_overtime(plan, {0: Intervals.of([(300, 400)])})
    found = {offer.kind: offer for offer in offers(plan, order, routes=[other], overtime=longer)}
    assert set(found) == {Kind.LATER, Kind.ROUTE, Kind.OVERTIME, Kind.DISPLACE}
    assert found[Kind.ROUTE].promise.end == 90
    assert found[Kind.OVERTIME].promise.end < found[Kind.LATER].promise.end
    gives_way = found[Kind.DISPLACE].displaced
    assert [(each.job, each.by_minutes > 0) for each in gives_way] == [(0, True)]


def test_the_largest_part_that_is_in_time_is_offered() -> None:
    problem = assemble([operation(on(0, 60))], [Job(due=60)], [always_open()])
    plan = Plan(problem, solve(problem))
    order = plan.order([operation(on(0, 45)), operation(on(0, 45))], [Job(due=130)], [Precedence(0, 1)])
    split = next(offer for offer in offers(plan, order) if offer.kind is Kind.SPLIT)
    assert split.shares[0] == (0.75, 60 + 34 + 34)
    assert split.in_time == 0.75


@pytest.mark.parametrize("number", range(12))
def test_whoever_gives_way_keeps_every_rule(number: int) -> None:
    problem = featured(number, operations=10)
    plan = Plan(problem, solve(problem))
    order = in_the_shop_of(featured(number + 10**6, operations=3), problem)
    urgent = with_fields(order, priorities=np.full(order.jobs, 5))
    for offer in offers(plan, urgent):
        if offer.kind is Kind.DISPLACE:
            assert offer.plan is not None
            assert offer.displaced
            machines, people = offer.promise.schedule.taken(urgent)
            tools = offer.promise.schedule.tools_taken(urgent)
            beside = with_fields(problem, machines=machines, people=people, tools=tools)
            assert is_right(beside, offer.plan)
