"""Numbers without gaps or doubles: taken inside the act's transaction, so that a refused act takes none."""

from django.conf import settings

from takt.conduct.guard import passage
from takt.conduct.statements import answers

_NEXT = """
insert into conduct_numberseries (name, last) values (%s, 1)
on conflict (name) do update set last = conduct_numberseries.last + 1 returning last
"""


def take(series: str) -> str:
    """The next number of a series, such as SO-P1-2026-000001: series, plant, year, running number.

    The row of the series stays locked until the act commits, so take the number as late as you can.
    """
    year = passage().at.year
    [(last,)] = answers(_NEXT, (f"{series}-{settings.TAKT_PLANT}-{year}",))
    return f"{series}-{settings.TAKT_PLANT}-{year}-{last:06d}"
