"""For fixtures only: rows that a test starts from are built inside a passage, as an action would."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.guard import Passage, _passage
from takt.departments.models import Person
from takt.factory.models import Unit


@action("IV", by=Department.SYSTEM)
def build(*, by: Person) -> Unit:
    """The fixture's own action; it is never called, it only names the passage."""
    raise AssertionError("a name, not a deed")


@contextmanager
def open_door() -> Iterator[Passage]:
    """Guarded rows may be created inside the block."""
    passage = Passage(build, datetime.now(UTC), {})
    token = _passage.set(passage)
    try:
        yield passage
    finally:
        _passage.reset(token)
