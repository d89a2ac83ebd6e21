"""Whole minutes since one epoch: the numbers that plans and the engine count in."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""Minute 0: 2020-01-01T00:00Z."""

_MINUTE = timedelta(minutes=1)


def to_minutes(at: datetime) -> int:
    """Whole minutes from EPOCH to an aware time, rounded down."""
    return (at - EPOCH) // _MINUTE


def to_minutes_up(at: datetime) -> int:
    """Whole minutes from EPOCH to an aware time, rounded up: the first minute that has not begun before it."""
    return -((EPOCH - at) // _MINUTE)


def from_minutes(minutes: int) -> datetime:
    """The aware UTC time of a minute."""
    return EPOCH + minutes * _MINUTE
