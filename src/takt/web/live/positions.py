"""How far the journal of a case has come: the number of its entries. It only grows, and exactly by what was committed, so
that "did anything happen since?" has an exact answer whatever the clocks say."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

POSITIONS = (
    "select case_id, count(*) from conduct_journalentry where case_id = any(%(cases)s) group by case_id"
)

POSITIONS_OF_WHAT_MOVED = """
select case_id, count(*) from conduct_journalentry
where case_id = any(array(
  select distinct case_id from conduct_journalentry
  where at >= clock_timestamp() - make_interval(secs => %(seconds)s) and case_id = any(%(cases)s)))
group by case_id
"""


def position(case: UUID) -> int:
    """The position of one case; 0 when nothing happened to it. One query."""
    return positions([case]).get(case, 0)


def positions(cases: Sequence[UUID]) -> dict[UUID, int]:
    """The positions of several cases in one query."""
    with connection.cursor() as cursor:
        cursor.execute(POSITIONS, {"cases": list(cases)})
        return dict(cursor.fetchall())
