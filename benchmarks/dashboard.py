"""The dashboard with 100,000 orders of a year in the database: python -m benchmarks.dashboard [--orders N].

The orders are copies of really lived ones, spread over the year, with their journal, operations, bookings, inspections and
the customers' words; the newest twentieth is in production. The page and each figure are asked for in-process, signed in as management.
The last line printed is JSON.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.life import InProcess, life
from benchmarks.one_line_factory import Standards, found
from benchmarks.pages import LIVED, copy, measured
from benchmarks.throwaway import furnished, installation

OPEN_SHARE = 20
# The copy's first moment: spread over 365 days; the act's own moment: so many hours later as its number in the chain times eight.
_ENTERED = "(now() - interval '1 day' * (365.0 * n / {times}))"
_ACTED = f"least({_ENTERED} + interval '8 hours' * t.seq * (0.5 + (n %% 7) / 7.0), now() - interval '1 hour')"


def fill(orders: int, standards: Standards) -> Standards:
    """So many orders with a past."""
    from django.db import connection

    from takt.delivery.models import Feedback
    from takt.orders.models import Order
    from takt.planning.models import Operation
    from takt.production.models import Booking
    from takt.quality.models import Inspection

    driver = InProcess(standards)
    for number in range(LIVED):
        life(driver, standards, f"L{number}")
    times = orders // LIVED
    fresh = "md5(t.{0}::text || n)::uuid"
    entered = _ENTERED.format(times=times)
    later = f"{entered} + interval '1 day' * (10 + n %% 9)"
    is_open = f"n <= {times // OPEN_SHARE}"
    both = {"id": fresh.format("id"), "order_id": fresh.format("order_id")}
    of_operation = {**both, "operation_id": fresh.format("operation_id")}
    copy(Order, times, plain({
        "id": fresh.format("id"), "number": "t.number || '-' || n", "customer_order_number": "t.customer_order_number || '-' || n",
        "entered_at": entered, "state": f"case when {is_open} then 'in_production' else t.state end",
        "requested_date": f"({entered} + interval '1 day' * (9 + n %% 20))::date", "promised_date": f"({entered} + interval '1 day' * (12 + n %% 17))::date",
    }))  # fmt: skip
    copy(Operation, times, plain({
        **both, "number": "t.number || '-' || n", "job_id": "t.job_id", "sequence": "t.sequence + n * 100",
        "state": f"case when {is_open} then 'waiting' else 'done' end", "slot": f"case when {is_open} then 'empty'::int8range end",
        "planned_start": entered, "planned_end": f"{entered} + interval '20 days'",
    }))  # fmt: skip
    copy(Booking, times, plain({**of_operation, "booked_at": later}))
    copy(Inspection, times, plain({**of_operation, "inspected_at": f"{later} + interval '2 hours'"}))
    copy(
        Feedback,
        times,
        plain({**both, "given_at": f"least({later} + interval '9 days', now())", "score": "1 + n %% 5"}),
    )
    _copy_journal(times)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    return standards


def plain(changed: dict[str, str]) -> dict[str, str]:
    """The columns' expressions for a statement without parameters."""
    return {name: text.replace("%%", "%") for name, text in changed.items()}


def _copy_journal(times: int) -> None:
    """The orders' chains; of open orders the acts up to the start of production. A body of the usual length."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
        acted = _ACTED.format(times=times).replace("%%", "%")
        cursor.execute(
            "insert into conduct_journalentry (subject_id, seq, hash, body, kind, action, clause, department, actor_id, case_id, at)"
            f" select md5(t.subject_id::text || n)::uuid, t.seq, t.hash, left(t.body, 600), t.kind, t.action, t.clause, t.department,"
            f" t.actor_id, md5(t.case_id::text || n)::uuid, {acted} from conduct_journalentry t, generate_series(1, {times}) n"
            f" where t.kind = 'orders.order' and (n > {times // OPEN_SHARE} or t.seq <= (select min(s.seq) from conduct_journalentry s"
            "  where s.subject_id = t.subject_id and s.action = 'production.start_order'))"
        )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument(
        "--keep", type=Path, help="a folder to keep the filled database in, for the next time"
    )
    given = parser.parse_args()
    os.environ["TAKT_SECOND_FACTOR"] = "off"  # the browser here is a program
    with installation(given.keep):
        furnished(given.keep, lambda: fill(given.orders, found(1)[0]))
        from django.db import connection
        from django.test import Client

        from takt.departments.models import Person
        from takt.records.figures.answers import FIGURES
        from takt.records.figures.courses import bring_up_to_date

        with connection.cursor() as cursor:
            cursor.execute("reset statement_timeout")
        began = time.perf_counter()
        summed = bring_up_to_date()
        seconds = time.perf_counter() - began
        print(f"{summed} orders summed up for the first time in {seconds:.1f} s", flush=True)
        with connection.cursor() as cursor:
            cursor.execute("analyze records_course")
        browser = Client(HTTP_HOST="localhost")
        browser.force_login(
            Person.objects.filter(departments__contains=["management"])[0],
            backend="django.contrib.auth.backends.ModelBackend",
        )
        asked: dict[str, Callable[[int], Any]] = {
            "page, 90 days": lambda n: browser.get("/dashboard"),
            "page, 365 days": lambda n: browser.get("/dashboard?period=365"),
            "rows behind, 365 days": lambda n: browser.get("/dashboard/rows/on-time?period=365&group=late"),
        }
        for name in FIGURES:
            asked[f"{name}, 365 days"] = _asking(browser, name)
        figures = {name: measured(name, ask) for name, ask in asked.items()}
        print(json.dumps({"orders": summed, "first_sum_seconds": round(seconds, 1), **figures}))


def _asking(browser: Any, name: str) -> Callable[[int], Any]:
    return lambda n: browser.get(
        f"/dashboard/figures/{name}?period=365", headers={"X-Requested-With": "dashboard"}
    )


if __name__ == "__main__":
    main()
