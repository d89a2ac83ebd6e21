"""Free gaps and working time, against sets of minutes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.minute_by_minute import minutes_of
from tests.engine.small_shops import span_lists

from takt.engine import gaps as gaps_module
from takt.engine.gaps import Gaps
from takt.engine.intervals import NOTHING, Intervals
from takt.engine.worktime import WorkTime, both_open


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9)), min_size=1, max_size=60),
    st.lists(
        st.tuples(st.integers(0, 290), st.integers(1, 9)).map(lambda span: (span[0], sum(span))), max_size=20
    ),
)
def test_the_first_gap_that_fits_is_found_however_the_blocks_fall(
    wishes: list[tuple[int, int]], occupied: list[tuple[int, int]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gaps_module, "BLOCK", 3)
        gaps = Gaps(WorkTime(Intervals.of([(0, 250)])), Intervals.merged(occupied))
        free = set(range(250)) - minutes_of(Intervals.merged(occupied))
        for earliest, minutes in wishes:
            expected = next((at for at in range(earliest, 250) if free >= set(range(at, at + minutes))), None)
            found = gaps.first_fit(earliest, minutes)
            assert (found and found[0]) == expected
            if found:
                assert found[1] not in free
                gaps.take(found[0], found[0] + minutes)
                free -= set(range(found[0], found[0] + minutes))


def test_what_is_taken_cannot_be_taken_again() -> None:
    gaps = Gaps(WorkTime(Intervals.of([(0, 50)])), NOTHING)
    gaps.take(10, 20)
    for start, end in ((5, 15), (19, 21), (60, 61), (30, 30)):
        with pytest.raises(ValueError, match="one free gap"):
            gaps.take(start, end)


@settings(max_examples=100, deadline=None)
@given(span_lists, st.integers(-5, 60))
def test_working_time_counts_open_minutes(openings: list[tuple[int, int]], clock: int) -> None:
    calendar = Intervals.merged(openings)
    work, minutes = WorkTime(calendar), sorted(minutes_of(calendar))
    before = [minute for minute in minutes if minute < clock]
    assert work.total == len(minutes)
    assert work.worked(clock) == len(before)
    assert work.worked_each(np.array([clock])).tolist() == [len(before)]
    for count, minute in enumerate(minutes):
        assert work.start_of(count) == minute
        assert work.end_of(count + 1) == minute + 1


@settings(max_examples=100, deadline=None)
@given(span_lists, span_lists)
def test_two_calendars_share_the_minutes_in_which_both_are_open(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    left, right = Intervals.merged(one), Intervals.merged(other)
    assert minutes_of(both_open(left, right)) == minutes_of(left) & minutes_of(right)
