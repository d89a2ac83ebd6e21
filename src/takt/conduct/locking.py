"""One row locked and read by its id: the statement that every act begins with."""

from typing import TypeVar
from uuid import UUID

from takt.conduct.guard import Subject
from takt.conduct.refusals import NotYours, refuse
from takt.conduct.rows import row_by

S = TypeVar("S", bound=Subject)


def locked_row(kind: type[S], pk: UUID) -> S:
    """The row as it is now, locked for the act. Refused: NotYours, also when there is none."""
    found = row_by(kind, "id", pk, locked=True)
    if found is None:
        raise refuse(NotYours(reference=str(pk), kind=str(kind._meta.verbose_name)))
    return found
