"""The one clock of business time: when an act passes the door, when a letter is written, when a right ends.

It shows the present. Only while a demonstration is set up in a house where nobody works yet can it be turned back, so
that the demonstration has a past; where people work, nobody can date anything back (VI.2).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from takt.conduct.actors import ActorKind

_turned_back: ContextVar[datetime | None] = ContextVar("turned_back", default=None)


class ClockIsFixed(RuntimeError):
    """Somebody tried to turn the clock where it may not be turned. A programming error, never a refusal."""


def now() -> datetime:
    """The present moment, aware UTC."""
    return _turned_back.get() or datetime.now(UTC)


def today() -> date:
    """The present date in the plant's zone."""
    return timezone.localdate(now())


class Hands:
    """The clock's hands while they are held: moments of the past, one after the other."""

    def __init__(self) -> None:
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._held = True

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Inside the block it is `moment` (aware): not after the present, not before the moment that was last."""
        if not self._held or moment.tzinfo is None or not self._latest <= moment <= datetime.now(UTC):
            raise ClockIsFixed(
                f"{moment}: expected a moment from {self._latest} to the present, while the hands are held"
            )
        self._latest = moment.astimezone(UTC)
        token = _turned_back.set(self._latest)
        try:
            yield
        finally:
            _turned_back.reset(token)

    def let_go(self) -> None:
        """The clock cannot be turned by these hands any more."""
        self._held = False


@contextmanager
def hands() -> Iterator[Hands]:
    """Hold the clock's hands: inside one transaction that begins before anybody was hired. ClockIsFixed elsewhere."""
    if not connection.in_atomic_block:
        raise ClockIsFixed("the clock is turned inside one transaction only")
    if get_user_model().objects.exclude(kind=ActorKind.SYSTEM).exists():
        raise ClockIsFixed("people work here: nothing can be dated back")
    held = Hands()
    try:
        yield held
    finally:
        held.let_go()
