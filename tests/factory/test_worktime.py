"""III.4.1: working times become open minutes, honestly through zones, clock changes and midnight."""

import itertools
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takt.factory.minutes import EPOCH, from_minutes, to_minutes, to_minutes_up
from takt.factory.worktime import WorkingTimes, open_spans

MONDAY = date(2026, 3, 2)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def hours(times: WorkingTimes, start: datetime, end: datetime) -> list[tuple[str, str]]:
    """Open spans as people read them, in UTC."""
    spans = open_spans(times, start, end)
    return [(f"{from_minutes(s):%m-%d %H:%M}", f"{from_minutes(e):%m-%d %H:%M}") for s, e in spans]


def test_a_shift_in_shanghai_is_open_eight_hours_earlier_in_utc() -> None:
    times = WorkingTimes("Asia/Shanghai", ((0, time(8), time(16)),), ())
    week = at(MONDAY, 0), at(MONDAY + timedelta(days=7), 0)
    assert hours(times, *week) == [("03-02 00:00", "03-02 08:00")]


def test_a_night_shift_belongs_to_the_day_on_which_it_starts() -> None:
    times = WorkingTimes("UTC", ((0, time(22), time(6)),), ())
    tuesday = MONDAY + timedelta(days=1)
    assert hours(times, at(tuesday, 0), at(tuesday, 12)) == [("03-03 00:00", "03-03 06:00")]
    closed = WorkingTimes("UTC", times.shifts, ((MONDAY, None, None),))
    assert hours(closed, at(tuesday, 0), at(tuesday, 12)) == []


def test_shifts_that_touch_or_overlap_are_one_span() -> None:
    times = WorkingTimes(
        "UTC", ((0, time(6), time(14)), (0, time(14), time(22)), (0, time(21), time(23))), ()
    )
    assert hours(times, at(MONDAY, 0), at(MONDAY, 23, 59)) == [("03-02 06:00", "03-02 23:00")]


def test_a_holiday_is_closed_and_extra_work_is_open() -> None:
    saturday = MONDAY + timedelta(days=5)
    exceptions = ((MONDAY, None, None), (saturday, time(9), time(12)))
    times = WorkingTimes("UTC", ((0, time(8), time(16)), (1, time(8), time(16))), exceptions)
    week = at(MONDAY, 0), at(MONDAY + timedelta(days=7), 0)
    assert hours(times, *week) == [("03-03 08:00", "03-03 16:00"), ("03-07 09:00", "03-07 12:00")]


@pytest.mark.parametrize(
    ("sunday", "minutes"),
    [(date(2026, 3, 29), 7 * 60), (date(2026, 10, 25), 9 * 60), (date(2026, 7, 5), 8 * 60)],
)
def test_a_night_on_which_the_clock_changes_has_the_hours_that_it_has(sunday: date, minutes: int) -> None:
    times = WorkingTimes("Europe/Berlin", ((5, time(22), time(6)),), ())
    spans = open_spans(times, at(sunday - timedelta(days=2), 0), at(sunday + timedelta(days=1), 0))
    assert [end - start for start, end in spans] == [minutes]


def test_nothing_is_open_in_an_empty_window() -> None:
    times = WorkingTimes("UTC", ((0, time(0), time(0)),), ())
    assert open_spans(times, at(MONDAY, 9), at(MONDAY, 9)) == []
    assert hours(times, at(MONDAY, 0), at(MONDAY + timedelta(days=3), 0)) == [("03-02 00:00", "03-03 00:00")]


@given(st.integers(-(10**8), 10**8), st.integers(0, 59))
def test_minutes_and_times_are_two_spellings_of_one_thing(minute: int, seconds: int) -> None:
    assert to_minutes(from_minutes(minute)) == minute
    later = from_minutes(minute) + timedelta(seconds=seconds)
    assert to_minutes(later) == minute
    assert to_minutes_up(later) == minute + bool(seconds)
    assert to_minutes(EPOCH) == 0


clocks = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@given(
    st.lists(st.tuples(st.integers(0, 6), clocks, clocks), max_size=6),
    st.lists(st.tuples(st.integers(0, 20), st.none() | st.tuples(clocks, clocks)), max_size=5),
    st.integers(0, 14 * 1440),
    st.integers(0, 14 * 1440),
    st.sampled_from(["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_the_spans_of_a_window_are_those_of_a_longer_one_cut_to_it(
    shifts: list[tuple[int, time, time]],
    given_days: list[tuple[int, tuple[time, time] | None]],
    low: int,
    length: int,
    zone: str,
) -> None:
    days = [(MONDAY + timedelta(days=n), *(span or (None, None))) for n, span in given_days]
    times = WorkingTimes(zone, tuple(shifts), tuple(days))
    start = at(MONDAY, 0) + timedelta(minutes=low)
    end = start + timedelta(minutes=length)
    inner = open_spans(times, start, end)
    outer = open_spans(times, start - timedelta(days=9), end + timedelta(days=9))
    first, last = to_minutes(start), to_minutes(end)
    cut = [(max(s, first), min(e, last)) for s, e in outer]
    assert inner == [(s, e) for s, e in cut if s < e]
    assert all(a[1] < b[0] for a, b in itertools.pairwise(inner))
