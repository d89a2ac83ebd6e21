"""Inboxes, order list and order page with 100,000 orders in the database: python -m benchmarks.pages [--orders N].

The orders are copies of really lived ones, with their lines, versions, opinions, shipments, letters and journal; a sixth
of them stands in each of six states, and of those in review each quarter lacks another opinion. Pages and REST answers
are asked for in-process, signed in, with the statements of each counted. The last line printed is JSON.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks.life import InProcess, life
from benchmarks.one_line_factory import Standards, found
from benchmarks.throwaway import installation

LIVED = 6
ASKED = 60


INBOXES = ("entry", "review", "finance", "feasibility", "operator", "logistics", "management")


def copy(model: Any, times: int, changed: dict[str, str], where: str = "true") -> None:
    """Copy a table's rows, with some columns made new (SQL over t and the copy's number n)."""
    from django.db import connection

    columns = [f.column for f in model._meta.concrete_fields if not f.generated]
    values = ", ".join(changed.get(c, f't."{c}"') for c in columns)
    names = ", ".join(f'"{c}"' for c in columns)
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
        cursor.execute(
            f"insert into {model._meta.db_table} ({names}) select {values} from {model._meta.db_table} t, generate_series(1, {times}) n where {where}"
        )


def fill(orders: int, standards: Standards) -> None:
    """So many orders, in every place of the list's order."""
    from django.db import connection

    from takt.orders.models import Order, OrderLine

    driver = InProcess(standards)
    for number in range(LIVED):
        life(driver, standards, f"L{number}")
    times = orders // LIVED
    fresh = "md5(t.{0}::text || n)::uuid"
    copy(Order, times, {
        "id": fresh.format("id"), "number": "t.number || '-' || n", "version": "0", "customer_order_number": "t.customer_order_number || '-' || n",
        "entered_at": "t.entered_at - n * interval '7 minutes'", "state": "(array['entered','confirmed','approved','in_production','shipped','closed'])[1 + n % 6]",
    })  # fmt: skip
    copy(OrderLine, times, {"id": fresh.format("id"), "order_id": fresh.format("order_id")})
    _belongings(times, fresh)
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def _belongings(times: int, fresh: str) -> None:
    """What the inbox looks at: versions, opinions, shipments, letters, and the orders' own journal."""
    from takt.approval.models import Review
    from takt.conduct.models import JournalEntry, Letter
    from takt.delivery.models import Shipment
    from takt.orders.models import OrderVersion

    own = {"id": fresh.format("id"), "order_id": fresh.format("order_id")}
    copy(OrderVersion, times, own)
    given = "(n / 6) % 4 >= array_position(array['sales', 'budget', 'feasibility'], t.stage::text)"
    copy(Review, times, own | {"order_version_id": fresh.format("order_version_id")}, given)
    copy(Shipment, times, own | {
        "number": "t.number || '-' || n", "state": "case when n % 6 = 4 then 'shipped' else 'received' end",
        "expected_arrival": "current_date + (n % 20)::int",
    })  # fmt: skip
    copy(Letter, times, {"id": fresh.format("id"), "letter_case": fresh.format("letter_case")})
    journal = {"subject_id": fresh.format("subject_id"), "case_id": fresh.format("case_id"), "body": "''"}
    copy(JournalEntry, times, journal, "t.kind = 'orders.order'")


def measured(name: str, ask: Callable[[int], Any]) -> dict[str, float]:
    """Milliseconds and statements of one kind of question."""
    from django.db import connection

    counted: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        counted.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        first = ask(0)
    assert first.status_code == 200, (name, first.status_code, first.content[:300])
    spans = []
    for number in range(ASKED):
        began = time.perf_counter()
        ask(number)
        spans.append((time.perf_counter() - began) * 1000)
    p95 = sorted(spans)[int(ASKED * 0.95)]
    print(
        f"{name:28} {len(counted):3} statements, median {statistics.median(spans):6.1f} ms, p95 {p95:6.1f} ms",
        flush=True,
    )
    return {
        "statements": len(counted),
        "median_ms": round(statistics.median(spans), 1),
        "p95_ms": round(p95, 1),
    }


def _inbox_of(login: str) -> Callable[[int], Any]:
    """The first page of somebody's inbox."""
    from django.test import Client

    from takt.departments.models import Person

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(Person.objects.get(login=login), backend="django.contrib.auth.backends.ModelBackend")
    return lambda n: browser.get("/inbox")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--orders", type=int, default=100_000)
    given = parser.parse_args()
    os.environ["TAKT_SECOND_FACTOR"] = "off"  # browsers are signed in without a telephone beside them
    with installation():
        standards = found(1)[0]
        fill(given.orders, standards)
        from django.test import Client

        from takt.departments.models import Person
        from takt.orders.models import Order

        browser = Client(HTTP_HOST="localhost")
        browser.force_login(
            Person.objects.get(login=standards.logins["entry"]),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        api = {"HTTP_AUTHORIZATION": f"Bearer {standards.tokens['entry']}", "HTTP_HOST": "localhost"}
        lived = list(Order.objects.filter(version__gt=0).values_list("number", flat=True))
        program = Client()
        asked: dict[str, Callable[[int], Any]] = {
            "order list": lambda n: browser.get("/orders"),
            "order list, one state": lambda n: browser.get("/orders?state=approved"),
            "order list, search": lambda n: browser.get(f"/orders?q={lived[n % LIVED]}-{n + 1}"),
            "order page": lambda n: browser.get(f"/orders/{lived[n % LIVED]}"),
            "REST list": lambda n: program.get("/api/v1/orders", **api),
            "REST search": lambda n: program.get(f"/api/v1/search?q={lived[n % LIVED]}-{n + 1}", **api),
            "REST dossier": lambda n: program.get(f"/api/v1/orders/{lived[n % LIVED]}/dossier", **api),
        }
        for role in INBOXES:
            asked[f"inbox of {role}"] = _inbox_of(standards.logins[role])
        figures = {name: measured(name, ask) for name, ask in asked.items()}
        print(json.dumps({"orders": Order.objects.count(), **figures}))


if __name__ == "__main__":
    main()
