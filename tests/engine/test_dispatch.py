"""List scheduling: what a planner expects of it."""

import pytest
from tests.engine.minute_by_minute import rows_of
from tests.engine.small_shops import always_open, on, operation, shop

from takt.engine.assemble import Job, Precedence, assemble
from takt.engine.causes import Lack
from takt.engine.compiled.ordering import queues_of
from takt.engine.dispatch import dispatch, placed_as_ready
from takt.engine.errors import NotPlaceableError
from takt.engine.floor import floor_of
from takt.engine.intervals import Intervals
from takt.engine.problem import NOBODY, Problem, Resource
from takt.engine.ranking import earliest_due_date

DAYS = Intervals.of([(0, 480), (1440, 1920), (2880, 3360)])
EVENINGS = Intervals.of([(400, 880), (1840, 2320)])


def refusal(problem: Problem) -> NotPlaceableError:
    with pytest.raises(NotPlaceableError) as caught:
        dispatch(problem)
    return caught.value


def test_the_earliest_due_order_goes_first() -> None:
    rows = [operation(on(0, 10), job=0), operation(on(0, 10), job=1)]
    schedule = dispatch(assemble(rows, [Job(due=50), Job(due=10)], [always_open()]))
    assert schedule.starts.tolist() == [10, 0]


def test_of_two_orders_due_at_once_the_higher_priority_goes_first() -> None:
    rows = [operation(on(0, 10), job=0), operation(on(0, 10), job=1)]
    schedule = dispatch(assemble(rows, [Job(10, 1), Job(10, 2)], [always_open()]))
    assert schedule.starts.tolist() == [10, 0]


def test_a_part_is_as_urgent_as_the_order_that_waits_for_it() -> None:
    rows = [operation(on(0, 10), job=job) for job in range(3)]
    jobs = [Job(due=500), Job(due=400), Job(due=20)]
    schedule = dispatch(assemble(rows, jobs, [always_open()], precedence=[Precedence(0, 2)]))
    assert schedule.starts.tolist() == [0, 20, 10]


def test_a_successor_waits_for_its_predecessor_and_the_lag() -> None:
    problem = shop(operation(on(0, 10)), operation(on(0, 5)), precedence=[Precedence(0, 1, lag_minutes=7)])
    assert dispatch(problem).starts.tolist() == [0, 17]


def test_nothing_starts_before_its_material_is_there() -> None:
    assert dispatch(shop(operation(on(0, 10), release=33))).starts.tolist() == [33]


def test_an_operation_rests_over_night_and_goes_on_in_the_morning() -> None:
    problem = shop(operation(on(0, 500)), machines=[Resource(DAYS)])
    assert rows_of(dispatch(problem)) == [(0, 1460, 0, NOBODY)]


def test_the_alternative_that_ends_first_is_taken() -> None:
    problem = shop(operation(on(0, 30), on(1, 40)), machines=[always_open((0, 20)), always_open()])
    assert rows_of(dispatch(problem)) == [(0, 40, 1, NOBODY)]


def test_a_short_operation_slips_into_the_gap_between_adopted_slots() -> None:
    problem = shop(operation(on(0, 10)), machines=[always_open((0, 20), (25, 40), (50, 90))])
    assert dispatch(problem).starts.tolist() == [40]


def test_no_operation_rests_across_an_adopted_slot_in_the_night() -> None:
    machine = Resource(DAYS, Intervals.of([(600, 700)]))
    assert dispatch(shop(operation(on(0, 100), release=450), machines=[machine])).starts.tolist() == [1440]


def test_work_counts_only_while_machine_and_person_are_both_there() -> None:
    problem = shop(operation(on(0, 100, 0)), machines=[Resource(DAYS)], people=[Resource(EVENINGS)])
    assert rows_of(dispatch(problem)) == [(400, 1860, 0, 0)]


def test_a_person_serves_one_machine_at_a_time() -> None:
    rows = [operation(on(0, 10, 0)), operation(on(1, 10, 0))]
    problem = shop(*rows, machines=[always_open(), always_open()], people=[always_open()])
    assert sorted(dispatch(problem).starts.tolist()) == [0, 10]


def test_the_qualified_person_who_is_free_first_is_chosen() -> None:
    people = [always_open((0, 50)), always_open(), always_open()]
    problem = shop(operation(on(0, 10, 0, 2)), people=people)
    assert rows_of(dispatch(problem)) == [(0, 10, 0, 2)]


def test_a_person_called_away_before_the_slower_machine_is_done_comes_back_for_a_new_start() -> None:
    machine = Resource(Intervals.of([(0, 10), (20, 40), (50, 70)]))
    problem = shop(operation(on(0, 18, 0)), machines=[machine], people=[always_open((25, 30))])
    assert rows_of(dispatch(problem)) == [(30, 58, 0, 0)]


def test_a_machine_needed_elsewhere_before_the_person_is_done_gets_a_new_start() -> None:
    person = Resource(Intervals.of([(0, 10), (20, 40), (50, 70)]))
    problem = shop(operation(on(0, 18, 0)), machines=[always_open((25, 30))], people=[person])
    assert rows_of(dispatch(problem)) == [(30, 58, 0, 0)]


def test_of_two_alternatives_that_end_together_the_one_with_less_work_is_taken() -> None:
    machines = [always_open(), always_open((0, 10))]
    problem = shop(operation(on(0, 20, 0), on(1, 10, 0)), machines=machines, people=[always_open()])
    assert rows_of(dispatch(problem)) == [(10, 20, 1, 0)]


def test_while_the_machine_is_busy_a_more_urgent_order_may_still_come_first() -> None:
    rows = [operation(on(0, 10), job=0), operation(on(0, 10), job=1, release=30)]
    problem = assemble(rows, [Job(due=500), Job(due=60)], [always_open((0, 50))])
    floor = floor_of(problem)
    attempt = placed_as_ready(floor, earliest_due_date(floor), queues_of(floor.work))
    assert attempt.placed.starts.tolist() == [60, 50]


def test_an_empty_shop_has_an_empty_schedule() -> None:
    schedule = dispatch(assemble([], [Job(due=5)], []))
    assert schedule.operations == 0
    assert schedule.makespan() == 0


def test_the_planner_hears_that_the_calendar_ends() -> None:
    no = refusal(shop(operation(on(0, 2000), release=7)))
    assert (no.facts["operation"], no.facts["job"], no.facts["ready"]) == (0, 0, 7)
    assert [(cause.lack, cause.needed_minutes, cause.open_minutes) for cause in no.facts["causes"]] == [
        (Lack.CALENDAR, 2000, 993)
    ]


def test_the_planner_hears_that_the_machine_is_full() -> None:
    no = refusal(shop(operation(on(0, 600)), machines=[always_open((500, 510))]))
    assert [cause.lack for cause in no.facts["causes"]] == [Lack.MACHINE]
    assert "machine 0" in str(no)


def test_the_planner_hears_that_nobody_qualified_is_there() -> None:
    absent = Resource(Intervals.of([(2000, 3000)]))
    no = refusal(shop(operation(on(0, 10, 0)), people=[absent]))
    assert [cause.lack for cause in no.facts["causes"]] == [Lack.PEOPLE_CALENDAR]


def test_the_planner_hears_that_everybody_qualified_is_busy() -> None:
    no = refusal(shop(operation(on(0, 10, 0)), people=[always_open((5, 995))]))
    assert [cause.lack for cause in no.facts["causes"]] == [Lack.PEOPLE]


def test_an_order_that_fits_only_when_it_goes_first_is_put_first() -> None:
    tight = Resource(Intervals.of([(0, 20)]))
    rows = [operation(on(0, 10), on(1, 11), job=0), operation(on(0, 20), job=1)]
    schedule = dispatch(assemble(rows, [Job(due=5), Job(due=50)], [tight, tight]))
    assert rows_of(schedule) == [(0, 11, 1, NOBODY), (0, 20, 0, NOBODY)]


def test_a_refusal_survives_the_way_from_a_worker() -> None:
    import pickle

    no = refusal(shop(operation(on(0, 2000))))
    again = pickle.loads(pickle.dumps(no))  # noqa: S301  # our own bytes
    assert (str(again), again.facts) == (str(no), no.facts)
