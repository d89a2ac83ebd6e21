"""Numbers without gaps or doubles: taken inside the act's transaction, so that a refused act takes none."""

from django.conf import settings
from django.db import connection

from takt.conduct.guard import passage


def take(series: str) -> str:
    """The next number of a series, such as SO-P1-2026-000001: series, plant, year, running number.

    The row of the series stays locked until the act commits, so take the number as late as you can.
    """
    year = passage().at.year
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into conduct_numberseries (name, last) values (%s, 1)"
            " on conflict (name) do update set last = conduct_numberseries.last + 1 returning last",
            (f"{series}-{settings.TAKT_PLANT}-{year}",),
        )
        (last,) = cursor.fetchone()
    return f"{series}-{settings.TAKT_PLANT}-{year}-{last:06d}"
