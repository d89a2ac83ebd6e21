"""The checker names every rule that a schedule breaks."""

import numpy as np
import pytest
from tests.engine.small_shops import always_open, on, operation, shop

from takt.engine.assemble import Precedence
from takt.engine.check import Rule, violations
from takt.engine.intervals import Intervals
from takt.engine.problem import Problem, Resource
from takt.engine.schedule import Schedule

# : Machine 0 rests from 480 to 1440 and is occupied from 100 to 110; Wang (0) and Li (1) are there by day,
# Li is
#: taken from 300 to 310. Operation 1 follows operation 0 after 5 minutes; operation 2 needs Wang.
DAYS = Intervals.of([(0, 480), (1440, 1920)])
PROBLEM = shop(
    operation(on(0, 20), on(1, 30), release=10),
    operation(on(0, 20), on(0, 40, 1)),
    operation(on(1, 15, 0)),
    machines=[Resource(DAYS, Intervals.of([(100, 110)])), always_open()],
    people=[Resource(DAYS), Resource(DAYS, Intervals.of([(300, 310)]))],
    precedence=[Precedence(0, 1, lag_minutes=5)],
)
RIGHT = [(10, 30, 0, -1), (35, 55, 0, -1), (0, 15, 1, 0)]


def broken(*rows: tuple[int, int, int, int], problem: Problem = PROBLEM) -> list[tuple[Rule, int, int]]:
    columns = [np.array(column, np.int64) for column in zip(*rows, strict=True)]
    return [(found.rule, found.operation, found.other) for found in violations(problem, Schedule(*columns))]


def test_a_right_schedule_breaks_nothing() -> None:
    assert broken(*RIGHT) == []


def test_an_operation_may_rest_over_night() -> None:
    assert broken(RIGHT[0], (470, 1450, 0, -1), RIGHT[2]) == []


@pytest.mark.parametrize(
    ("operation_index", "row", "expected"),
    [
        (0, (9, 29, 0, -1), (Rule.RELEASE, 0, -1)),
        (0, (10, 30, 2, -1), (Rule.MACHINE, 0, -1)),
        (0, (10, 30, -1, -1), (Rule.MACHINE, 0, -1)),
        (0, (10, 31, 0, -1), (Rule.DURATION, 0, -1)),
        (0, (10, 30, 1, -1), (Rule.DURATION, 0, -1)),
        (0, (10, 30, 0, 0), (Rule.PERSON, 0, -1)),
        (1, (34, 54, 0, -1), (Rule.PRECEDENCE, 1, 0)),
        (1, (90, 110, 0, -1), (Rule.OCCUPIED, 1, 0)),
        (1, (109, 129, 0, -1), (Rule.OCCUPIED, 1, 0)),
        (1, (500, 1460, 0, -1), (Rule.CALENDAR, 1, -1)),
        (1, (460, 500, 0, -1), (Rule.CALENDAR, 1, -1)),
        (1, (1900, 1921, 0, -1), (Rule.CALENDAR, 1, -1)),
        (1, (40, 60, 0, 1), (Rule.DURATION, 1, -1)),
        (1, (280, 320, 0, 1), (Rule.OCCUPIED, 1, 0)),
        (2, (0, 15, 1, -1), (Rule.PERSON, 2, -1)),
        (2, (0, 15, 1, 1), (Rule.PERSON, 2, -1)),
        (2, (0, 15, 1, 7), (Rule.PERSON, 2, -1)),
        (2, (475, 490, 1, 0), (Rule.CALENDAR, 2, -1)),
        (2, (15, 0, 1, 0), (Rule.DURATION, 2, -1)),
        (2, (5, 5, 1, 0), (Rule.DURATION, 2, -1)),
    ],
)
def test_each_planted_fault_is_named(
    operation_index: int, row: tuple[int, int, int, int], expected: tuple[Rule, int, int]
) -> None:
    rows = list(RIGHT)
    rows[operation_index] = row
    assert expected in broken(*rows)


def test_two_operations_at_once_on_a_machine_are_named() -> None:
    pair = shop(operation(on(0, 20)), operation(on(0, 20)))
    assert broken((0, 20, 0, -1), (19, 39, 0, -1), problem=pair) == [(Rule.OVERLAP, 1, 0)]


def test_a_person_at_two_machines_at_once_is_named() -> None:
    machines = [always_open(), always_open()]
    pair = shop(operation(on(0, 20, 0)), operation(on(1, 20, 0)), machines=machines, people=[always_open()])
    assert broken((0, 20, 0, 0), (10, 30, 1, 0), problem=pair) == [(Rule.OVERLAP, 1, 0)]


def test_an_operation_inside_a_long_one_is_named_even_behind_a_short_one() -> None:
    three = shop(operation(on(0, 90)), operation(on(0, 5)), operation(on(0, 5)))
    rows = [(0, 90, 0, -1), (10, 15, 0, -1), (20, 25, 0, -1)]
    assert broken(*rows, problem=three) == [(Rule.OVERLAP, 1, 0), (Rule.OVERLAP, 2, 0)]


def test_the_rest_over_night_belongs_to_the_operation() -> None:
    night = shop(operation(on(0, 20)), machines=[Resource(DAYS, Intervals.of([(900, 901)]))])
    assert broken((470, 1450, 0, -1), problem=night) == [(Rule.OCCUPIED, 0, 0)]


def test_a_schedule_of_fewer_operations_is_incomplete() -> None:
    assert broken(RIGHT[0]) == [(Rule.INCOMPLETE, -1, -1)]
